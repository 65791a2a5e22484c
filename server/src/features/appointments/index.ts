import { type Connection, Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Vault } from '../../platform/vault.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import {
  type BookingNeeds,
  bookAppointment,
  cancelAppointment,
  holdSlot,
  own,
  rescheduleAppointment,
} from './booking.ts';
import { daysAsked, findSlots } from './finding.ts';
import { appointmentModels } from './model.ts';
import {
  type AppointmentRowFields,
  presentDays,
  presentLawyer,
  presentOpenSlot,
  presentOwn,
  presentRow,
  presentStation,
  rowFields,
} from './present.ts';
import { daysFrom } from './slots.ts';
import { createSupply, type Wish } from './supply.ts';
import { alertStation, tellWaiting } from './telling.ts';
import { joinWaitlist, leaveWaitlist, listWaits, offerWhatIsFree } from './waiting.ts';
import { sweepPassed } from './waitlist.ts';

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
}

type AppointmentEndpoints =
  | 'listStations'
  | 'listLawyers'
  | 'listSlotsOfLawyer'
  | 'listSlots'
  | 'holdSlot'
  | 'bookAppointment'
  | 'listMyAppointments'
  | 'getMyAppointment'
  | 'cancelAppointment'
  | 'rescheduleAppointment'
  | 'joinWaitlist'
  | 'leaveWaitlist'
  | 'listMyWaits';

export interface Appointments {
  handlers: Handlers<AppointmentEndpoints>;
  /** Ends holds and offers whose time has passed, and offers on the seats this frees. */
  sweep(): Promise<void>;
  jobs: RecurringJob[];
}

export interface AppointmentNeeds {
  connection: Connection;
  organization: Organization;
  legalService: LegalService;
  notifications: Notifications;
  vault: Vault;
  clock: Clock;
  times: BookingTimes;
}

export function createAppointments(needs: AppointmentNeeds): Appointments {
  const { legalService, notifications, clock, times } = needs;
  const models = appointmentModels(needs.connection);
  const supply = createSupply(legalService, clock, times);
  const booking: BookingNeeds = {
    ...needs,
    ...times,
    models,
    supply,
    window: times,
    tell: (entry, what) => tellWaiting(notifications, entry, what),
  };

  const days = async (query: { from?: string | undefined; to?: string | undefined }, wish: Wish) => {
    const asked = daysAsked(booking, query.from, query.to);
    return {
      days: presentDays(await findSlots(booking, asked, wish), daysFrom(asked.from, asked.to), booking),
    };
  };

  const sweep = async () => {
    await sweepPassed(booking, supply.of);
    await offerWhatIsFree(booking);
  };

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
            const { licenceNumber, specialities, languages, introduction, photo } = lawyer;
            return {
              ...presentLawyer(id, booking),
              licenceNumber,
              specialities,
              languages,
              introduction,
              photo,
              next: next ? presentOpenSlot(next.slot, next.free, booking) : null,
            };
          }),
        };
      },

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
        if (isNew && appointment.case?.urgencies.length)
          await alertStation(booking, notifications, appointment);
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

      getMyAppointment: async ({ actor, params }) =>
        presentOwn(await own(models, resident(actor), params.id), booking),

      cancelAppointment: async ({ actor, params }) =>
        presentOwn(await cancelAppointment(booking, resident(actor), params.id), booking),

      rescheduleAppointment: async ({ actor, params, body }) =>
        presentOwn(await rescheduleAppointment(booking, resident(actor), params.id, body), booking),

      joinWaitlist: ({ actor, body }) => joinWaitlist(booking, resident(actor), body),
      leaveWaitlist: ({ actor, params }) => leaveWaitlist(booking, resident(actor), params.id),
      listMyWaits: ({ actor }) => listWaits(booking, resident(actor)),
    },
    sweep,
    jobs: [{ name: 'end holds and offer freed seats', every: '30 seconds', run: sweep }],
  };
}
