import type { PurposeText } from '@linli/shared/consent.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { commentMaxLength } from '@linli/shared/limits.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { FacePicker } from '../components/face-picker';
import { Field } from '../components/field';
import { Heading } from '../components/heading';
import { Notice } from '../components/notice';
import { TagPicker } from '../components/tag-picker';
import { ContactCard } from '../consent/contact-card';
import { useAnnouncedChanges } from '../platform/announce';
import type { DraftFaults } from './check-draft';
import { copy } from './copy';
import './index.scss';
import type { useDraft } from './use-draft';

interface RatingFieldsProps
  extends Pick<ReturnType<typeof useDraft>, 'draft' | 'change' | 'chooseGrade' | 'toggleTag'> {
  question: string;
  /** Stands below the question until a grade is chosen. */
  questionHint: string;
  purpose: PurposeText;
  faults: DraftFaults;
}

/** What one says of a service: a grade and, once there is one, why, in one's own words, and by name if one likes. */
export function RatingFields(props: RatingFieldsProps) {
  const { question, questionHint, purpose, faults, draft, change, chooseGrade, toggleTag } = props;
  const { grade } = draft;
  useAnnouncedChanges(grade === null ? '' : `${gradeLabels[grade]}。${copy.tags}${copy.tagsHint}`);
  return (
    <>
      <Card>
        <Heading>{question}</Heading>
        {grade === null && <View className="rate-hint rate-choose-hint">{questionHint}</View>}
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
            purpose={purpose}
            wanted={!draft.anonymous}
            onWanted={(wanted) => change({ anonymous: !wanted })}
            unwantedHint={copy.anonymous}
            contact={draft}
            faults={faults}
            onChange={change}
          />
        </>
      )}
    </>
  );
}

interface SendBarProps {
  /** There is something to send. */
  held: boolean;
  faults: DraftFaults;
  /** Why it was not sent. */
  failure: ReactNode;
  label: string;
  busyLabel: string | undefined;
  onSend: () => void;
}

/** The button that sends it, with what has to be put right before. */
export function SendBar({ held, faults, failure, label, busyLabel, onSend }: SendBarProps) {
  const fault = faults.grade ?? faults.consent ?? faults.name ?? faults.phone;
  return (
    <View className={`rate-submit${held ? ' rate-submit-held' : ''}`}>
      {fault ? <Notice tone="error" text={fault} /> : failure}
      <Button label={label} busyLabel={busyLabel} onPress={onSend} />
    </View>
  );
}
