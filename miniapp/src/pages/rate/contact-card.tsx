import { nameMaxLength } from '@linli/shared/limits.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Field } from '../../components/field';
import { SwitchRow } from '../../components/switch-row';
import type { RatingDraft } from '../../platform/drafts';
import type { DraftFaults } from './check-draft';
import { copy } from './copy';

/** Four digits of area code, a hyphen and eight digits of number. */
const phoneMaxLength = 13;

interface ContactCardProps {
  draft: RatingDraft;
  faults: DraftFaults;
  onChange: (changes: Partial<RatingDraft>) => void;
}

/** Anonymous, or with a name and number. What they are for is said before they are asked. */
export function ContactCard({ draft, faults, onChange }: ContactCardProps) {
  return (
    <Card>
      <SwitchRow
        label={copy.realName}
        on={!draft.anonymous}
        onChange={(realName) => onChange({ anonymous: !realName })}
      />
      <View className="rate-hint">{draft.anonymous ? copy.realNameOff : copy.realNameOn}</View>
      {!draft.anonymous && (
        <>
          <Field
            label={copy.name}
            value={draft.name}
            maxLength={nameMaxLength}
            error={faults.name}
            onChange={(name) => onChange({ name })}
          />
          <Field
            label={copy.phone}
            hint={copy.phoneHint}
            input="phone"
            value={draft.phone}
            maxLength={phoneMaxLength}
            error={faults.phone}
            onChange={(phone) => onChange({ phone })}
          />
        </>
      )}
    </Card>
  );
}
