import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type Day, type WorkCalendar, writeTimeOfDay } from '@linli/shared/working-time.ts';

type DayAnswer = AnswerOf<'setCalendarDay'>;

export function presentDay(day: Day, calendar: WorkCalendar, exception: DayAnswer['exception']): DayAnswer {
  return {
    day,
    workingDay: calendar.isWorkingDay(day),
    hours: calendar
      .hoursOn(day)
      .map(({ from, to }) => ({ from: writeTimeOfDay(from), to: writeTimeOfDay(to) })),
    exception,
  };
}
