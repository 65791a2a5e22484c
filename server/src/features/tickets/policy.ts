import type { TicketParty } from '@linli/shared/ticket-life-cycle.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory } from '../organization/index.ts';
import type { Ticket } from './ticket.ts';

/** How a member of staff stands to a ticket. */
export type TicketRelation = 'handler' | 'supervisor' | 'reviewer' | 'colleague' | 'auditor' | 'rated';

/** Who may do what. Being rated outweighs everything else. */
const policy = {
  read: ['handler', 'supervisor', 'colleague', 'auditor'],
  readContact: ['handler', 'supervisor'],
  /** Colleagues of the handler read what was done, not what was collected about people. */
  readEvidence: ['handler', 'supervisor', 'auditor'],
  addEvidence: ['handler', 'supervisor'],
} as const satisfies Record<string, readonly TicketRelation[]>;

export type TicketPermission = keyof typeof policy;

type Subject = Pick<Ticket, 'handlerId' | 'departmentId' | 'ratedStaffIds' | 'history'>;

export function relationsTo(ticket: Subject, actor: StaffActor, directory: Directory): TicketRelation[] {
  if (ticket.ratedStaffIds.some((id) => id.equals(actor.id))) return ['rated'];
  const relations: TicketRelation[] = [];
  const inReach = directory.lineage(ticket.departmentId).some((unit) => unit._id.equals(actor.departmentId));
  if (ticket.handlerId?.equals(actor.id)) relations.push('handler');
  if (actor.roles.includes('supervisor') && inReach) {
    relations.push('supervisor');
    if (mayReview(ticket, actor, directory)) relations.push('reviewer');
  }
  if (actor.roles.includes('auditor') && inReach) relations.push('auditor');
  if (actor.roles.includes('handler') && ticket.departmentId.equals(actor.departmentId))
    relations.push('colleague');
  return relations;
}

/** 复核人: a second person, who neither handles it nor drew the conclusion, nor reports to who was rated. */
function mayReview(ticket: Subject, actor: StaffActor, directory: Directory): boolean {
  const concluded = ticket.history.findLast(({ kind }) => kind === 'conclude');
  return (
    !ticket.handlerId?.equals(actor.id) &&
    !concluded?.staffId?.equals(actor.id) &&
    !ticket.ratedStaffIds.some((id) => directory.reportsTo(actor.id, id))
  );
}

export function may(permission: TicketPermission, relations: readonly TicketRelation[]): boolean {
  return relations.some((relation) => (policy[permission] as readonly TicketRelation[]).includes(relation));
}

/** The parties of the life cycle among the relations. */
export function partiesAmong(relations: readonly TicketRelation[]): TicketParty[] {
  return relations.filter(isParty);
}

const parties: readonly string[] = ['handler', 'supervisor', 'reviewer'] satisfies TicketParty[];

function isParty(relation: TicketRelation): relation is TicketParty & TicketRelation {
  return parties.includes(relation);
}
