import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import { type CalendarDay, dayInWords } from './day-row';
import { readHoursText, writeHoursText } from './read-text';

interface DaySheetProps {
  day: CalendarDay;
  /** The code of the unit whose day it is. */
  unit: string;
  onChanged: () => void;
  onClose: () => void;
}

const hoursMax = 120;
const reasonMax = 100;

/** Sets the hours of one day, or takes back what was set. */
export function DaySheet({ day, unit, onChanged, onClose }: DaySheetProps) {
  const [hoursText, setHoursText] = useState(writeHoursText(day.hours));
  const [reason, setReason] = useState(day.exception?.reason ?? '');
  const [checked, setChecked] = useState(false);
  const saving = useAction(async (hours: NonNullable<ReturnType<typeof readHoursText>>) => {
    await call('setCalendarDay', { body: { unit, day: day.day, hours, reason } });
    onChanged();
  });
  const restoring = useAction(async () => {
    await call('clearCalendarDay', { body: { unit, day: day.day } });
    onChanged();
  });

  const hours = readHoursText(hoursText);
  const save = () => {
    setChecked(true);
    if (hours && reason.trim() !== '') void saving.start(hours);
  };
  const error = saving.error ?? restoring.error;
  const setHere = day.exception?.unit === unit;
  return (
    <Sheet title={copy.setDay(dayInWords(day.day))} onClose={onClose}>
      {error && <Notice tone="error" text={failureWords(error)} />}
      {day.exception && !setHere && <View>{copy.fromAbove}</View>}
      <Field
        label={copy.hours}
        hint={copy.hoursHint}
        value={hoursText}
        maxLength={hoursMax}
        error={checked && hours === null ? copy.hoursWrong : undefined}
        onChange={setHoursText}
      />
      <Field
        label={copy.reason}
        hint={copy.reasonHint}
        value={reason}
        maxLength={reasonMax}
        error={checked && reason.trim() === '' ? copy.reasonMissing : undefined}
        onChange={setReason}
      />
      <Button label={copy.save} busyLabel={saving.busy ? copy.saving : undefined} onPress={save} />
      {setHere && (
        <Button
          kind="secondary"
          label={copy.restore}
          busyLabel={restoring.busy ? copy.saving : undefined}
          onPress={restoring.start}
        />
      )}
    </Sheet>
  );
}
