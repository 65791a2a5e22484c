import type { BodyOf } from '@linli/shared/api/types.ts';
import {
  type VerdictReason,
  verdictReasonLabels,
  verdictReasons,
  verdictWordMaxLength,
} from '@linli/shared/articles.ts';
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { TagPicker } from '../../components/tag-picker';
import { verdictCopy as copy } from './copy';
import type { Mine } from './use-mine';

interface VerdictSheetProps {
  useful: boolean;
  /** What was said before. */
  said: Mine['verdict'];
  busy: boolean;
  problem: ReactNode;
  onSend: (verdict: NonNullable<BodyOf<'judgeArticle'>['verdict']>) => void;
  onClose: () => void;
}

const reasonTags = verdictReasons.map((code) => ({ code, label: verdictReasonLabels[code] }));

/** Asks why. Both the reasons and the word can be left out. */
export function VerdictSheet({ useful, said, busy, problem, onSend, onClose }: VerdictSheetProps) {
  const [reasons, setReasons] = useState<readonly VerdictReason[]>(said?.reasons ?? []);
  const [word, setWord] = useState(said?.word ?? '');
  const toggle = (code: string) =>
    setReasons(
      verdictReasons.filter((reason) =>
        reason === code ? !reasons.includes(reason) : reasons.includes(reason),
      ),
    );
  const send = () =>
    onSend({
      useful,
      ...(!useful && reasons.length > 0 && { reasons: [...reasons] }),
      ...(word.trim() !== '' && { word: word.trim() }),
    });
  return (
    <Sheet title={useful ? copy.whyUseful : copy.why} onClose={onClose}>
      {problem}
      {!useful && (
        <>
          <View className="row-note">{copy.reasons}</View>
          <TagPicker label={copy.why} tags={reasonTags} value={reasons} onToggle={toggle} />
        </>
      )}
      <Field
        kind="area"
        label={copy.word}
        hint={copy.wordHint}
        value={word}
        maxLength={verdictWordMaxLength}
        counted
        onChange={setWord}
      />
      <Button label={copy.send} busyLabel={busy ? copy.sending : undefined} onPress={send} />
    </Sheet>
  );
}
