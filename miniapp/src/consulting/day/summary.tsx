import type { ConsultationDay } from '@linli/shared/api/types.ts';
import type { VisitState } from '@linli/shared/consultations.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { clockInWords, dayInWords } from '../../platform/time-words';
import { copy } from './copy';

/** Whose day it is, how many there are, and how old that is. */
export function Summary({ day, at }: { day: ConsultationDay; at: number }) {
  const count = (...states: VisitState[]) => day.visits.filter(({ state }) => states.includes(state)).length;
  return (
    <Card tone="brand">
      <Heading>{day.station?.name ?? copy.own}</Heading>
      <View>{dayInWords(`${day.day}T00:00:00+08:00`)}</View>
      <View>
        {copy.counts({
          booked: count('booked'),
          waiting: count('arrived'),
          serving: count('serving'),
          done: count('finished', 'no-show'),
        })}
      </View>
      <View className="row-note">{copy.updated(clockInWords(at))}</View>
    </Card>
  );
}
