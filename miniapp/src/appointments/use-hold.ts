import type { AppointmentDetail, OpenSlot } from '@linli/shared/api/types.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import { useState } from 'react';
import { call } from '../platform/api';
import type { CallError } from '../platform/call-error';
import { randomId } from '../platform/random-id';
import { useAction } from '../platform/use-action';

/** What one needs to know of a slot to hold it. */
export type WantedSlot = Pick<OpenSlot, 'lawyer' | 'mode' | 'startsAt'>;

/** Holds a slot for a matter, one at a time. What was refused stays, with the slot it was about, until the next try. */
export function useHold(
  matter: Matter | null,
  onHeld: (held: AppointmentDetail) => void | Promise<void>,
  onRefused?: (error: CallError) => void,
) {
  const [wanted, setWanted] = useState<WantedSlot | null>(null);
  const holding = useAction(async (slot: WantedSlot) => {
    setWanted(slot);
    const { lawyer, startsAt } = slot;
    await onHeld(
      await call('holdSlot', {
        body: { lawyerId: lawyer.id, startsAt, ...(matter && { matter }), idempotencyKey: randomId() },
      }),
    );
  }, onRefused);
  return {
    busy: holding.busy,
    hold: (slot: WantedSlot) => void holding.start(slot),
    refused: holding.error && wanted ? { error: holding.error, wanted } : null,
    clearRefusal: holding.clearError,
  };
}
