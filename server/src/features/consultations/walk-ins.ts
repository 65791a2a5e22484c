import type { BodyOf } from '@linli/shared/api/types.ts';
import { contactKeptDays } from '@linli/shared/consent.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import type { ChangeLog } from '../../platform/changes.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { ConsultationModels, WalkIn, WalkInCounter } from './model.ts';
import { walkInChanges } from './topics.ts';

export interface WalkInNeeds {
  models: ConsultationModels;
  vault: Vault;
  changes: ChangeLog;
  clock: Clock;
}

/**
 * Gives the next number of the station's day; the same key again answers with the first. A number is given once; one
 * that a process died over is left out. @throws idempotency-key-reused
 */
export async function addWalkIn(
  { models, vault, changes, clock }: WalkInNeeds,
  stationId: Types.ObjectId,
  lawyerId: Types.ObjectId | null,
  { name, phone, matter, idempotencyKey }: BodyOf<'addWalkIn'>,
): Promise<WalkIn> {
  const first = () => models.walkIns.findOne({ stationId, idempotencyKey }).lean<WalkIn>();
  const same = (walkIn: WalkIn): WalkIn => {
    const known = walkIn.name !== null && vault.open('walk-in.name', walkIn.name);
    if (known !== name || walkIn.matter !== matter) throw new ApiError('idempotency-key-reused');
    return walkIn;
  };
  const before = await first();
  if (before) return same(before);
  const now = clock.now();
  const day = dayOf(now);
  const walkIn: WalkIn = {
    _id: new Types.ObjectId(),
    version: 1,
    state: 'arrived',
    stationId,
    day,
    number: await nextNumber(models, `${stationId.toHexString()}:${day}`),
    lawyerId,
    matter,
    name: vault.seal('walk-in.name', name),
    phone: phone === undefined ? null : vault.seal('walk-in.phone', phone),
    idempotencyKey,
    createdAt: now,
    calledAt: null,
    startedAt: null,
    endedAt: null,
  };
  try {
    await models.walkIns.create(walkIn);
    await changes.tell(walkInChanges(walkIn));
    return walkIn;
  } catch (error) {
    if (!duplicateKeyOf(error)) throw error;
    const stored = await first();
    if (!stored) throw error;
    return same(stored);
  }
}

/** Counts on from the last. Two that begin the day at once: one of them counts on from the other. */
async function nextNumber(models: ConsultationModels, counter: string): Promise<number> {
  for (;;) {
    try {
      const { last } = await models.counters
        .findOneAndUpdate({ _id: counter }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean<WalkInCounter>()
        .orFail();
      return last;
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
    }
  }
}

/** Names and numbers of who walked in stay as long as those of who was booked. */
export async function eraseOldWalkIns({
  models,
  clock,
}: Pick<WalkInNeeds, 'models' | 'clock'>): Promise<void> {
  await models.walkIns.updateMany(
    { name: { $type: 'string' }, createdAt: { $lte: later(clock.now(), -contactKeptDays * dayMs) } },
    { $set: { name: null, phone: null } },
  );
}
