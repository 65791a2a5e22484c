import { type HandOver, handOverLabels, handOvers } from '@linli/shared/absences.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { copy } from './copy';

interface EnterSheetProps {
  /** Whom it may be entered for; oneself first. */
  people: AnswerOf<'listAbsences'>['people'];
  onEntered: () => void;
  onClose: () => void;
}

const dayPattern = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const dayLength = 10;
const nobody = 'nobody';

/** Asks who is away from when to when, who stands in, and what becomes of their tickets. */
export function EnterSheet({ people, onEntered, onClose }: EnterSheetProps) {
  const today = dayOf(new Date());
  const [staff, setStaff] = useState(people[0]?.id ?? '');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [deputy, setDeputy] = useState(nobody);
  const [handOver, setHandOver] = useState<HandOver>('routing');
  const [checked, setChecked] = useState(false);
  // One key for one form: sent again after a lost answer, it is entered once.
  const [idempotencyKey, setKey] = useState(randomId);
  const { answer, reload } = useAnswer(`deputies ${staff}`, () => call('listDeputies', { query: { staff } }));

  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setKey(randomId());
    };
  const toFault = !dayPattern.test(to) ? copy.dayWrong : to < from ? copy.orderWrong : undefined;
  const fromFault = dayPattern.test(from) ? undefined : copy.dayWrong;
  const deputyFault = handOver === 'deputy' && deputy === nobody ? copy.deputyMissing : undefined;
  const saving = useAction(async () => {
    const body = { staff, from, to, deputy: deputy === nobody ? null : deputy, handOver, idempotencyKey };
    await call('enterAbsence', { body });
    onEntered();
  });
  const save = () => {
    setChecked(true);
    if (!toFault && !fromFault && !deputyFault) void saving.start();
  };
  const shown = (fault: string | undefined) => (checked ? fault : undefined);

  return (
    <Sheet title={copy.enter} onClose={onClose}>
      {saving.error && <Notice tone="error" text={failureWords(saving.error)} />}
      {people.length > 1 && (
        <ChoiceList
          label={copy.person}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={staff}
          onChange={(id) => {
            change(setStaff)(id);
            setDeputy(nobody);
          }}
        />
      )}
      <Field
        label={copy.from}
        hint={copy.dayHint}
        value={from}
        maxLength={dayLength}
        error={shown(fromFault)}
        onChange={change(setFrom)}
      />
      <Field
        label={copy.to}
        hint={copy.dayHint}
        value={to}
        maxLength={dayLength}
        error={shown(toFault)}
        onChange={change(setTo)}
      />
      {answer.state === 'loading' && <Skeleton cards={1} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <ChoiceList
          label={copy.chooseDeputy}
          options={[
            { value: nobody, label: copy.nobody },
            ...answer.value.items.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={deputy}
          error={shown(deputyFault)}
          onChange={change(setDeputy)}
        />
      )}
      <ChoiceList
        label={copy.handOver}
        options={handOvers.map((value) => ({ value, label: handOverLabels[value] }))}
        value={handOver}
        onChange={change(setHandOver)}
      />
      <Button label={copy.save} busyLabel={saving.busy ? copy.saving : undefined} onPress={save} />
    </Sheet>
  );
}
