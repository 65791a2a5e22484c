import type { OpenSlot } from '@linli/shared/api/types.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { type CallError, failureWords, isConnectionError } from '../platform/call-error';
import { open, pages, replaceWith } from '../platform/navigation';
import { dayOf } from '../platform/time-words';
import { alternativesOf, legalAidOf } from './alternatives';
import { slotInWords } from './appointment-words';
import { copy } from './copy';
import { QueueButton } from './queue-button';
import { callNumber } from './reach';

/** The district's hotline for legal aid. */
const legalAidNumber = '12348';

interface RefusalProps {
  error: CallError;
  /** The slot that was wanted. */
  wanted: Pick<OpenSlot, 'lawyer' | 'mode' | 'startsAt'>;
  matter: Matter | null;
  onAlternative: (slot: OpenSlot) => void;
}

/** Why a time could not be had, in plain words, and what to do now. */
export function Refusal({ error, wanted, matter, onAlternative }: RefusalProps) {
  const mine = { label: copy.mine, onPress: () => open(pages.myAppointments()) };
  switch (error.code) {
    case 'slot-full':
    case 'slot-not-bookable':
      return (
        <>
          <Notice tone="error" text={error.message} />
          <Alternatives slots={alternativesOf(error)} onChoose={onAlternative} />
          {error.code === 'slot-full' && matter && (
            <QueueButton
              wish={{ lawyerId: wanted.lawyer.id, mode: wanted.mode, day: dayOf(wanted.startsAt), matter }}
            />
          )}
        </>
      );
    case 'conflict-of-interest':
      return (
        <>
          <Notice tone="error" text={error.message} />
          <Button label={copy.otherLawyer} onPress={() => replaceWith(pages.slots({ matter }))} />
          <LegalAid centre={legalAidOf(error)} />
        </>
      );
    case 'time-taken':
    case 'bookings-full':
    case 'idempotency-key-reused':
      return <Notice tone="error" text={error.message} action={mine} />;
    default: {
      const words = isConnectionError(error) ? `${error.message}。${copy.kept}` : failureWords(error);
      return <Notice tone="error" text={words} />;
    }
  }
}

/** Who advises all the same: the district's centre, where the installation names it, and the hotline. */
function LegalAid({ centre }: { centre: ReturnType<typeof legalAidOf> }) {
  return (
    <>
      {centre && (
        <Button
          kind="secondary"
          label={copy.dial(centre.phone, centre.name)}
          onPress={() => callNumber(centre.phone)}
        />
      )}
      <Button kind="secondary" label={copy.legalAid} onPress={() => callNumber(legalAidNumber)} />
    </>
  );
}

function Alternatives({
  slots,
  onChoose,
}: {
  slots: readonly OpenSlot[];
  onChoose: (slot: OpenSlot) => void;
}) {
  if (slots.length === 0) return <View>{copy.noOtherTimes}</View>;
  return (
    <>
      <View>{copy.otherTimes}</View>
      {slots.map((slot) => (
        <Button
          key={`${slot.lawyer.id} ${slot.startsAt}`}
          kind="secondary"
          label={slotInWords(slot)}
          onPress={() => onChoose(slot)}
        />
      ))}
    </>
  );
}
