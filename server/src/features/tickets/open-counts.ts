import type { Types } from 'mongoose';
import { type Clock, secondMs } from '../../platform/clock.ts';
import type { TicketModel } from './model.ts';

/**
 * How many open tickets each handler has. Counting again for every ticket of a burst would cost more with each
 * of them, so a count is kept for a second, with what this process assigns added to it.
 */
export interface OpenCounts {
  of(handlerIds: readonly Types.ObjectId[]): Promise<(handlerId: Types.ObjectId) => number>;
  assigned(handlerId: Types.ObjectId): void;
  /** To be called when a ticket closes: the next question counts again. */
  forget(): void;
}

/** What other processes assign is seen after this long. */
const keepMs = secondMs;

export function createOpenCounts(tickets: TicketModel, clock: Clock): OpenCounts {
  const counts = new Map<string, { open: number; countedAt: number }>();
  return {
    async of(handlerIds) {
      const now = clock.now().getTime();
      const stale = handlerIds.filter((id) => now - (counts.get(String(id))?.countedAt ?? 0) >= keepMs);
      if (stale.length > 0) {
        const rows = await tickets.aggregate<{ _id: Types.ObjectId; open: number }>([
          { $match: { handlerId: { $in: stale }, open: true } },
          { $group: { _id: '$handlerId', open: { $sum: 1 } } },
        ]);
        for (const id of stale) {
          const open = rows.find((row) => row._id.equals(id))?.open ?? 0;
          counts.set(String(id), { open, countedAt: now });
        }
      }
      return (id) => counts.get(String(id))?.open ?? 0;
    },
    assigned(handlerId) {
      const count = counts.get(String(handlerId));
      if (count) count.open += 1;
    },
    forget: () => counts.clear(),
  };
}
