import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** Asks once before the progress is erased. */
export function EraseSheet({ onErased, onClose }: { onErased: () => void; onClose: () => void }) {
  const { busy, error, start } = useAction(async () => {
    await call('eraseMyQuizzes', {});
    onErased();
  });
  return (
    <Sheet title={copy.eraseQuestion} onClose={onClose}>
      <View>{copy.eraseText}</View>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button label={copy.eraseYes} busyLabel={busy ? copy.erasing : undefined} onPress={start} />
      <Button kind="secondary" label={copy.eraseNo} onPress={onClose} />
    </Sheet>
  );
}
