import type { AppointmentDetail, BodyOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { usePurpose } from '../../consent/use-purpose';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { goBack, pages, replaceWith } from '../../platform/navigation';
import { randomId } from '../../platform/random-id';
import { leaving, useAction } from '../../platform/use-action';
import { handOver } from '../attachments/waiting';
import type { useBookingDraft } from '../draft';
import { bookingOrigin } from '../origin';
import { Refusal } from '../refusal';
import { useHold } from '../use-hold';
import { bookingOf, faultsOf, firstFaulty, type Step, steps } from './check';
import { copy } from './copy';
import { questions } from './questions';

interface BookingFormProps {
  kept: AppointmentDetail;
  form: ReturnType<typeof useBookingDraft>;
  /** Another time is held now. */
  onHeld: (held: AppointmentDetail) => void;
  /** The server says that the time is not kept any more. */
  onEnded: () => void;
}

/** The questions, one a step, and the last press. */
export function BookingForm({ kept, form, onHeld, onEnded }: BookingFormProps) {
  const { draft, change, latest, drop } = form;
  const purpose = usePurpose('appointment');
  const { version } = purpose.text;
  // Who came from a list of matters has answered the first question.
  const [first] = useState<Step>(() => (draft.matter === null ? 'matter' : 'urgent'));
  const asked = steps.slice(steps.indexOf(first));
  const [step, setStep] = useState<Step>(first);
  const [checked, setChecked] = useState(false);

  const booking = useAction(
    async (body: BodyOf<'bookAppointment'>) => {
      const articleId = bookingOrigin.of(body.matter);
      const { id } = await call('bookAppointment', { body: { ...body, ...(articleId && { articleId }) } });
      drop();
      bookingOrigin.drop();
      handOver(id);
      replaceWith(pages.appointment(id, true));
      return leaving;
    },
    (refusal) => {
      if (refusal.code === 'hold-ended') onEnded();
      // The server has what was sent with this key; what is sent next is another booking.
      if (refusal.code === 'idempotency-key-reused') change({ idempotencyKey: randomId() });
      void purpose.heedRefusal(refusal);
    },
  );
  const holding = useHold(draft.matter, (held) => {
    booking.clearError();
    onHeld(held);
  });
  const givingUp = useAction(async () => {
    await call('cancelAppointment', { params: { id: kept.id } });
    goBack();
    return leaving;
  });

  const at = asked.indexOf(step);
  const show = (next: Step) => {
    setStep(next);
    setChecked(false);
    announce(copy.step(asked.indexOf(next) + 1, asked.length));
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  const goOn = () => {
    const draftNow = latest();
    if (Object.keys(faultsOf(step, draftNow, version)).length > 0) return setChecked(true);
    const next = asked[at + 1];
    if (next) return show(next);
    const body = bookingOf(kept, draftNow, version);
    if (body) return void booking.start(body);
    // What was agreed to may have changed meanwhile.
    show(firstFaulty(draftNow, version) ?? first);
    setChecked(true);
  };

  const faults = checked ? faultsOf(step, draft, version) : {};
  const fault = Object.values(faults)[0];
  const refused = holding.refused ?? (booking.error && { error: booking.error, wanted: kept.slot });
  const Question = questions[step];
  const previous = asked[at - 1];
  return (
    <>
      <View className="row-note">{copy.step(at + 1, asked.length)}</View>
      <Question draft={draft} faults={faults} purpose={purpose.text} onChange={change} />
      {fault !== undefined && <Notice tone="error" text={fault} />}
      {step === 'check' && refused && (
        <Refusal {...refused} matter={draft.matter} onAlternative={holding.hold} />
      )}
      <Button
        label={step !== 'check' ? copy.next : booking.error ? copy.retry : copy.submit}
        busyLabel={booking.busy ? copy.submitting : undefined}
        onPress={goOn}
      />
      {previous && <Button kind="secondary" label={copy.back} onPress={() => show(previous)} />}
      {!previous && (
        <Button
          kind="secondary"
          label={copy.giveUp}
          busyLabel={givingUp.busy ? copy.giveUpBusy : undefined}
          onPress={givingUp.start}
        />
      )}
    </>
  );
}
