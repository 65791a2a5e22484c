import type { BodyOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { verdictCopy as copy } from './copy';
import type { UsedMine } from './use-mine';
import { VerdictSheet } from './verdict-sheet';

type Verdict = BodyOf<'judgeArticle'>['verdict'];

/** Asks whether the article was useful, by one touch; why is welcome and not asked for. */
export function VerdictCard({ id, mine, setMine }: UsedMine & { id: string }) {
  const [asking, setAsking] = useState<'useful' | 'notUseful' | null>(null);
  const { busy, error, start } = useAction(async (verdict: Verdict) => {
    setMine(await call('judgeArticle', { params: { id }, body: { verdict } }));
    setAsking(null);
  });
  const problem = error && <Notice tone="error" text={failureWords(error)} />;
  const { verdict } = mine;
  return (
    <Card>
      <Heading>{copy.question}</Heading>
      {verdict === null ? (
        <View className="verdict-buttons">
          <Button
            kind="secondary"
            label={copy.useful}
            busyLabel={busy ? copy.sending : undefined}
            onPress={() => start({ useful: true })}
          />
          <Button kind="secondary" label={copy.notUseful} onPress={() => setAsking('notUseful')} />
        </View>
      ) : (
        <>
          <Notice tone="done" text={verdict.useful ? copy.saidUseful : copy.saidNotUseful} />
          {verdict.word && <View className="row-note">{verdict.word}</View>}
          <View className="verdict-buttons">
            <Button
              kind="secondary"
              label={copy.more}
              onPress={() => setAsking(verdict.useful ? 'useful' : 'notUseful')}
            />
            <Button
              kind="secondary"
              label={copy.takeBack}
              busyLabel={busy ? copy.sending : undefined}
              onPress={() => start(null)}
            />
          </View>
        </>
      )}
      {asking === null && problem}
      {asking !== null && (
        <VerdictSheet
          useful={asking === 'useful'}
          said={verdict}
          busy={busy}
          problem={problem}
          onSend={start}
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
