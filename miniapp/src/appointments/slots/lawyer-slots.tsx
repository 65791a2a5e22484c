import type { Lawyer, OpenSlot } from '@linli/shared/api/types.ts';
import { consultModeLabels, languageLabels, type Matter } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { open, pages } from '../../platform/navigation';
import { clockInWords } from '../../platform/time-words';
import { lawyerNamed } from '../appointment-words';
import { LawyerPhoto } from '../lawyer-photo';
import { SlotButton } from '../slot-button';
import { copy } from './copy';

interface LawyerSlotsProps {
  slots: readonly OpenSlot[];
  /** What is known of the lawyer besides the name and the firm. */
  lawyer: Lawyer | undefined;
  matter: Matter | null;
  onChoose: (slot: OpenSlot) => void;
}

/** The times of one lawyer on one day. */
export function LawyerSlots({ slots, lawyer, matter, onChoose }: LawyerSlotsProps) {
  const [first] = slots;
  if (!first) return null;
  const { id, firm } = first.lawyer;
  const languages = lawyer?.languages.map((language) => languageLabels[language]).join('、');
  return (
    <Card>
      <View className="lawyer-head">
        <LawyerPhoto lawyer={{ ...first.lawyer, photo: lawyer?.photo ?? null }} />
        <View>
          <Heading>{lawyerNamed(first.lawyer)}</Heading>
          <View className="row-note">
            <View>{firm}</View>
            {languages && <View>{copy.speaks(languages)}</View>}
          </View>
        </View>
      </View>
      <View className="slot-grid">
        {slots.map((slot) => (
          <SlotButton
            key={slot.startsAt}
            slot={slot}
            title={clockInWords(slot.startsAt)}
            notes={[
              consultModeLabels[slot.mode],
              slot.free === 0 ? copy.full : slot.seats > 1 ? copy.seats(slot.free) : '',
            ]}
            onChoose={onChoose}
          />
        ))}
      </View>
      <Button kind="secondary" label={copy.introduction} onPress={() => open(pages.lawyer(id, matter))} />
    </Card>
  );
}
