import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import { readDaysText } from './read-text';

interface YearSheetProps {
  /** The year that is missing. */
  year: number;
  onChanged: () => void;
  onClose: () => void;
}

const textMax = 1000;

/** Enters the holidays of a year as the State Council has published them. */
export function YearSheet({ year: missing, onChanged, onClose }: YearSheetProps) {
  const [year, setYear] = useState(String(missing));
  const [holidaysText, setHolidaysText] = useState('');
  const [makeUpText, setMakeUpText] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async (holidays: string[], makeUpDays: string[]) => {
    await call('setYearSchedule', { body: { year: Number(year), holidays, makeUpDays } });
    onChanged();
  });

  const yearKnown = /^20\d\d$/.test(year);
  const holidays = readDaysText(holidaysText, year);
  const makeUpDays = readDaysText(makeUpText, year);
  const holidaysError =
    holidays === null ? copy.daysWrong : holidays.length === 0 ? copy.noHolidays : undefined;
  const save = () => {
    setChecked(true);
    if (yearKnown && holidays && holidays.length > 0 && makeUpDays) void start(holidays, makeUpDays);
  };
  return (
    <Sheet title={copy.enterYear} onClose={onClose}>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Field
        label={copy.year}
        value={year}
        maxLength={4}
        error={checked && !yearKnown ? copy.yearWrong : undefined}
        onChange={setYear}
      />
      <Field
        kind="area"
        label={copy.holidays}
        hint={copy.holidaysHint}
        value={holidaysText}
        maxLength={textMax}
        error={checked ? holidaysError : undefined}
        onChange={setHolidaysText}
      />
      <Field
        kind="area"
        label={copy.makeUpDays}
        hint={copy.makeUpHint}
        value={makeUpText}
        maxLength={textMax}
        error={checked && makeUpDays === null ? copy.daysWrong : undefined}
        onChange={setMakeUpText}
      />
      <Button label={copy.save} busyLabel={busy ? copy.saving : undefined} onPress={save} />
    </Sheet>
  );
}
