import type { BodyOf } from '@linli/shared/api/types.ts';
import type { Notice } from '@linli/shared/notifications.ts';
import type { TicketAction } from '@linli/shared/ticket-life-cycle.ts';
import type { Types } from 'mongoose';
import type { StaffActor } from '../../../platform/http/actor.ts';
import type { Absences } from '../../absences/index.ts';
import type { Calendars } from '../../calendar/index.ts';
import type { TicketClock, TicketTimes } from '../clocks.ts';
import type { OpenCounts } from '../open-counts.ts';
import type { PublishingNeeds } from '../publishing.ts';
import type { Ticket, TicketEvent } from '../ticket.ts';

/** What the client sends for one action, or for any. */
export type ActionBody<A extends TicketAction = TicketAction> = Extract<BodyOf<'actOnTicket'>, { action: A }>;

/** Who acts when, and what a rule may look at beyond the ticket. */
export interface ActionContext extends PublishingNeeds {
  actor: StaffActor;
  at: Date;
  absences: Absences;
  calendars: Calendars;
  openCounts: OpenCounts;
  times: TicketTimes;
}

type KeptByEveryAction =
  | 'version'
  | 'state'
  | 'open'
  | 'closedAt'
  | 'clocks'
  | 'nextAlertAt'
  | 'turnsYellowAt'
  | 'turnsRedAt'
  | 'tellings'
  | 'history';

/** What an action does to a ticket, beyond what every action does: the state of the table, version, clocks, history. */
export interface ActionEffect {
  /** Fields of the ticket that take a new value. */
  set?: Partial<Omit<Ticket, '_id' | KeptByEveryAction>>;
  /** What the history keeps of it, beside what was done, when and by whom. */
  event?: Partial<Omit<TicketEvent, 'kind' | 'at' | 'staffId'>>;
  /** Who is told of it. */
  tell?: { staffIds: Types.ObjectId[]; notice: Notice }[];
  /** The clocks, where the action does more than stop the one that waited for it. */
  clocks?: TicketClock[];
}

/** One action of the life cycle. By the time it is asked, the table allows the action to the actor. */
export interface ActionRule<A extends TicketAction> {
  /** @throws ApiError when the ticket or the body does not allow it for a reason the table cannot see */
  apply(ticket: Ticket, body: ActionBody<A>, context: ActionContext): ActionEffect | Promise<ActionEffect>;
}
