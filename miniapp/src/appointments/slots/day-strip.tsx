import { View } from '@tarojs/components';
import { arrowKeys } from '../../platform/keyboard';
import { accessible, pressable } from '../../platform/pressable';
import { dayNamed } from '../appointment-words';
import { copy } from './copy';
import type { DayOfSlots } from './slots-by';

interface DayStripProps {
  days: readonly DayOfSlots[];
  value: string;
  onChange: (day: string) => void;
}

/** The days with what is free on each; a full one says so. */
export function DayStrip({ days, value, onChange }: DayStripProps) {
  return (
    <View
      className="day-strip"
      {...accessible({ role: 'radiogroup', label: copy.days })}
      {...arrowKeys('radio')}
    >
      {days.map(({ day, free }) => {
        const checked = day === value;
        const [date, weekday] = dayNamed(day).split(' ');
        const state = free > 0 ? copy.free(free) : copy.full;
        return (
          <View
            key={day}
            className={`day${checked ? ' day-chosen' : ''}${free > 0 ? '' : ' day-full'}`}
            {...pressable(() => onChange(day), {
              role: 'radio',
              label: [date, weekday, state].filter(Boolean).join('，'),
              checked,
              tabStop: checked,
            })}
          >
            <View className="day-date">{date}</View>
            {weekday && <View>{weekday}</View>}
            <View className="day-state">{state}</View>
          </View>
        );
      })}
    </View>
  );
}
