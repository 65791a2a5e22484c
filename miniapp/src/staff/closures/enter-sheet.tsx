import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { type ClosedPart, closedParts } from '@linli/shared/appointments.ts';
import { closureReasonMaxLength } from '@linli/shared/limits.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { closedName } from './closed-name';
import { copy } from './copy';

interface EnterSheetProps {
  /** Whom the reader may close. */
  subjects: AnswerOf<'listClosures'>['subjects'];
  onEntered: () => void;
  onClose: () => void;
}

const dayPattern = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const dayLength = 10;
const dayMs = 86_400_000;

const daysOffered = ['today', 'tomorrow', 'other'] as const;
type DayOffered = (typeof daysOffered)[number];

type Wanted = Omit<BodyOf<'enterClosure'>, 'idempotencyKey'>;

/** Asks whose time is closed, then says what that cancels, and asks once more. */
export function EnterSheet({ subjects, onEntered, onClose }: EnterSheetProps) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [count, setCount] = useState(0);
  const looking = useAction(async (next: Wanted) => {
    const { reason: _, ...query } = next;
    setCount((await call('previewClosure', { query })).appointments);
    setWanted(next);
  });
  // What was typed stays while one looks at what it would do.
  const form = useForm(subjects);
  return (
    <Sheet title={wanted ? copy.sure : copy.enter} onClose={onClose}>
      {wanted ? (
        <Confirm
          wanted={wanted}
          name={form.name}
          count={count}
          onEntered={onEntered}
          onBack={() => setWanted(null)}
        />
      ) : (
        <>
          <Questions subjects={subjects} form={form} />
          {looking.error && <Notice tone="error" text={failureWords(looking.error)} />}
          <Button
            label={copy.next}
            busyLabel={looking.busy ? copy.looking : undefined}
            onPress={() => {
              const next = form.check();
              if (next) void looking.start(next);
            }}
          />
        </>
      )}
    </Sheet>
  );
}

interface Draft {
  subject: string;
  day: DayOffered;
  from: string;
  to: string;
  part: ClosedPart;
  reason: string;
}

function useForm(subjects: EnterSheetProps['subjects']) {
  const now = Date.now();
  const [today, tomorrow] = [dayOf(new Date(now)), dayOf(new Date(now + dayMs))];
  const [draft, setDraft] = useState<Draft>({
    subject: subjects[0]?.id ?? '',
    day: 'today',
    from: today,
    to: today,
    part: 'day',
    reason: '',
  });
  const [checked, setChecked] = useState(false);
  const subject = subjects.find(({ id }) => id === draft.subject);
  const other = draft.day === 'other';
  const [from, to] = other
    ? [draft.from, draft.to]
    : draft.day === 'today'
      ? [today, today]
      : [tomorrow, tomorrow];
  const fromFault = dayPattern.test(from) ? undefined : copy.dayWrong;
  const toFault = !dayPattern.test(to) ? copy.dayWrong : to < from ? copy.orderWrong : undefined;
  const reasonFault = draft.reason.trim() === '' ? copy.reasonMissing : undefined;
  const shown = (fault: string | undefined) => (checked ? fault : undefined);
  return {
    draft,
    name: subject ? closedName(subject) : '',
    oneDay: from === to,
    faults: { from: shown(fromFault), to: shown(toFault), reason: shown(reasonFault) },
    change: (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
    /** What is asked for; null while something has to be put right, which then is shown. */
    check(): Wanted | null {
      setChecked(true);
      if (!subject || fromFault || toFault || reasonFault) return null;
      const { kind, id } = subject;
      const part = from === to ? draft.part : 'day';
      return { kind, id, from, to, part, reason: draft.reason.trim() };
    },
  };
}

interface QuestionsProps {
  subjects: EnterSheetProps['subjects'];
  form: ReturnType<typeof useForm>;
}

function Questions({ subjects, form: { draft, oneDay, faults, change } }: QuestionsProps) {
  return (
    <>
      {subjects.length > 1 && (
        <ChoiceList
          label={copy.whose}
          options={subjects.map((one) => ({ value: one.id, label: closedName(one) }))}
          value={draft.subject}
          onChange={(subject) => change({ subject })}
        />
      )}
      <ChoiceList
        label={copy.when}
        options={daysOffered.map((value) => ({ value, label: copy[value] }))}
        value={draft.day}
        onChange={(day) => change({ day })}
      />
      {draft.day === 'other' && (
        <>
          <Field
            label={copy.from}
            hint={copy.dayHint}
            value={draft.from}
            maxLength={dayLength}
            error={faults.from}
            onChange={(from) => change({ from })}
          />
          <Field
            label={copy.to}
            hint={copy.dayHint}
            value={draft.to}
            maxLength={dayLength}
            error={faults.to}
            onChange={(to) => change({ to })}
          />
        </>
      )}
      {oneDay && (
        <ChoiceList
          label={copy.part}
          options={closedParts.map((value) => ({ value, label: copy.parts[value] }))}
          value={draft.part}
          onChange={(part) => change({ part })}
        />
      )}
      <Field
        label={copy.reason}
        hint={copy.reasonHint}
        value={draft.reason}
        maxLength={closureReasonMaxLength}
        error={faults.reason}
        onChange={(reason) => change({ reason })}
      />
    </>
  );
}

interface ConfirmProps {
  wanted: Wanted;
  name: string;
  count: number;
  onEntered: () => void;
  onBack: () => void;
}

function Confirm({ wanted, name, count, onEntered, onBack }: ConfirmProps) {
  // One key for one confirmation: sent again after a lost answer, it is entered once.
  const [idempotencyKey] = useState(randomId);
  const { from, to, part = 'day', reason } = wanted;
  const entering = useAction(async () => {
    await call('enterClosure', { body: { ...wanted, idempotencyKey } });
    onEntered();
  });
  return (
    <>
      <Fact label={copy.whose}>{name}</Fact>
      <Fact label={copy.when}>{from === to ? `${from} ${copy.parts[part]}` : copy.span(from, to)}</Fact>
      <Fact label={copy.reason}>{reason}</Fact>
      <Notice tone="info" text={copy.willCancel(count)} />
      {count > 0 && <View>{copy.cannotUndo}</View>}
      {entering.error && <Notice tone="error" text={failureWords(entering.error)} />}
      <Button
        label={copy.confirm}
        busyLabel={entering.busy ? copy.confirming : undefined}
        onPress={entering.start}
      />
      <Button kind="secondary" label={copy.back} onPress={onBack} />
    </>
  );
}
