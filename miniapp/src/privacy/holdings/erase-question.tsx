import type { Holding } from '@linli/shared/api/types.ts';
import type { ErasablePart } from '@linli/shared/consent.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface EraseQuestionProps {
  holding: Holding;
  part: ErasablePart;
  onDone: (holding: Holding, words: string) => void;
  onBack: () => void;
}

/** Says what erasing means, and asks once more. */
export function EraseQuestion({ holding: { kind, id }, part, onDone, onBack }: EraseQuestionProps) {
  const erasing = useAction(async () => {
    const left = await call('eraseMyData', { params: { kind, id }, body: { parts: [part] } });
    const state = part === 'contact' ? left.contactState : left.commentState;
    onDone(left, state === 'leaves-when-closed' ? copy.erasedLater : copy.erased);
  });
  return (
    <>
      <View className="row-title">{part === 'contact' ? copy.eraseContact : copy.eraseWords[kind]}</View>
      <View>{part === 'contact' ? copy.eraseContactText[kind] : copy.eraseWordsText}</View>
      {erasing.error && <Notice tone="error" text={failureWords(erasing.error)} />}
      <Button
        label={copy.confirmErase}
        busyLabel={erasing.busy ? copy.erasing : undefined}
        onPress={erasing.start}
      />
      <Button kind="secondary" label={copy.keep} onPress={onBack} />
    </>
  );
}
