import type { Evidence, EvidenceList } from '@linli/shared/api/types.ts';
import type { StaffActor } from '../../../platform/http/actor.ts';
import type { Directory } from '../../organization/index.ts';
import { may, type TicketRelation } from '../policy.ts';
import { presentCounter, presentStaff } from '../present.ts';
import type { Ticket, TicketEvidence } from '../ticket.ts';

/** The counters whose recordings the department can look at: its own. */
export function countersOf(ticket: Ticket, directory: Directory) {
  return directory.counters().filter(({ departmentId }) => departmentId.equals(ticket.departmentId));
}

/** Only who has added a file may remove it, and only while the ticket is open. */
export function isRemovable(ticket: Ticket, { staffId, gone }: TicketEvidence, actor: StaffActor): boolean {
  return ticket.open && gone === null && staffId.equals(actor.id);
}

export function presentEvidence(
  ticket: Ticket,
  relations: readonly TicketRelation[],
  actor: StaffActor,
  directory: Directory,
): EvidenceList {
  const nameOf = (id: TicketEvidence['staffId'] | null) => presentStaff(id, directory)?.name ?? null;
  const present = (evidence: TicketEvidence): Evidence => {
    const common = {
      id: evidence.id.toHexString(),
      caption: evidence.caption,
      by: nameOf(evidence.staffId),
      at: evidence.at.toISOString(),
      gone: evidence.gone && {
        at: evidence.gone.at.toISOString(),
        by: nameOf(evidence.gone.staffId),
        reason: evidence.gone.reason,
      },
      removable: may('addEvidence', relations) && isRemovable(ticket, evidence, actor),
    };
    if (evidence.kind !== 'recording') {
      const { kind, mediaType, size } = evidence;
      return { ...common, kind, mediaType, size };
    }
    return {
      ...common,
      kind: 'recording',
      counter: presentCounter(evidence.counterId, directory),
      from: evidence.from.toISOString(),
      to: evidence.to.toISOString(),
    };
  };
  const addable = ticket.open && may('addEvidence', relations);
  return {
    items: ticket.evidence.map(present),
    addable,
    counters: addable ? countersOf(ticket, directory).map(({ _id }) => presentCounter(_id, directory)) : [],
  };
}
