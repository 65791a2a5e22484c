import type { TicketState } from '@linli/shared/ticket-life-cycle.ts';
import { type Connection, isObjectIdOrHexString, type Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { ChangeLog, TopicsFor } from '../../platform/changes.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Files } from '../../platform/files/index.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Absences } from '../absences/index.ts';
import type { Calendars } from '../calendar/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import { createTicketAccess } from './access.ts';
import { raiseAlerts } from './alerts.ts';
import type { TicketTimes } from './clocks.ts';
import { createEvidence } from './evidence/index.ts';
import { type BadRatingFacts, badRatingFacts } from './facts.ts';
import { handOverDue } from './hand-over.ts';
import { closeUnjudged, type GivenJudgement, judge } from './judging.ts';
import { ticketModel } from './model.ts';
import { createOpenCounts } from './open-counts.ts';
import { openTicket } from './opening.ts';
import { createOverview } from './overview.ts';
import { maskedComment, type PublishingNeeds, type Spoken } from './publishing.ts';
import { queryRouting, routingOptions } from './routing/query.ts';
import { createTicketService } from './service.ts';
import { sweepTellings } from './tellings.ts';
import type { PersonalCopy, Ticket, TicketSource } from './ticket.ts';
import { ticketTopicsFor } from './topics.ts';
import { upgradeTickets } from './upgrade.ts';

export type { TicketTimes } from './clocks.ts';
export { type Contact, openContact, sealContact } from './contact.ts';
export type { BadRatingFacts } from './facts.ts';
export { contactSchema } from './model.ts';
export { presentForEveryone } from './publishing.ts';
export { presentForResident, timelineForResident } from './resident-view.ts';
export type { FirstRating, PersonalCopy, SealedContact, TicketSource } from './ticket.ts';

type TicketEndpoints =
  | 'listTickets'
  | 'getTicket'
  | 'listTicketTargets'
  | 'getTicketContact'
  | 'actOnTicket'
  | 'getOverview'
  | 'listOverviewTickets'
  | 'enterAbsence'
  | 'listRoutingOptions'
  | 'queryRouting'
  | 'listEvidence'
  | 'addEvidence'
  | 'addRecording'
  | 'getEvidenceFile'
  | 'removeEvidence';

/** How far a ticket has come; its resident is shown parts of it. */
export type TicketProgress = Pick<
  Ticket,
  | '_id'
  | 'sourceId'
  | 'number'
  | 'version'
  | 'state'
  | 'handlerId'
  | 'finding'
  | 'reply'
  | 'privateNote'
  | 'closesAt'
  | 'reopened'
  | 'outcome'
  | 'excluded'
  | 'publicComment'
  | 'closedAt'
  | 'history'
>;

const progressFields = {
  sourceId: 1,
  number: 1,
  version: 1,
  state: 1,
  handlerId: 1,
  finding: 1,
  reply: 1,
  privateNote: 1,
  closesAt: 1,
  reopened: 1,
  outcome: 1,
  excluded: 1,
  publicComment: 1,
  closedAt: 1,
  history: 1,
};

export interface Tickets {
  handlers: Handlers<TicketEndpoints>;
  /** Opens the one ticket of a bad rating or a feedback; done again, it changes nothing. */
  open(source: TicketSource): Promise<void>;
  /** The ticket of one rating or feedback; null without one. */
  progressOf(sourceId: Types.ObjectId): Promise<TicketProgress | null>;
  /** The tickets of several, by the source's id; sources without one are not in it. */
  progressOfEach(sourceIds: readonly Types.ObjectId[]): Promise<Map<string, TicketProgress>>;
  /** The states alone, by the source's id. */
  statesOf(sourceIds: readonly Types.ObjectId[]): Promise<Map<string, TicketState>>;
  /** What figures need to know of the bad ratings of a period. */
  badRatingFacts(
    scope: Parameters<typeof badRatingFacts>[1],
    from: Date,
    until: Date,
  ): Promise<BadRatingFacts[]>;
  /** The ids among these ratings that a confirmed finding excludes. */
  excludedAmong(ratingIds: readonly Types.ObjectId[]): Promise<Set<string>>;
  /** The numbers of tickets, by their ids. */
  numbersOf(ids: readonly string[]): Promise<Map<string, string>>;
  /** The id of the ticket that people call by this number; null when there is none. */
  idOfNumber(number: string): Promise<string | null>;
  /** What everyone would read of a comment, known names and numbers masked; null without one. */
  maskedForEveryone(said: Pick<Spoken, 'ratedStaffIds'> & Spoken['personal']): string | null;
  /** Brings the copy in a source's ticket up to date, unless it is newer already. */
  copyPersonalData(sourceId: Types.ObjectId, personal: PersonalCopy): Promise<void>;
  /** A resident judges the handling of their source. @throws judgement-not-open, idempotency-key-reused */
  judge(sourceId: Types.ObjectId, judgement: GivenJudgement): Promise<void>;
  /** Closes what was answered and not judged in time. */
  closeUnjudged(): Promise<void>;
  /** Tells people of clocks that have turned yellow or red. */
  raiseAlerts(): Promise<void>;
  /** Erases the evidence of tickets that were closed long enough ago, and files that nobody uses. */
  sweepEvidence(): Promise<void>;
  /** What somebody may hear of, live. */
  topicsFor: TopicsFor;
  jobs: RecurringJob[];
}

export interface TicketNeeds {
  connection: Connection;
  organization: Organization;
  absences: Absences;
  vault: Vault;
  audit: Audit;
  calendars: Calendars;
  notifications: Notifications;
  changes: ChangeLog;
  clock: Clock;
  times: TicketTimes;
  publishing: PublishingNeeds['publishing'];
  files: Files;
  /** How many days evidence stays once its ticket is closed. */
  evidenceDays: number;
}

export async function createTickets(needs: TicketNeeds): Promise<Tickets> {
  const { connection, clock, organization, absences } = needs;
  await upgradeTickets(connection, later(clock.now(), needs.times.judgeDays * dayMs));
  const tickets = ticketModel(connection);
  const openCounts = createOpenCounts(tickets, clock);
  const access = createTicketAccess({ ...needs, tickets });
  const service = createTicketService({ ...needs, tickets, openCounts, access });
  const evidence = createEvidence({ ...needs, tickets, access });
  const overview = createOverview({ ...needs, tickets });
  const judging = { ...needs, tickets, openCounts };
  const handOver = () => handOverDue({ ...needs, tickets, openCounts });
  const sweep = () => raiseAlerts({ ...needs, tickets });
  return {
    handlers: {
      listTickets: ({ actor, query }) => service.list(actor, query),
      getTicket: ({ actor, params, ip }) => service.get(actor, params.id, ip),
      getOverview: ({ actor, query }) => overview.counts(actor, query.unit),
      listOverviewTickets: ({ actor, query }) => overview.list(actor, query),
      listTicketTargets: ({ actor, params }) => service.targets(actor, params.id),
      getTicketContact: ({ actor, params, ip }) => service.contact(actor, params.id, ip),
      actOnTicket: ({ actor, params, body, ip }) => service.act(actor, params.id, body, ip),
      async enterAbsence(call) {
        const absence = await absences.enter(call);
        await handOver();
        return absence;
      },
      listRoutingOptions: async ({ actor }) => routingOptions(actor, organization.directory()),
      queryRouting: ({ actor, body }) =>
        queryRouting(actor, body, {
          openCounts,
          directory: organization.directory(),
          isAbsent: absences.isAbsent,
        }),
      ...evidence.handlers,
    },
    open: (source) => openTicket({ ...needs, tickets, openCounts }, source),
    progressOf: (sourceId) => tickets.findOne({ sourceId }, progressFields).lean<TicketProgress>(),
    async progressOfEach(sourceIds) {
      const rows = await tickets
        .find({ sourceId: { $in: sourceIds } }, progressFields)
        .lean<TicketProgress[]>();
      return new Map(rows.map((row) => [row.sourceId.toHexString(), row]));
    },
    async statesOf(sourceIds) {
      const rows = await tickets
        .find({ sourceId: { $in: sourceIds } }, { sourceId: 1, state: 1 })
        .lean<Pick<Ticket, 'sourceId' | 'state'>[]>();
      return new Map(rows.map(({ sourceId, state }) => [sourceId.toHexString(), state]));
    },
    badRatingFacts: (scope, from, until) => badRatingFacts(tickets, scope, from, until),
    async excludedAmong(ratingIds) {
      const rows = await tickets
        .find({ sourceId: { $in: ratingIds }, excluded: true }, { sourceId: 1 })
        .lean<Pick<Ticket, 'sourceId'>[]>();
      return new Set(rows.map(({ sourceId }) => sourceId.toHexString()));
    },
    async numbersOf(ids) {
      const _id = { $in: ids.filter((id) => isObjectIdOrHexString(id)) };
      const rows = await tickets.find({ _id }, { number: 1 }).lean<Pick<Ticket, '_id' | 'number'>[]>();
      return new Map(rows.map(({ _id, number }) => [_id.toHexString(), number]));
    },
    async idOfNumber(number) {
      const row = await tickets.findOne({ number }, { _id: 1 }).lean();
      return row?._id.toHexString() ?? null;
    },
    maskedForEveryone: ({ ratedStaffIds, ...personal }) => maskedComment({ ratedStaffIds, personal }, needs),
    async copyPersonalData(sourceId, personal) {
      await tickets.updateOne(
        { sourceId, 'personal.revision': { $lt: personal.revision } },
        { $set: { personal }, ...(personal.comment === null && { $unset: { publicComment: 1 } }) },
      );
    },
    judge: (sourceId, judgement) => judge(judging, sourceId, judgement),
    closeUnjudged: () => closeUnjudged(judging),
    raiseAlerts: sweep,
    sweepEvidence: evidence.sweep,
    topicsFor: (listener) => ticketTopicsFor(listener, organization.directory()),
    jobs: [
      { name: 'raise ticket alerts', every: '1 minute', run: sweep },
      { name: 'hand over tickets of the absent', every: '1 minute', run: handOver },
      { name: 'close unjudged tickets', every: '1 minute', run: () => closeUnjudged(judging) },
      {
        name: 'deliver ticket messages',
        every: '1 minute',
        run: () => sweepTellings({ ...needs, tickets }),
      },
      { name: 'sweep evidence', every: '10 minutes', run: evidence.sweep },
    ],
  };
}
