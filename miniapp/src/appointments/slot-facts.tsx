import type { OpenSlot } from '@linli/shared/api/types.ts';
import { consultModeLabels, type Matter, matterLabels } from '@linli/shared/legal-service.ts';
import { Fact } from '../components/row';
import { spanInWords } from './appointment-words';
import { copy } from './copy';

interface SlotFactsProps {
  slot: Omit<OpenSlot, 'seats' | 'free'>;
  matter?: Matter | null;
}

/** When, how, with whom and where. */
export function SlotFacts({ slot, matter = null }: SlotFactsProps) {
  return (
    <>
      <Fact label={copy.time}>{spanInWords(slot)}</Fact>
      <Fact label={copy.mode}>{consultModeLabels[slot.mode]}</Fact>
      <Fact label={copy.lawyer}>{`${slot.lawyer.name}\n${slot.lawyer.firm}`}</Fact>
      {slot.mode === 'on-site' && <Fact label={copy.place}>{slot.station.name}</Fact>}
      {matter && <Fact label={copy.matter}>{matterLabels[matter]}</Fact>}
    </>
  );
}
