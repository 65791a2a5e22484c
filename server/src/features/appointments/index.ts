import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import type { FileAnswer } from '../../platform/http/file-answer.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Vault } from '../../platform/vault.ts';
import { type LegalService, photoVersion } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import { createAttachments } from './attachments/index.ts';
import { bookAppointment, holdSlot } from './booking.ts';
import { calendarFile } from './calendar-entry.ts';
import { cancelAppointment, own, rescheduleAppointment } from './changing.ts';
import { closeWhatIsAway, offerToClosed } from './closing.ts';
import { type ClosureNeeds, createClosures } from './closures.ts';
import { daysAsked, findSlots, nearestFree } from './finding.ts';
import { createKeeping, type Keeping } from './keeping.ts';
import { type Appointment, appointmentModels } from './model.ts';
import {
  type AppointmentRowFields,
  type ClosureOf,
  presentDays,
  presentLawyer,
  presentOpenSlot,
  presentOwn,
  presentRow,
  presentStation,
  rowFields,
  stationOf,
} from './present.ts';
import { sweepReminders } from './reminders.ts';
import { daysFrom } from './slots.ts';
import { createSupply, type Wish } from './supply.ts';
import { alertStation, tellClosed, tellWaiting } from './telling.ts';
import { createVisits, type Visits } from './visits.ts';
import { joinWaitlist, leaveWaitlist, listWaits, offerWhatIsFree } from './waiting.ts';
import { sweepPassed } from './waitlist.ts';

export { presentAttachments } from './attachments/present.ts';
export type { Appointment, Case } from './model.ts';
export { openCase, presentLawyer } from './present.ts';
export type { Visits } from './visits.ts';

/** Numbers of the field that an installation may set. */
export interface BookingTimes {
  /** A slot is booked so long before it starts, at the least. */
  noticeMinutes: number;
  /** And at most so many days ahead (default of the field: 14). */
  horizonDays: number;
  /** It can be cancelled and moved until so long before it starts (default of the field: two hours). */
  changeMinutes: number;
  /** How many appointments a resident may have at once (default of the field: 2). */
  activeMax: number;
  /** How long a seat is kept while its resident fills in the rest. */
  holdMinutes: number;
  /** How long a freed seat is kept for who is first on the waitlist. */
  offerMinutes: number;
  /** How long another seat is kept for whose appointment was closed. */
  closureOfferMinutes: number;
}

type AppointmentEndpoints =
  | 'listStations'
  | 'listLawyers'
  | 'getLawyerPhoto'
  | 'listSlotsOfLawyer'
  | 'listSlots'
  | 'holdSlot'
  | 'bookAppointment'
  | 'listMyAppointments'
  | 'getMyAppointment'
  | 'getAppointmentCalendar'
  | 'addAttachment'
  | 'getMyAttachment'
  | 'removeAttachment'
  | 'cancelAppointment'
  | 'rescheduleAppointment'
  | 'joinWaitlist'
  | 'leaveWaitlist'
  | 'listMyWaits'
  | 'listClosures'
  | 'previewClosure'
  | 'enterClosure'
  | 'endClosure';

/** What a resident has booked and waits for, as they may take it home. */
interface OwnAppointments {
  appointments: AnswerOf<'getMyAppointment'>[];
  waits: AnswerOf<'listMyWaits'>['items'];
}

export interface Appointments {
  handlers: Handlers<AppointmentEndpoints>;
  /** How many appointments were booked from each article in a period, by the article's id. */
  bookedFromArticles(from: Date, until: Date): Promise<ReadonlyMap<string, number>>;
  /** Ends holds and offers whose time has passed, and offers on the seats this frees. */
  sweep(): Promise<void>;
  /** Reminds residents of what is near. */
  remind(): Promise<void>;
  /** What the station and the lawyer do with them on their day. */
  visits: Visits;
  /** Every appointment of a resident, newest first, and their places on the waitlist. */
  exportOf(residentId: string): Promise<OwnAppointments>;
  /** What residents said of their cases, and how it goes. */
  keeping: Keeping;
  /** The content of what was added to one. Whoever shows it records the read first. @throws not-found */
  openAttachment(appointment: Appointment, attachmentId: string): FileAnswer;
  jobs: RecurringJob[];
}

export interface AppointmentNeeds {
  connection: Connection;
  organization: Organization;
  legalService: LegalService;
  notifications: Notifications;
  vault: Vault;
  audit: Audit;
  changes: ChangeLog;
  files: Files;
  legalAid: ClosureNeeds['legalAid'];
  clock: Clock;
  times: BookingTimes;
}

export function createAppointments(needs: AppointmentNeeds): Appointments {
  const { legalService, notifications, clock, times } = needs;
  const models = appointmentModels(needs.connection, needs.changes);
  const supply = createSupply(legalService, clock, times);
  const booking: ClosureNeeds = {
    ...needs,
    ...times,
    models,
    supply,
    window: times,
    tell: (entry, offer) => tellWaiting(notifications, entry, offer),
    tellClosed: (closed) => tellClosed(notifications, closed),
  };
  const closures = createClosures(booking);
  const attachments = createAttachments({ models, files: needs.files });
  const keeping = createKeeping({ ...booking, attachments });

  const days = async (query: { from?: string | undefined; to?: string | undefined }, wish: Wish) => {
    const asked = daysAsked(booking, query.from, query.to);
    return {
      days: presentDays(await findSlots(booking, asked, wish), daysFrom(asked.from, asked.to), booking),
    };
  };

  const sweep = async () => {
    await closeWhatIsAway(booking);
    await closures.tellUntold();
    await sweepPassed(booking);
    await offerToClosed(booking);
    await offerWhatIsFree(booking);
    await alertOfUrgent();
  };

  const visits = createVisits(models, clock);
  const remind = () => sweepReminders(models, notifications, clock);

  /** Bookings that cannot wait and that the station has not been told of. */
  async function alertOfUrgent(): Promise<void> {
    const untold = await models.appointments
      .find({ untold: true, state: { $ne: 'closed' } })
      .lean<Appointment[]>();
    for (const appointment of untold) await alertOf(appointment);
  }

  async function alertOf(appointment: Appointment): Promise<void> {
    await alertStation(booking, notifications, appointment);
    await models.appointments.updateOne(
      { _id: appointment._id, state: { $ne: 'closed' } },
      { $unset: { untold: 1 } },
    );
  }

  async function closureOf({
    _id,
    state,
    slot,
    case: told,
    closedBy,
  }: Appointment): Promise<ClosureOf | null> {
    if (state !== 'closed') return null;
    const instead = await models.appointments.findOne({ insteadOf: _id, live: true }).lean<Appointment>();
    const made = instead !== null && instead.state !== 'offered';
    const wish = { matter: told?.matter, mode: slot.mode };
    return {
      reason: closedBy ? await legalService.reasonOf(closedBy) : '',
      instead,
      alternatives: made ? [] : await nearestFree(booking, slot.startsAt, wish),
    };
  }

  const resident = (actor: { id: string }) => new Types.ObjectId(actor.id);

  return {
    handlers: {
      async listStations() {
        return { items: legalService.directory().stations().map(presentStation) };
      },

      async listLawyers({ query }) {
        const found = await findSlots(booking, daysAsked(booking), query);
        const lawyers = legalService
          .directory()
          .lawyers()
          .filter(({ specialities }) => query.matter === undefined || specialities.includes(query.matter));
        return {
          items: lawyers.map((lawyer) => {
            const id = lawyer._id.toHexString();
            const next = found.find(({ slot, free }) => slot.lawyerId === id && free > 0);
            const { licenceNumber, specialities, languages, introduction, photoFile } = lawyer;
            return {
              ...presentLawyer(id, booking),
              licenceNumber,
              specialities,
              languages,
              introduction,
              photo: photoFile ? photoVersion(photoFile) : null,
              next: next ? presentOpenSlot(next.slot, next.free, booking) : null,
            };
          }),
        };
      },

      getLawyerPhoto: async ({ params }) => legalService.photoOf(params.id),

      listSlotsOfLawyer({ params, query }) {
        const lawyer = legalService
          .directory()
          .lawyers()
          .find(({ _id }) => _id.equals(params.id));
        if (!lawyer) throw new ApiError('not-found');
        return days(query, { lawyerId: params.id });
      },

      listSlots: ({ query: { lawyer, station, matter, mode, from, to } }) =>
        days({ from, to }, { lawyerId: lawyer, stationId: station, matter, mode }),

      holdSlot: async ({ actor, body }) =>
        presentOwn(await holdSlot(booking, resident(actor), body), booking),

      async bookAppointment({ actor, body }) {
        const { appointment, isNew } = await bookAppointment(booking, resident(actor), body);
        if (isNew && appointment.untold) await alertOf(appointment);
        return presentOwn(appointment, booking);
      },

      async listMyAppointments({ actor, query }) {
        const rows = await models.appointments
          .find(
            {
              residentId: resident(actor),
              ...afterCursor('slot.startsAt', 'descending', query.cursor),
            },
            rowFields,
          )
          .sort({ 'slot.startsAt': -1, _id: -1 })
          .limit(query.limit + 1)
          .lean<AppointmentRowFields[]>();
        const { page, nextCursor } = cutPage(rows, query.limit, (row) => row.slot.startsAt);
        return { items: page.map((row) => presentRow(row, booking)), nextCursor };
      },

      async getMyAppointment({ actor, params }) {
        const appointment = await own(models, resident(actor), params.id);
        return presentOwn(appointment, booking, await closureOf(appointment));
      },

      async getAppointmentCalendar({ actor, params }) {
        const { _id, version, state, live, slot } = await own(models, resident(actor), params.id);
        if (state === 'held' || state === 'offered' || state === 'expired') throw new ApiError('not-found');
        return calendarFile({
          ...slot,
          id: _id.toHexString(),
          version,
          cancelled: !live && state !== 'finished',
          lawyer: presentLawyer(slot.lawyerId, booking).name,
          station: stationOf(slot, booking),
          at: clock.now(),
        });
      },

      addAttachment: async ({ actor, params, query, upload }) =>
        presentOwn(await attachments.add(resident(actor), params.id, query.idempotencyKey, upload), booking),

      getMyAttachment: async ({ actor, params }) =>
        attachments.open(await own(models, resident(actor), params.id), params.attachmentId),

      removeAttachment: async ({ actor, params }) =>
        presentOwn(await attachments.remove(resident(actor), params.id, params.attachmentId), booking),

      cancelAppointment: async ({ actor, params }) =>
        presentOwn(await cancelAppointment(booking, resident(actor), params.id), booking),

      rescheduleAppointment: async ({ actor, params, body }) =>
        presentOwn(await rescheduleAppointment(booking, resident(actor), params.id, body), booking),

      joinWaitlist: ({ actor, body }) => joinWaitlist(booking, resident(actor), body),
      leaveWaitlist: ({ actor, params }) => leaveWaitlist(booking, resident(actor), params.id),
      listMyWaits: ({ actor }) => listWaits(booking, resident(actor)),
      ...closures.handlers,
    },
    async bookedFromArticles(from, until) {
      const counts = await models.appointments.aggregate<{ _id: Types.ObjectId; count: number }>([
        { $match: { createdAt: { $gte: from, $lt: until }, 'case.articleId': { $type: 'objectId' } } },
        { $group: { _id: '$case.articleId', count: { $sum: 1 } } },
      ]);
      return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]));
    },
    sweep,
    remind,
    visits,
    keeping,
    async exportOf(residentId) {
      const owner = new Types.ObjectId(residentId);
      const all = await models.appointments
        .find({ residentId: owner })
        .sort({ 'slot.startsAt': -1, _id: -1 })
        .lean<Appointment[]>();
      const { items } = await listWaits(booking, owner);
      return {
        appointments: await Promise.all(
          all.map(async (one) => presentOwn(one, booking, await closureOf(one))),
        ),
        waits: items,
      };
    },
    openAttachment: attachments.open,
    jobs: [
      { name: 'end holds and offer freed seats', every: '30 seconds', run: sweep },
      { name: 'erase cases of appointments', every: '1 minute', run: keeping.sweep },
      { name: 'remind of appointments', every: '1 minute', run: remind },
      { name: 'end forgotten appointments', every: '10 minutes', run: visits.endForgotten },
    ],
  };
}
