import type { ConsultationDay } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { turnInWords } from '../visit-words';
import { copy } from './copy';

interface CallNextProps {
  day: ConsultationDay;
  station: string;
  onDone: (words: string) => void;
}

/** Calls whose turn it is. The station says for which lawyer, where there are several. */
export function CallNext({ day, station, onDone }: CallNextProps) {
  const [choosing, setChoosing] = useState(false);
  const { busy, error, start } = useAction(async (lawyer: string | null) => {
    const called = await call('callNext', { body: { station, ...(lawyer !== null && { lawyer }) } });
    setChoosing(false);
    onDone(copy.called(turnInWords(called), called.name));
  });
  const waiting = day.visits.some(({ state, calledAt }) => state === 'arrived' && calledAt === null);
  if (!waiting) return null;

  const ownDay = day.station === null;
  const [only, ...others] = day.lawyers;
  const press = () => {
    if (ownDay) void start(null);
    else if (only && others.length === 0) void start(only.id);
    else setChoosing(true);
  };
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button label={copy.callNext} busyLabel={busy ? copy.calling : undefined} onPress={press} />
      {choosing && (
        <Sheet title={copy.callNext} onClose={() => setChoosing(false)}>
          {day.lawyers.length === 0 ? (
            <Notice tone="info" text={copy.noLawyer} />
          ) : (
            <ChoiceList
              label={copy.whoseTurn}
              options={day.lawyers.map(({ id, name }) => ({ value: id, label: name }))}
              value={null}
              onChange={(id) => void start(id)}
            />
          )}
        </Sheet>
      )}
    </>
  );
}
