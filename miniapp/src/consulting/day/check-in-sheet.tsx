import { parseCheckIn } from '@linli/shared/consultations.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { canScan, scanWithCamera } from '../../platform/wechat';
import { turnInWords } from '../visit-words';
import { copy } from './copy';

/** As long as what a scanner types: `a.`, six digits, and an id. */
const typedMax = 40;

interface CheckInSheetProps {
  onDone: (words: string) => void;
  onClose: () => void;
}

/** Asks for the code the resident shows: typed, or read by the camera or a scanner. */
export function CheckInSheet({ onDone, onClose }: CheckInSheetProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const { busy, error, start, clearError } = useAction(
    async (code: NonNullable<ReturnType<typeof parseCheckIn>>) => {
      const arrived = await call('checkIn', { body: code });
      onDone(copy.checkedIn(turnInWords(arrived), arrived.name));
    },
  );

  const send = (said: string, wrong: string) => {
    const code = parseCheckIn(said);
    clearError();
    setFault(code ? null : wrong);
    if (code) void start(code);
  };
  const scan = async () => {
    const scanned = await scanWithCamera();
    if (scanned !== null) send(scanned, copy.notOurs);
  };
  return (
    <Sheet title={copy.checkIn} onClose={onClose}>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Field
        label={copy.code}
        hint={copy.codeHint}
        value={text}
        maxLength={typedMax}
        error={fault ?? undefined}
        onChange={setText}
        onConfirm={() => send(text, copy.codeWrong)}
      />
      <Button
        label={copy.confirmCheckIn}
        busyLabel={busy ? copy.checkingIn : undefined}
        onPress={() => send(text, copy.codeWrong)}
      />
      {canScan && <Button kind="secondary" label={copy.scan} onPress={() => void scan()} />}
    </Sheet>
  );
}
