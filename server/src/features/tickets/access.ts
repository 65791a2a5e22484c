import type { Audit } from '../../platform/audit.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Organization } from '../organization/index.ts';
import type { TicketModel } from './model.ts';
import { may, relationsTo, type TicketPermission, type TicketRelation } from './policy.ts';
import type { Ticket } from './ticket.ts';

export interface AccessNeeds {
  tickets: TicketModel;
  organization: Organization;
  audit: Audit;
}

/** A ticket, and how the person who asked for it stands to it. */
export interface LoadedTicket {
  ticket: Ticket;
  relations: TicketRelation[];
}

/** The one way to a ticket: loaded, and allowed to who asks. */
export function createTicketAccess({ tickets, organization, audit }: AccessNeeds) {
  /** @throws not-found also when the ticket is not for the actor's eyes: that it exists is not told either */
  async function load(id: string, actor: StaffActor, permission: TicketPermission): Promise<LoadedTicket> {
    const ticket = await tickets.findById(id).lean<Ticket>();
    const relations = ticket ? relationsTo(ticket, actor, organization.directory()) : [];
    if (!ticket || !may('read', relations)) throw new ApiError('not-found');
    if (!may(permission, relations)) throw new ApiError('not-allowed');
    return { ticket, relations };
  }

  /** Writes into the audit log what somebody did to a ticket, or tried to. */
  function record(
    actor: StaffActor,
    action: string,
    ticketId: string,
    ip: string,
    outcome: 'done' | 'refused',
  ) {
    return audit.record({
      chain: 'tickets',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind: 'ticket', id: ticketId },
      outcome,
      ip,
    });
  }

  return {
    load,

    /** The same; what somebody tried and may not do stays on record. @throws not-found, not-allowed */
    async loadFor(
      id: string,
      actor: StaffActor,
      permission: TicketPermission,
      action: string,
      ip: string,
    ): Promise<LoadedTicket> {
      return load(id, actor, permission).catch(async (error: unknown) => {
        await record(actor, action, id, ip, 'refused');
        throw error;
      });
    },

    record,
  };
}

export type TicketAccess = ReturnType<typeof createTicketAccess>;
