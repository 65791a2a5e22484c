import type { ScanAnswer } from '@linli/shared/api/types.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { commentMaxLength } from '@linli/shared/limits.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FacePicker } from '../../components/face-picker';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { TagPicker } from '../../components/tag-picker';
import { ContactCard } from '../../consent/contact-card';
import { usePurpose } from '../../consent/use-purpose';
import { useAnnouncedChanges } from '../../platform/announce';
import { faultsOf, submissionOf } from './check-draft';
import { copy } from './copy';
import { HandedOver, useHandedOver } from './handed-over';
import { ServiceCard, titleOf } from './service-card';
import { isAlreadyThere, SubmitFailure } from './submit-failure';
import { useDraft } from './use-draft';
import { useSubmit } from './use-submit';
import './index.scss';

interface RateFormProps {
  scan: ScanAnswer;
  /** Begins anew with what was sent off, in a form of its own. */
  onChangeAgain: () => void;
}

/** The rating of one service. Any grade takes one press, and one more sends it. */
export function RateForm({ scan, onChangeAgain }: RateFormProps) {
  const { draft, latest, change, chooseGrade, toggleTag, drop } = useDraft(scan.scene);
  const { grade } = draft;
  useAnnouncedChanges(grade === null ? '' : `${gradeLabels[grade]}。${copy.tags}${copy.tagsHint}`);
  const [checked, setChecked] = useState(false);
  const purpose = usePurpose('rating-contact');
  const { version } = purpose.text;
  const { sending, error, submit } = useSubmit(titleOf(scan), {
    onKept: drop,
    onRefused: (refusal) => {
      if (isAlreadyThere(refusal)) drop();
      void purpose.heedRefusal(refusal);
    },
  });

  const handedOver = useHandedOver(scan.scene);
  if (handedOver) return <HandedOver entry={handedOver} onChangeAgain={onChangeAgain} />;

  const faults = checked ? faultsOf(draft, version) : {};
  const send = () => {
    setChecked(true);
    const body = submissionOf(scan.scene, latest(), version);
    if (body) void submit(body);
  };

  const fault = faults.grade ?? faults.consent ?? faults.name ?? faults.phone;
  return (
    <>
      <ServiceCard scan={scan} />
      <Card>
        <Heading>{copy.question}</Heading>
        {grade === null && <View className="rate-hint rate-choose-hint">{copy.questionHint}</View>}
        <FacePicker label={copy.grades} value={grade} onChange={chooseGrade} />
      </Card>
      {grade !== null && (
        <>
          <Card>
            <Heading>{copy.tags}</Heading>
            <View className="rate-hint">{copy.tagsHint}</View>
            <TagPicker label={copy.tags} tags={reasonTags[grade]} value={draft.tags} onToggle={toggleTag} />
          </Card>
          <Card>
            <Field
              kind="area"
              label={copy.comment}
              placeholder={copy.commentPlaceholder}
              value={draft.comment}
              maxLength={commentMaxLength}
              counted
              onChange={(comment) => change({ comment })}
            />
          </Card>
          <ContactCard
            purpose={purpose.text}
            wanted={!draft.anonymous}
            onWanted={(wanted) => change({ anonymous: !wanted })}
            unwantedHint={copy.anonymous}
            contact={draft}
            faults={faults}
            onChange={change}
          />
        </>
      )}
      <View className={`rate-submit${grade === null ? '' : ' rate-submit-held'}`}>
        {fault && <Notice tone="error" text={fault} />}
        {error && !fault && <SubmitFailure error={error} />}
        <Button
          label={error ? copy.retry : copy.submit}
          busyLabel={sending ? copy.submitting : undefined}
          onPress={send}
        />
      </View>
    </>
  );
}
