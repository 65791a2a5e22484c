import { View } from '@tarojs/components';
import { arrowKeys } from '../../platform/keyboard';
import { accessible, pressable } from '../../platform/pressable';
import './index.scss';

interface ChoiceListProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  /** Null until something has been chosen. */
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | undefined;
}

/** One of several, one below the other. */
export function ChoiceList<Value extends string>({
  label,
  options,
  value,
  onChange,
  error,
}: ChoiceListProps<Value>) {
  return (
    <View className="choice-list">
      <View className="choice-label" aria-hidden>
        {label}
      </View>
      <View {...accessible({ role: 'radiogroup', label })} {...arrowKeys('radio')}>
        {options.map((option, index) => {
          const checked = option.value === value;
          return (
            <View
              key={option.value}
              className={`choice${checked ? ' choice-chosen' : ''}`}
              {...pressable(() => onChange(option.value), {
                role: 'radio',
                label: option.label,
                checked,
                tabStop: checked || (value === null && index === 0),
              })}
            >
              <View className="choice-dot" />
              <View className="choice-words">{option.label}</View>
            </View>
          );
        })}
      </View>
      {error !== undefined && (
        <View className="choice-error" {...accessible({ role: 'alert' })}>
          {error}
        </View>
      )}
    </View>
  );
}
