import { z } from 'zod';
import type { calendarRoutes } from './calendar.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import { dayField, hoursField, unitCode } from './fields.ts';

const reason = z.string().trim().min(1, '请写明原因').max(100, '原因最多 100 个字');

const calendarDay = z.strictObject({
  day: dayField,
  /** Whether it counts as a working day (工作日) of deadlines. */
  workingDay: z.boolean(),
  hours: hoursField,
  /** Set when the hours of this day were set by hand, here or for a unit above. */
  exception: z.strictObject({ unit: unitCode, reason: z.string() }).nullable(),
});

const daysOfYear = z.array(dayField).max(60);

export const calendarSchemas = {
  getCalendar: {
    query: z.strictObject({
      unit: unitCode,
      month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份格式应为 2026-11'),
    }),
    answer: z.strictObject({
      unit: z.strictObject({ code: unitCode, name: z.string() }),
      /** Whether the holidays of the year are known; if not, only the week and the exceptions hold. */
      published: z.boolean(),
      /** Of this year and the next, those whose holidays are not known. */
      unpublishedYears: z.array(z.int()),
      days: z.array(calendarDay),
    }),
    errors: ['not-found'],
  },
  setCalendarDay: {
    body: z.strictObject({ unit: unitCode, day: dayField, hours: hoursField, reason }),
    answer: calendarDay,
    errors: ['not-found', 'not-allowed'],
  },
  clearCalendarDay: {
    body: z.strictObject({ unit: unitCode, day: dayField }),
    answer: calendarDay,
    errors: ['not-found', 'not-allowed'],
  },
  setYearSchedule: {
    body: z
      .strictObject({
        year: z.int().min(2020).max(2099),
        holidays: daysOfYear.min(1),
        makeUpDays: daysOfYear,
      })
      .refine(
        ({ year, holidays, makeUpDays }) =>
          [...holidays, ...makeUpDays].every((day) => day.startsWith(`${year}-`)),
        '日期要在这一年之内',
      )
      .refine(
        ({ holidays, makeUpDays }) => makeUpDays.every((day) => !holidays.includes(day)),
        '同一天不能既放假又上班',
      ),
    answer: z.strictObject({ year: z.int(), holidays: daysOfYear, makeUpDays: daysOfYear }),
  },
} as const satisfies SchemasFor<typeof calendarRoutes>;
