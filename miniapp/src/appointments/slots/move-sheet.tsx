import type { OpenSlot } from '@linli/shared/api/types.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import { Button } from '../../components/button';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { pages, replaceWith } from '../../platform/navigation';
import { leaving, useAction } from '../../platform/use-action';
import { Refusal } from '../refusal';
import { SlotFacts } from '../slot-facts';
import { copy } from './copy';

interface MoveSheetProps {
  /** The appointment that is to be moved. */
  id: string;
  to: OpenSlot;
  matter: Matter | null;
  onOther: (slot: OpenSlot) => void;
  onRefused: () => void;
  onClose: () => void;
}

/** Asks once before an appointment is moved. The old seat stays until the new one is had. */
export function MoveSheet({ id, to, matter, onOther, onRefused, onClose }: MoveSheetProps) {
  const moving = useAction(async () => {
    await call('rescheduleAppointment', {
      params: { id },
      body: { lawyerId: to.lawyer.id, startsAt: to.startsAt },
    });
    replaceWith(pages.appointment(id, true));
    return leaving;
  }, onRefused);
  return (
    <Sheet title={copy.moveTitle} onClose={onClose}>
      <SlotFacts slot={to} />
      {moving.error && (
        <Refusal
          error={moving.error}
          wanted={to}
          matter={matter}
          onAlternative={(slot) => {
            moving.clearError();
            onOther(slot);
          }}
        />
      )}
      <Button
        label={copy.moveYes}
        busyLabel={moving.busy ? copy.moveBusy : undefined}
        onPress={moving.start}
      />
      <Button kind="secondary" label={copy.moveNo} onPress={onClose} />
    </Sheet>
  );
}
