import { dayOf, startOfDay } from '@linli/shared/working-time.ts';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import type { ResidentModels } from './resident-model.ts';

/** Counts each visitor once a day without knowing them the day after. */
export interface OnceADay {
  /** True the first time today that this is said of what a visitor did. */
  first(what: string, visitor: string): Promise<boolean>;
}

/**
 * What is kept is a keyed hash of the day, the visitor and what they did; it is of no use on any other day or for anything
 * else, and the database throws it away when the day is over. No list of what somebody read can be made of it.
 */
export function createOnceADay(
  { marks }: Pick<ResidentModels, 'marks'>,
  vault: Vault,
  clock: Clock,
): OnceADay {
  return {
    async first(what, visitor) {
      const day = dayOf(clock.now());
      const expiresAt = later(startOfDay(day), dayMs);
      try {
        await marks.create({ _id: vault.digest('day-mark', `${day}\0${what}\0${visitor}`), expiresAt });
        return true;
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        return false;
      }
    },
  };
}
