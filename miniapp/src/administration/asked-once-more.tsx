import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { failureWords } from '../platform/call-error';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

interface AskedOnceMoreProps {
  label: string;
  /** What it does, and that it cannot be taken back. */
  sure: string;
  confirm: string;
  busyLabel: string;
  act: () => Promise<void>;
}

/** What cannot be taken back is asked once more. */
export function AskedOnceMore({ label, sure, confirm, busyLabel, act }: AskedOnceMoreProps) {
  const [asking, setAsking] = useState(false);
  const { busy, error, start } = useAction(async () => {
    await act();
    setAsking(false);
  });
  if (!asking) return <Button kind="secondary" label={label} onPress={() => setAsking(true)} />;
  return (
    <>
      <View>{sure}</View>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button kind="secondary" label={copy.back} onPress={() => setAsking(false)} />
      <Button
        kind="secondary"
        label={confirm}
        busyLabel={busy ? busyLabel : undefined}
        onPress={() => void start()}
      />
    </>
  );
}
