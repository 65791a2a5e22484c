import type { BodyOf, OwnConsultation } from '@linli/shared/api/types.ts';
import { fitsConsultation } from '@linli/shared/consultations.ts';
import { type Grade, gradeLabels } from '@linli/shared/grades.ts';
import { commentMaxLength } from '@linli/shared/limits.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FacePicker } from '../../components/face-picker';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { TagPicker } from '../../components/tag-picker';
import { faultsOfContact } from '../../consent/check-contact';
import { ContactCard } from '../../consent/contact-card';
import { usePurpose } from '../../consent/use-purpose';
import { useAnnouncedChanges } from '../../platform/announce';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import type { ContactDraft } from '../../platform/contact-draft';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

type Body = BodyOf<'rateConsultation'>;

interface RateFormProps {
  id: string;
  lawyer: string;
  onRated: (consultation: OwnConsultation) => void;
}

/** Any grade takes one press, and one more sends it. */
export function RateForm({ id, lawyer, onRated }: RateFormProps) {
  const [grade, setGrade] = useState<Grade | null>(null);
  const [tags, setTags] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const [anonymous, setAnonymous] = useState(true);
  const [contact, setContact] = useState<ContactDraft>({ name: '', phone: '', consent: null });
  const [checked, setChecked] = useState(false);
  const [idempotencyKey] = useState(randomId);
  const purpose = usePurpose('consultation-contact');
  useAnnouncedChanges(grade === null ? '' : `${gradeLabels[grade]}。${copy.tags}${copy.tagsHint}`);
  const { busy, error, start } = useAction(
    async (body: Body) => {
      onRated(await call('rateConsultation', { params: { id }, body }));
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
    },
    (refusal) => void purpose.heedRefusal(refusal),
  );

  const faults = anonymous ? {} : faultsOfContact(contact, purpose.text.version);
  const fault = grade === null ? copy.gradeMissing : (faults.consent ?? faults.name ?? faults.phone);
  const choose = (chosen: Grade) => {
    setGrade(chosen);
    setTags([]);
  };
  const toggle = (code: string) =>
    setTags(tags.includes(code) ? tags.filter((one) => one !== code) : [...tags, code]);
  const send = () => {
    setChecked(true);
    if (grade === null || fault) return;
    const words = comment.trim();
    const common = { grade, tags: [...tags], idempotencyKey, ...(words !== '' && { comment: words }) };
    const { name, phone, consent } = contact;
    void start(
      anonymous
        ? { ...common, anonymous: true }
        : {
            ...common,
            anonymous: false,
            contact: { name: name.trim(), phone: phone.trim() },
            ...(consent && { consent }),
          },
    );
  };
  return (
    <>
      <Card>
        <View className="row-note">{copy.about(lawyer)}</View>
        <Heading>{copy.question}</Heading>
        {grade === null && <View className="row-note">{copy.questionHint}</View>}
        <FacePicker label={copy.grades} value={grade} onChange={choose} />
      </Card>
      {grade !== null && (
        <>
          <Card>
            <Heading>{copy.tags}</Heading>
            <View className="row-note">{copy.tagsHint}</View>
            <TagPicker
              label={copy.tags}
              tags={reasonTags[grade].filter(fitsConsultation)}
              value={tags}
              onToggle={toggle}
            />
          </Card>
          <Card>
            <Field
              kind="area"
              label={copy.comment}
              placeholder={copy.commentPlaceholder}
              value={comment}
              maxLength={commentMaxLength}
              counted
              onChange={setComment}
            />
          </Card>
          <ContactCard
            purpose={purpose.text}
            wanted={!anonymous}
            onWanted={(wanted) => setAnonymous(!wanted)}
            unwantedHint={copy.anonymous}
            contact={contact}
            faults={checked ? faults : {}}
            onChange={(changes) => setContact({ ...contact, ...changes })}
          />
        </>
      )}
      {checked && fault && <Notice tone="error" text={fault} />}
      {error && !fault && <Notice tone="error" text={failureWords(error)} />}
      <Button
        label={error ? copy.retry : copy.send}
        busyLabel={busy ? copy.sending : undefined}
        onPress={send}
      />
    </>
  );
}
