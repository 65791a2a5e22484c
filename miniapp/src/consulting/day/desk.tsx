import type { ConsultationDay } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { copy as shared } from '../copy';
import { CallNext } from './call-next';
import { CheckInSheet } from './check-in-sheet';
import { copy } from './copy';
import { WalkInSheet } from './walk-in-sheet';

interface DeskProps {
  day: ConsultationDay;
  onChanged: () => void;
}

/** What is done at the desk: call whose turn it is, check in, give a number. */
export function Desk({ day, onChanged }: DeskProps) {
  const [sheet, setSheet] = useState<'check-in' | 'walk-in' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [place] = day.places;
  if (!place) return null;

  const close = () => setSheet(null);
  const finish = (words: string) => {
    setDone(words);
    close();
    onChanged();
  };
  return (
    <>
      {done !== null && <Notice tone="done" text={done} />}
      <CallNext day={day} station={place.id} onDone={finish} />
      <Button kind="secondary" label={copy.checkIn} onPress={() => setSheet('check-in')} />
      <Button kind="secondary" label={copy.walkIn} onPress={() => setSheet('walk-in')} />
      {sheet === 'check-in' && <CheckInSheet onDone={finish} onClose={close} />}
      {sheet === 'walk-in' && (
        <WalkInSheet
          station={place.id}
          onDone={(number) => finish(copy.given(shared.walkIn(number)))}
          onClose={close}
        />
      )}
    </>
  );
}
