import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../components/button';
import { ChoiceList } from '../components/choice-list';
import { Notice } from '../components/notice';
import { Sheet } from '../components/sheet';
import { copy } from './copy';

interface PickFieldProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  /** Null until something has been chosen. */
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | undefined;
}

/** One of many: the list comes up on a press, so that the form stays short. */
export function PickField<Value extends string>({
  label,
  options,
  value,
  onChange,
  error,
}: PickFieldProps<Value>) {
  const [choosing, setChoosing] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <>
      <View className="field-label">{label}</View>
      {chosen && <View>{chosen.label}</View>}
      {error && <Notice tone="error" text={error} />}
      <Button
        kind="secondary"
        label={chosen ? copy.change(label) : copy.choose(label)}
        onPress={() => setChoosing(true)}
      />
      {choosing && (
        <Sheet title={label} onClose={() => setChoosing(false)}>
          <ChoiceList
            label={label}
            options={options}
            value={value}
            onChange={(next) => {
              onChange(next);
              setChoosing(false);
            }}
          />
        </Sheet>
      )}
    </>
  );
}
