import type { AppointmentDetail, OpenSlot } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { call } from '../../platform/api';
import { open, pages, replaceWith } from '../../platform/navigation';
import { clockInWords } from '../../platform/time-words';
import { leaving, useAction } from '../../platform/use-action';
import { slotInWords } from '../appointment-words';
import { Refusal } from '../refusal';
import { SlotFacts } from '../slot-facts';
import { copy } from './copy';

interface ClosedProps {
  appointment: AppointmentDetail;
  /** A time was refused: what there is has changed. */
  onRefused: () => void;
}

type Wanted = Pick<OpenSlot, 'lawyer' | 'mode' | 'startsAt'>;

/** What a resident does whose appointment the station had to close: one press takes another time, nothing is typed again. */
export function Closed({ appointment, onRefused }: ClosedProps) {
  const { id, matter, closure } = appointment;
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const moving = useAction(async (slot: Wanted) => {
    setWanted(slot);
    const body = { lawyerId: slot.lawyer.id, startsAt: slot.startsAt };
    const made = await call('rescheduleAppointment', { params: { id }, body });
    replaceWith(pages.appointment(made.id, true));
    return leaving;
  }, onRefused);
  if (!closure) return null;
  const { reason, instead, alternatives } = closure;
  const kept = instead?.state === 'offered' ? instead : null;
  const move = (slot: Wanted) => void moving.start(slot);
  const busyLabel = (slot: Wanted) =>
    moving.busy && wanted?.startsAt === slot.startsAt && wanted.lawyer.id === slot.lawyer.id
      ? copy.movingBusy
      : undefined;
  return (
    <>
      <Notice tone="info" text={copy.closed(reason)} />
      {instead && !kept && (
        <Card>
          <Heading>{copy.movedTo}</Heading>
          <View>{slotInWords(instead.slot)}</View>
          <Button label={copy.seeNew} onPress={() => open(pages.appointment(instead.id))} />
        </Card>
      )}
      {kept && (
        <Card tone="brand">
          <Heading>{copy.keptTitle}</Heading>
          <SlotFacts slot={kept.slot} matter={matter} />
          {kept.expiresAt !== null && <View>{copy.keptUntil(clockInWords(kept.expiresAt))}</View>}
          <Button label={copy.takeKept} busyLabel={busyLabel(kept.slot)} onPress={() => move(kept.slot)} />
        </Card>
      )}
      {moving.error && wanted && (
        <Refusal error={moving.error} wanted={wanted} matter={matter} onAlternative={move} />
      )}
      {!moving.error && alternatives.length > 0 && (
        <Card>
          <Heading>{kept ? copy.orOther : copy.chooseOther}</Heading>
          {alternatives.map((slot) => (
            <Button
              key={`${slot.lawyer.id} ${slot.startsAt}`}
              kind="secondary"
              label={slotInWords(slot)}
              busyLabel={busyLabel(slot)}
              onPress={() => move(slot)}
            />
          ))}
        </Card>
      )}
      {!instead && alternatives.length === 0 && <Notice tone="info" text={copy.nothingYet} />}
    </>
  );
}
