import { urgencies, urgencyLabels } from '@linli/shared/appointments.ts';
import type { PurposeText } from '@linli/shared/consent.ts';
import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { caseTextMaxLength, onBehalfOfMaxLength, otherPartyMaxLength } from '@linli/shared/limits.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { TagPicker } from '../../components/tag-picker';
import { ContactRequest } from '../../consent/contact-card';
import { copy as attachmentCopy } from '../attachments/copy';
import { AttachmentPicker } from '../attachments/picker';
import { draftPlace, filesFor } from '../attachments/waiting';
import type { BookingDraft } from '../draft';
import { Emergency } from '../emergency';
import type { BookingFaults, Step } from './check';
import { copy } from './copy';

interface QuestionProps {
  draft: BookingDraft;
  faults: BookingFaults;
  purpose: PurposeText;
  onChange: (changes: Partial<BookingDraft>) => void;
}

/** What each step asks. */
export const questions: Record<Step, (props: QuestionProps) => React.JSX.Element> = {
  matter: MatterQuestion,
  urgent: UrgentQuestion,
  who: WhoQuestion,
  case: CaseQuestion,
  check: CheckList,
};

const matterOptions = matters.map((value) => ({ value, label: matterLabels[value] }));
const urgencyTags = urgencies.map((code) => ({ code, label: urgencyLabels[code] }));
const forWhom = [
  { value: 'self', label: copy.forSelf },
  { value: 'other', label: copy.forOther },
] as const;

function MatterQuestion({ draft, faults, onChange }: QuestionProps) {
  return (
    <Card>
      <ChoiceList
        label={copy.matter}
        options={matterOptions}
        value={draft.matter}
        error={faults.matter}
        onChange={(matter) => onChange({ matter })}
      />
    </Card>
  );
}

function UrgentQuestion({ draft, onChange }: QuestionProps) {
  const chosen: readonly string[] = draft.urgencies;
  const toggle = (code: string) =>
    onChange({
      urgencies: urgencies.filter((urgency) => chosen.includes(urgency) !== (urgency === code)),
    });
  return (
    <>
      <Card>
        <Heading>{copy.urgent}</Heading>
        <View className="row-note">{copy.urgentNote}</View>
        <TagPicker label={copy.urgent} tags={urgencyTags} value={chosen} onToggle={toggle} />
      </Card>
      {chosen.length > 0 && <Emergency />}
    </>
  );
}

function WhoQuestion({ draft, faults, purpose, onChange }: QuestionProps) {
  return (
    <>
      <Card>
        <ChoiceList
          label={copy.forWhom}
          options={forWhom}
          value={draft.forOther ? 'other' : 'self'}
          onChange={(value) => onChange({ forOther: value === 'other' })}
        />
        {draft.forOther && (
          <Field
            label={copy.onBehalfOf}
            hint={copy.onBehalfOfHint}
            value={draft.onBehalfOf}
            maxLength={onBehalfOfMaxLength}
            error={faults.onBehalfOf}
            onChange={(onBehalfOf) => onChange({ onBehalfOf })}
          />
        )}
      </Card>
      <Card>
        <ContactRequest
          purpose={purpose}
          contact={draft}
          faults={faults}
          disagree={copy.disagree}
          guideRefused={copy.guideRefused}
          onChange={onChange}
        />
      </Card>
    </>
  );
}

function CaseQuestion({ draft, onChange }: QuestionProps) {
  return (
    <>
      <Card>
        <Heading>{copy.case}</Heading>
        <Field
          kind="area"
          label={copy.description}
          placeholder={copy.descriptionPlaceholder}
          value={draft.description}
          maxLength={caseTextMaxLength}
          counted
          onChange={(description) => onChange({ description })}
        />
        <Field
          label={copy.otherParty}
          hint={copy.otherPartyHint}
          value={draft.otherParty}
          maxLength={otherPartyMaxLength}
          onChange={(otherParty) => onChange({ otherParty })}
        />
      </Card>
      <AttachmentPicker />
    </>
  );
}

function CheckList({ draft }: QuestionProps) {
  const files = filesFor(draftPlace);
  const { matter, name, phone, forOther, onBehalfOf, description, otherParty } = draft;
  return (
    <>
      <Card>
        <Heading>{copy.check}</Heading>
        {matter && <Fact label={copy.about}>{matterLabels[matter]}</Fact>}
        <Fact label={copy.name}>{name}</Fact>
        <Fact label={copy.phone}>{phone}</Fact>
        {forOther && <Fact label={copy.onBehalfOf}>{onBehalfOf}</Fact>}
        {description.trim() !== '' && <Fact label={copy.told}>{description}</Fact>}
        {otherParty.trim() !== '' && <Fact label={copy.party}>{otherParty}</Fact>}
        {files.length > 0 && (
          <Fact label={copy.attachments}>
            {files
              .map(({ kind }, index) => attachmentCopy.numbered(attachmentCopy.kinds[kind], index + 1))
              .join('\n')}
          </Fact>
        )}
        {draft.urgencies.length > 0 && (
          <Fact label={copy.urgency}>
            {draft.urgencies.map((urgency) => urgencyLabels[urgency]).join('\n')}
          </Fact>
        )}
      </Card>
      {draft.urgencies.length > 0 && <Emergency />}
    </>
  );
}
