import { isDeepStrictEqual } from 'node:util';
import { type Model, Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Absence } from './model.ts';

export type NewAbsence = Pick<Absence, 'of' | 'from' | 'to' | 'reason' | 'enteredById' | 'idempotencyKey'>;

/** Enters and takes back when lawyers are on leave and stations closed. `changed` makes every process look again. */
export function createAbsenceBook(absences: Model<Absence>, changed: () => Promise<void>, clock: Clock) {
  /** The one that was there first under the same key. @throws idempotency-key-reused when it was another one */
  async function storedFirst(entered: NewAbsence): Promise<Absence> {
    const { enteredById, idempotencyKey } = entered;
    const first = await absences.findOne({ enteredById, idempotencyKey }).lean<Absence>();
    if (!first || !isDeepStrictEqual(contentOf(first), contentOf(entered)))
      throw new ApiError('idempotency-key-reused');
    return first;
  }

  return {
    async enterAbsence(entered: NewAbsence): Promise<Absence> {
      const absence: Absence = {
        ...entered,
        _id: new Types.ObjectId(),
        enteredAt: clock.now(),
        endedAt: null,
        untold: true,
      };
      try {
        await absences.create(absence);
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        return storedFirst(entered);
      }
      await changed();
      return absence;
    },

    async endAbsence(id: Types.ObjectId): Promise<void> {
      await absences.updateOne({ _id: id, endedAt: null }, { $set: { endedAt: clock.now() } });
      await changed();
    },

    async reasonOf(id: Types.ObjectId): Promise<string> {
      const absence = await absences.findById(id, { reason: 1 }).lean<Pick<Absence, 'reason'>>();
      return absence?.reason ?? '';
    },

    async absenceTold(id: Types.ObjectId): Promise<void> {
      await absences.updateOne({ _id: id }, { $unset: { untold: 1 } });
      await changed();
    },
  };
}

const contentOf = ({ of, from, to, reason }: NewAbsence) => ({
  of: { kind: of.kind, id: String(of.id) },
  from: from.getTime(),
  to: to.getTime(),
  reason,
});
