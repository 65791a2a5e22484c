import { readHours } from '@linli/shared/api/fields.ts';
import {
  createWorkCalendar,
  type Day,
  dayOf,
  type WorkCalendar,
  type YearSchedule,
} from '@linli/shared/working-time.ts';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Organization, Unit } from '../organization/index.ts';
import { type CalendarDay, type CalendarModels, calendarModels, dayKey } from './model.ts';
import { presentDay } from './present.ts';
import { installedYears } from './published-years.ts';

type CalendarEndpoints = 'getCalendar' | 'setCalendarDay' | 'clearCalendarDay' | 'setYearSchedule';

/** When the departments work, by which deadlines count. */
export interface Calendars {
  handlers: Handlers<CalendarEndpoints>;
  /** The calendar of a unit: its own office hours and days, else those of the nearest unit above. */
  of(unitId: Types.ObjectId): WorkCalendar;
  start(): void;
  stop(): void;
}

export interface CalendarNeeds {
  connection: Connection;
  organization: Organization;
  audit: Audit;
  clock: Clock;
  log: Log;
}

interface Copy {
  days: ReadonlyMap<string, CalendarDay>;
  schedules: readonly YearSchedule[];
}

export async function createCalendars({
  connection,
  organization,
  audit,
  clock,
  log,
}: CalendarNeeds): Promise<Calendars> {
  const models = calendarModels(connection);
  const replica = await createReplica(connection, 'calendar', () => loadCopy(models), log);

  function exceptionOn(unitId: Types.ObjectId, day: Day): { unit: string; reason: string } | null {
    for (const unit of organization.directory().lineage(unitId)) {
      const set = replica.current().days.get(dayKey(unit._id, day));
      if (set) return { unit: unit.code, reason: set.reason };
    }
    return null;
  }

  /** Made once for each unit, until the days or the organization change. */
  let made = {
    copy: replica.current(),
    directory: organization.directory(),
    byUnit: new Map<string, WorkCalendar>(),
  };

  function of(unitId: Types.ObjectId): WorkCalendar {
    const copy = replica.current();
    const directory = organization.directory();
    if (made.copy !== copy || made.directory !== directory) made = { copy, directory, byUnit: new Map() };
    const known = made.byUnit.get(unitId.toHexString());
    if (known) return known;
    const calendar = make(directory.lineage(unitId), copy);
    made.byUnit.set(unitId.toHexString(), calendar);
    return calendar;
  }

  /** @throws not-found */
  function unitOf(code: string) {
    const unit = organization.directory().unitByCode(code);
    if (!unit) throw new ApiError('not-found');
    return unit;
  }

  /** A unit whose days the administrator may set: their own, or one below it. @throws not-found, not-allowed */
  function unitInReach(code: string, actor: StaffActor) {
    const unit = unitOf(code);
    const reaches = organization
      .directory()
      .lineage(unit._id)
      .some(({ _id }) => _id.equals(actor.departmentId));
    if (!reaches) throw new ApiError('not-allowed');
    return unit;
  }

  const record = (actor: StaffActor, action: string, subjectId: string, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind: 'calendar', id: subjectId },
      outcome: 'done',
      ip,
    });

  const answerDay = (unitId: Types.ObjectId, day: Day) =>
    presentDay(day, of(unitId), exceptionOn(unitId, day));

  return {
    handlers: {
      async getCalendar({ query }) {
        const unit = unitOf(query.unit);
        const calendar = of(unit._id);
        return {
          unit: { code: unit.code, name: unit.name },
          published: calendar.isPublished(Number(query.month.slice(0, 4))),
          unpublishedYears: yearsAhead(clock.now()).filter((year) => !calendar.isPublished(year)),
          days: daysOfMonth(query.month).map((day) => presentDay(day, calendar, exceptionOn(unit._id, day))),
        };
      },

      async setCalendarDay({ actor, body, ip }) {
        const unit = unitInReach(body.unit, actor);
        const set = { unitId: unit._id, day: body.day, hours: readHours(body.hours), reason: body.reason };
        await models.days.updateOne({ _id: dayKey(unit._id, body.day) }, { $set: set }, { upsert: true });
        await replica.changed();
        await record(actor, 'calendar-day-set', `${unit.code}:${body.day}`, ip);
        return answerDay(unit._id, body.day);
      },

      async clearCalendarDay({ actor, body, ip }) {
        const unit = unitInReach(body.unit, actor);
        await models.days.deleteOne({ _id: dayKey(unit._id, body.day) });
        await replica.changed();
        await record(actor, 'calendar-day-clear', `${unit.code}:${body.day}`, ip);
        return answerDay(unit._id, body.day);
      },

      async setYearSchedule({ actor, body, ip }) {
        const { year, holidays, makeUpDays } = body;
        await models.years.updateOne({ _id: year }, { $set: { holidays, makeUpDays } }, { upsert: true });
        await replica.changed();
        await record(actor, 'calendar-year-set', String(year), ip);
        return body;
      },
    },
    of,
    start: replica.start,
    stop: replica.stop,
  };
}

/** @param units the unit itself first, then those above it */
function make(units: readonly Unit[], { days, schedules }: Copy): WorkCalendar {
  // What is set nearest comes last: it is the one that stays.
  const exceptions = units
    .toReversed()
    .flatMap(({ _id }) => [...days.values()].filter((set) => set.unitId.equals(_id)));
  const officeHours = units.find((unit) => unit.officeHours)?.officeHours ?? ordinaryOfficeHours;
  return createWorkCalendar({ officeHours, schedules, exceptions });
}

/** Half past eight to half past five with a lunch break: the usual hours of Shanghai's offices (default). */
const ordinaryDay = [
  { from: 8 * 60 + 30, to: 11 * 60 + 30 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];
const ordinaryOfficeHours = { weekdays: ordinaryDay, saturday: [], sunday: [] };

async function loadCopy(models: CalendarModels): Promise<Copy> {
  const [days, years] = await Promise.all([
    models.days.find().lean<CalendarDay[]>(),
    models.years.find().lean(),
  ]);
  const entered = years.map(({ _id, holidays, makeUpDays }) => ({ year: _id, holidays, makeUpDays }));
  const installed = installedYears().filter(
    ({ year }) => !entered.some((schedule) => schedule.year === year),
  );
  return { days: new Map(days.map((day) => [day._id, day])), schedules: [...installed, ...entered] };
}

/** The years in which deadlines that begin now may end. */
function yearsAhead(now: Date): number[] {
  const year = Number(dayOf(now).slice(0, 4));
  return [year, year + 1];
}

function daysOfMonth(month: string): Day[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}
