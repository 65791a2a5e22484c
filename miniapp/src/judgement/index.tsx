import type { RatingDetail } from '@linli/shared/api/types.ts';
import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { residentTicketStateLabels } from '@linli/shared/resident-view.ts';
import { View } from '@tarojs/components';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Field } from '../components/field';
import { Heading } from '../components/heading';
import { Notice } from '../components/notice';
import { Sheet } from '../components/sheet';
import { useAnnouncedChanges } from '../platform/announce';
import { randomId } from '../platform/random-id';
import { timeInWords } from '../platform/time-words';
import { useAction } from '../platform/use-action';
import { copy } from './copy';
import './index.scss';

/** What the resident says of the handling; the key makes a repeated press the same judgement. */
export type Said = { idempotencyKey: string } & ({ solved: true } | { solved: false; text: string });

interface JudgementCardProps {
  ticket: NonNullable<RatingDetail['ticket']>;
  /** Sends it and puts what came of it in place. */
  judge: (said: Said) => Promise<void>;
  /** Asks the server how things stand. */
  reload: () => void;
}

/** Asks whether the answer has solved it, while that can be said. */
export function JudgementCard(props: JudgementCardProps) {
  const { state, judgeBy } = props.ticket;
  useAnnouncedChanges(residentTicketStateLabels[state]);
  // Each answer is judged anew.
  return judgeBy === null ? null : <OpenJudgement key={judgeBy} {...props} judgeBy={judgeBy} />;
}

function OpenJudgement({ ticket, judgeBy, judge, reload }: JudgementCardProps & { judgeBy: string }) {
  const [asking, setAsking] = useState(false);
  const idempotencyKey = useRef(randomId());
  const { busy, error, start } = useAction(judge);

  const stale = error?.code === 'judgement-not-open';
  const problem = error && (
    <Notice
      tone="error"
      text={error.message}
      action={stale ? { label: copy.reload, onPress: reload } : undefined}
    />
  );
  return (
    <Card>
      <Heading>{copy.question}</Heading>
      <View className="judgement-until">{copy.until(timeInWords(judgeBy))}</View>
      {!asking && problem}
      <View className="judgement-buttons">
        <Button
          label={copy.solved}
          busyLabel={busy && !asking ? copy.sending : undefined}
          onPress={() => start({ solved: true, idempotencyKey: idempotencyKey.current })}
        />
        <Button kind="secondary" label={copy.notSolved} onPress={() => setAsking(true)} />
      </View>
      {asking && (
        <ReasonSheet
          again={ticket.reopened}
          busy={busy}
          problem={problem}
          onSend={(text) => start({ solved: false, text, idempotencyKey: idempotencyKey.current })}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

interface ReasonSheetProps {
  /** It was handled again before. */
  again: boolean;
  busy: boolean;
  problem: ReactNode;
  onSend: (text: string) => void;
  onClose: () => void;
}

function ReasonSheet({ again, busy, problem, onSend, onClose }: ReasonSheetProps) {
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);
  const words = text.trim();
  const send = () => {
    setChecked(true);
    if (words !== '') onSend(words);
  };
  return (
    <Sheet title={copy.notSolved} onClose={onClose}>
      {problem}
      <Field
        kind="area"
        label={copy.reason}
        hint={again ? copy.reasonHint.second : copy.reasonHint.first}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && words === '' ? copy.reasonMissing : undefined}
        onChange={setText}
      />
      <Button label={copy.send} busyLabel={busy ? copy.sending : undefined} onPress={send} />
    </Sheet>
  );
}
