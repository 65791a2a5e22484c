import { View } from '@tarojs/components';
import { arrowKeys } from '../../platform/keyboard';
import { accessible, pressable } from '../../platform/pressable';
import './index.scss';

interface TabsProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  /** For the second of two rows of tabs. */
  quiet?: boolean;
}

/** Two or three views of the same thing, of which one is shown. */
export function Tabs<Value extends string>({
  label,
  options,
  value,
  onChange,
  quiet = false,
}: TabsProps<Value>) {
  return (
    <View
      className={`tabs${quiet ? ' tabs-quiet' : ''}`}
      {...accessible({ role: 'tablist', label })}
      {...arrowKeys('tab')}
    >
      {options.map((option) => {
        const selected = option.value === value;
        return (
          <View
            key={option.value}
            className={`tab${selected ? ' tab-selected' : ''}`}
            {...pressable(() => onChange(option.value), { role: 'tab', selected, tabStop: selected })}
          >
            {option.label}
          </View>
        );
      })}
    </View>
  );
}
