import type { TicketState } from '@linli/shared/ticket-life-cycle.ts';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Organization } from '../organization/index.ts';
import { type Ticket, type TicketSource, ticketModel } from './model.ts';
import { createOpenCounts } from './open-counts.ts';
import { openTicket } from './opening.ts';
import { createTicketService } from './service.ts';

export { openContact, sealContact } from './contact.ts';
export type { SealedContact, TicketSource } from './model.ts';

type TicketEndpoints = 'listTickets' | 'getTicket' | 'getTicketContact' | 'actOnTicket';

/** How far a ticket has come; the rating feature shows its resident parts of it. */
export type TicketProgress = Pick<
  Ticket,
  '_id' | 'number' | 'version' | 'state' | 'handlerId' | 'finding' | 'reply' | 'history'
>;

const progressFields = { number: 1, version: 1, state: 1, handlerId: 1, finding: 1, reply: 1, history: 1 };

export interface Tickets {
  handlers: Handlers<TicketEndpoints>;
  /** Opens the one ticket of a bad rating; done again, it changes nothing. */
  open(source: TicketSource): Promise<void>;
  progressOf(ratingId: Types.ObjectId): Promise<TicketProgress | null>;
  /** The state of each rating's ticket, by the rating's id; ratings without one are not in it. */
  statesOf(ratingIds: readonly Types.ObjectId[]): Promise<Map<string, TicketState>>;
}

export interface TicketNeeds {
  connection: Connection;
  organization: Organization;
  vault: Vault;
  audit: Audit;
  clock: Clock;
}

export function createTickets({ connection, organization, vault, audit, clock }: TicketNeeds): Tickets {
  const tickets = ticketModel(connection);
  const openCounts = createOpenCounts(tickets, clock);
  const service = createTicketService({ tickets, openCounts, organization, vault, audit, clock });
  return {
    handlers: {
      listTickets: ({ actor, query }) => service.list(actor, query),
      getTicket: ({ actor, params }) => service.get(actor, params.id),
      getTicketContact: ({ actor, params, ip }) => service.contact(actor, params.id, ip),
      actOnTicket: ({ actor, params, body, ip }) => service.act(actor, params.id, body, ip),
    },
    open: (source) => openTicket(tickets, openCounts, organization.directory(), source, clock.now()),
    progressOf: (ratingId) => tickets.findOne({ ratingId }, progressFields).lean<TicketProgress>(),
    async statesOf(ratingIds) {
      const rows = await tickets
        .find({ ratingId: { $in: ratingIds } }, { ratingId: 1, state: 1 })
        .lean<Pick<Ticket, 'ratingId' | 'state'>[]>();
      return new Map(rows.map(({ ratingId, state }) => [ratingId.toHexString(), state]));
    },
  };
}
