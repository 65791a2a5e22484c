import type { BodyOf } from '@linli/shared/api/types.ts';
import { feedbackKindLabels, feedbackKinds } from '@linli/shared/feedback.ts';
import { feedbackTextMaxLength } from '@linli/shared/limits.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { StateView } from '../../components/state-view';
import { ContactCard } from '../../consent/contact-card';
import { usePurpose } from '../../consent/use-purpose';
import { call } from '../../platform/api';
import { type CallError, failureWords, isConnectionError } from '../../platform/call-error';
import { goHome, pages, replaceWith } from '../../platform/navigation';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import { faultsOf, submissionOf, useForm } from './use-form';

const kinds = feedbackKinds.map((value) => ({ value, label: feedbackKindLabels[value] }));

/** 投诉建议: what a resident has to say about the app itself. */
function Feedback() {
  const [sentId, setSentId] = useState<string | null>(null);
  if (sentId === null) return <Form onSent={setSentId} />;
  return (
    <StateView
      kind="thanks"
      title={copy.sentTitle}
      text={copy.sentText}
      actions={[
        { label: copy.view, onPress: () => replaceWith(pages.feedback(sentId)) },
        { label: copy.home, onPress: goHome },
      ]}
    />
  );
}

function Form({ onSent }: { onSent: (id: string) => void }) {
  const { form, change, latest, drop, beginAnother } = useForm();
  const [checked, setChecked] = useState(false);
  const purpose = usePurpose('feedback-contact');
  const { version } = purpose.text;

  const sending = useAction(
    async (body: BodyOf<'submitFeedback'>) => {
      const { id } = await call('submitFeedback', { body });
      drop();
      onSent(id);
    },
    (refusal) => {
      if (isSentBefore(refusal)) beginAnother();
      void purpose.heedRefusal(refusal);
    },
  );

  const faults = checked ? faultsOf(form, version) : {};
  const fault = faults.kind ?? faults.text ?? faults.consent ?? faults.name ?? faults.phone;
  const send = () => {
    setChecked(true);
    const body = submissionOf(latest(), version);
    if (body) void sending.start(body);
  };
  return (
    <Stack>
      <Card>
        <View>{copy.about}</View>
        <View className="row-note">{copy.aboutRating}</View>
      </Card>
      <Card>
        <ChoiceList
          label={copy.kind}
          options={kinds}
          value={form.kind}
          error={faults.kind}
          onChange={(kind) => change({ kind })}
        />
      </Card>
      <Card>
        <Field
          kind="area"
          label={copy.text}
          placeholder={copy.textPlaceholder}
          value={form.text}
          maxLength={feedbackTextMaxLength}
          counted
          error={faults.text}
          onChange={(text) => change({ text })}
        />
      </Card>
      <ContactCard
        purpose={purpose.text}
        wanted={form.contactWanted}
        onWanted={(contactWanted) => change({ contactWanted })}
        unwantedHint={copy.noContact}
        contact={form}
        faults={faults}
        onChange={change}
      />
      {fault && <Notice tone="error" text={fault} />}
      {sending.error && !fault && <Failure error={sending.error} />}
      <Button
        label={sending.error ? copy.retry : copy.submit}
        busyLabel={sending.busy ? copy.submitting : undefined}
        onPress={send}
      />
    </Stack>
  );
}

/** Why it was not sent. The form stays as it is, so that pressing again is all it takes. */
function Failure({ error }: { error: CallError }) {
  const toMine = { label: copy.mine, onPress: () => replaceWith(pages.myFeedback()) };
  if (isSentBefore(error)) return <Notice tone="info" text={copy.sentBefore} action={toMine} />;
  const words = isConnectionError(error) ? `${error.message}。${copy.kept}` : failureWords(error);
  return <Notice tone="error" text={words} />;
}

/** True when an answer was lost: the server has what was written then. */
function isSentBefore(error: CallError): boolean {
  return error.code === 'idempotency-key-reused';
}

export default definePage({ title: copy.title }, Feedback);
