import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import { copy } from '../copy';
import { TextControl } from '../text-control';
import type { TextControlProps } from '../text-control/props';
import './index.scss';

interface FieldProps extends TextControlProps {
  hint?: string | undefined;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
  /** Shows how many characters of `maxLength` are used. */
  counted?: boolean;
}

/** A text control with its label above it, and what is wrong with it below. */
export function Field({ hint, error, counted = false, ...control }: FieldProps) {
  return (
    <View className="field">
      <View className="field-label" aria-hidden>
        {control.label}
      </View>
      {hint !== undefined && <View className="field-hint">{hint}</View>}
      <TextControl {...control} invalid={error !== undefined} />
      {counted && (
        <View className="field-count">{copy.written(control.value.length, control.maxLength)}</View>
      )}
      {error !== undefined && (
        <View className="field-error" {...accessible({ role: 'alert' })}>
          {error}
        </View>
      )}
    </View>
  );
}
