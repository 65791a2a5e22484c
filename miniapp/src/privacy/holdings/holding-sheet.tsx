import type { Holding } from '@linli/shared/api/types.ts';
import type { ErasablePart } from '@linli/shared/consent.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';
import { CorrectForm } from './correct-form';
import { EraseQuestion } from './erase-question';
import { contactWords, wordsOf } from './words';

interface HoldingSheetProps {
  holding: Holding;
  onChanged: (holding: Holding) => void;
  onClose: () => void;
}

/** What the resident is about to do with what is held; null while they look at it. */
type Task = 'correct' | ErasablePart | null;

/** Where each kind is shown in full. */
const detailOf = {
  rating: pages.rating,
  feedback: pages.feedback,
  consultation: () => pages.myAppointments(),
} satisfies Record<TicketKind, (id: string) => string>;

/** What is held with one rating or feedback: to look at, to correct, to erase. */
export function HoldingSheet({ holding, onChanged, onClose }: HoldingSheetProps) {
  const [task, setTask] = useState<Task>(null);
  const [done, setDone] = useState<string | null>(null);

  const begin = (next: Task) => {
    setDone(null);
    setTask(next);
  };
  const finish = (changed: Holding, words: string) => {
    onChanged(changed);
    setDone(words);
    setTask(null);
  };
  const back = () => setTask(null);
  return (
    <Sheet title={holding.title} onClose={onClose}>
      {task === null && <HoldingView holding={holding} done={done} onBegin={begin} />}
      {task === 'correct' && <CorrectForm holding={holding} onDone={finish} onBack={back} />}
      {(task === 'contact' || task === 'comment') && (
        <EraseQuestion holding={holding} part={task} onDone={finish} onBack={back} />
      )}
    </Sheet>
  );
}

interface HoldingViewProps {
  holding: Holding;
  /** What has just been done. */
  done: string | null;
  onBegin: (task: Task) => void;
}

function HoldingView({ holding, done, onBegin }: HoldingViewProps) {
  const { kind, id } = holding;
  const detail = detailOf[kind](id);
  return (
    <>
      {done !== null && <Notice tone="done" text={done} />}
      <Fact label={copy.time}>{timeInWords(holding.at)}</Fact>
      <Fact label={copy.contact}>{contactWords(holding)}</Fact>
      <Fact label={copy.words[kind]}>{wordsOf(holding)}</Fact>
      {holding.correctable && (
        <Button kind="secondary" label={copy.correct} onPress={() => onBegin('correct')} />
      )}
      {holding.contactState === 'held' && (
        <Button kind="secondary" label={copy.eraseContact} onPress={() => onBegin('contact')} />
      )}
      {holding.commentState === 'held' && (
        <Button kind="secondary" label={copy.eraseWords[kind]} onPress={() => onBegin('comment')} />
      )}
      <Button kind="secondary" label={copy.view[kind]} onPress={() => open(detail)} />
    </>
  );
}
