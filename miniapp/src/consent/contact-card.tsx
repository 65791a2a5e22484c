import { type AgeGroup, ageGroups, type PurposeText } from '@linli/shared/consent.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '../components/card';
import { ChoiceList } from '../components/choice-list';
import { Heading } from '../components/heading';
import { Notice } from '../components/notice';
import { Fact } from '../components/row';
import { SwitchRow } from '../components/switch-row';
import type { ContactDraft } from '../platform/contact-draft';
import { withPrivacyAuthorization } from '../platform/privacy-authorization';
import { type ContactFaults, consentTo } from './check-contact';
import { ContactInputs } from './contact-inputs';
import { copy } from './copy';
import { LegalLinks } from './legal-links';
import './index.scss';

interface ContactCardProps {
  purpose: PurposeText;
  /** Whether the resident wants to leave a name and number. */
  wanted: boolean;
  onWanted: (wanted: boolean) => void;
  /** Said as long as they do not. */
  unwantedHint: string;
  contact: ContactDraft;
  faults: ContactFaults;
  onChange: (changes: Partial<ContactDraft>) => void;
}

/**
 * A name and number, for those who want to leave them. First it is said what they are for; then the resident agrees,
 * as someone of 14 or as a guardian, by a touch; only then can they be typed.
 */
export function ContactCard({ wanted, onWanted, unwantedHint, ...request }: ContactCardProps) {
  return (
    <Card>
      <SwitchRow label={copy.leave} on={wanted} onChange={onWanted} />
      {wanted ? <ContactRequest {...request} /> : <View className="consent-hint">{unwantedHint}</View>}
    </Card>
  );
}

interface RequestProps extends Pick<ContactCardProps, 'purpose' | 'contact' | 'faults' | 'onChange'> {
  /** Said to who does not agree, and to who has refused WeChat's guide. */
  disagree?: string;
  guideRefused?: string;
}

/** The same where nothing goes on without a name and number. */
export function ContactRequest({
  purpose,
  contact,
  faults,
  onChange,
  disagree = copy.disagree,
  guideRefused = copy.guideRefused,
}: RequestProps) {
  const { version } = purpose;
  const consent = consentTo(version, contact);
  const [refused, setRefused] = useState(false);

  const agree = (ageGroup: AgeGroup) =>
    withPrivacyAuthorization(
      () => {
        setRefused(false);
        onChange({ consent: { version, ageGroup } });
      },
      () => setRefused(true),
    );
  return (
    <>
      <PurposeFacts purpose={purpose} />
      <LegalLinks />
      <ChoiceList
        label={copy.consent}
        options={ageGroups.map((value) => ({ value, label: copy.agree(value) }))}
        value={consent?.ageGroup ?? null}
        error={faults.consent}
        onChange={agree}
      />
      {refused && <Notice tone="info" text={guideRefused} />}
      <View className="consent-hint">{disagree}</View>
      {consent && (
        <ContactInputs
          contact={contact}
          ofGuardian={consent.ageGroup === 'under-14-with-guardian'}
          faults={faults}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** What is asked for, why, how long it stays, and how to take it back. */
function PurposeFacts({ purpose }: { purpose: PurposeText }) {
  return (
    <View className="consent-purpose">
      <Heading>{purpose.title}</Heading>
      <Fact label={copy.collects}>{purpose.collects}</Fact>
      <Fact label={copy.why}>{purpose.why}</Fact>
      <Fact label={copy.keeps}>{purpose.keeps}</Fact>
      <Fact label={copy.without}>{purpose.without}</Fact>
      <Fact label={copy.withdrawal}>{purpose.withdrawal}</Fact>
    </View>
  );
}
