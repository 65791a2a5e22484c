import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Badge } from '../../components/badge';
import { Row } from '../../components/row';
import { copy } from './copy';
import { writeHoursText } from './read-text';

export type CalendarDay = AnswerOf<'getCalendar'>['days'][number];

/** A day as people say it: 11月23日 周一. */
export function dayInWords(day: string): string {
  const weekday = copy.weekdays[weekdayOf(day)] ?? '';
  return copy.day(Number(day.slice(5, 7)), Number(day.slice(8)), weekday);
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** What is out of the ordinary about a day. */
function peculiarity({ day, workingDay, hours, exception }: CalendarDay): string | null {
  if (exception) return copy.exception(exception.reason);
  const weekend = weekdayOf(day) % 6 === 0;
  if (weekend) return workingDay ? copy.makeUp : null;
  return hours.length === 0 ? copy.holiday : null;
}

export function DayRow({ day, onPress }: { day: CalendarDay; onPress: () => void }) {
  const title = dayInWords(day.day);
  const hours = day.hours.length === 0 ? copy.closed : writeHoursText(day.hours);
  const special = peculiarity(day);
  return (
    <Row label={[title, hours, special].filter(Boolean).join('，')} onPress={onPress}>
      <View className="row-title">{title}</View>
      <View className="row-note">{hours}</View>
      {special && (
        <View className="row-badges">
          <Badge tone={day.exception ? 'waiting' : 'active'}>{special}</Badge>
        </View>
      )}
    </Row>
  );
}
