import type { YearSchedule } from '@linli/shared/working-time.ts';
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The State Council's schedules that came with the installed chinese-days; newer years can be entered by hand. */
export function installedYears(): YearSchedule[] {
  const holidays = Object.keys(chineseDays.holidays);
  const makeUpDays = Object.keys(chineseDays.workdays);
  const years = new Set(holidays.map((day) => day.slice(0, 4)));
  return [...years].map((year) => {
    const ofYear = (day: string) => day.startsWith(`${year}-`);
    return { year: Number(year), holidays: holidays.filter(ofYear), makeUpDays: makeUpDays.filter(ofYear) };
  });
}
