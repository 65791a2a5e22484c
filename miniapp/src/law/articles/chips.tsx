import { View } from '@tarojs/components';
import { Icon } from '../../components/icon';
import { arrowKeys } from '../../platform/keyboard';
import { accessible, pressable } from '../../platform/pressable';
import { copy } from './copy';

interface ChipsProps<Value extends string> {
  label: string;
  values: readonly Value[];
  names: Record<Value, string>;
  /** Null: it does not matter. */
  value: Value | null;
  onChange: (value: Value | null) => void;
}

/** One of many short words, or any. */
export function Chips<Value extends string>({ label, values, names, value, onChange }: ChipsProps<Value>) {
  const options = [null, ...values];
  return (
    <View>
      <View className="chips-label" aria-hidden>
        {label}
      </View>
      <View className="chips" {...accessible({ role: 'radiogroup', label })} {...arrowKeys('radio')}>
        {options.map((option) => {
          const checked = option === value;
          const name = option === null ? copy.any : names[option];
          return (
            <View
              key={option ?? ''}
              className={`chip${checked ? ' chip-chosen' : ''}`}
              {...pressable(() => onChange(option), {
                role: 'radio',
                label: name,
                checked,
                tabStop: checked,
              })}
            >
              {checked && <Icon name="tick" />}
              <View>{name}</View>
            </View>
          );
        })}
      </View>
    </View>
  );
}
