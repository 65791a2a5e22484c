import type { BodyOf } from '@linli/shared/api/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import { caseEnd, takePersonalParts } from '../personal-data/index.ts';
import type { TicketProgress, Tickets } from '../tickets/index.ts';
import type { Rating, RatingModels } from './model.ts';
import { checkTags, newRating, storeOnce } from './submit.ts';

/** 移动端 in the exchange format's list of channels: nothing is scanned for it. */
const channelMobile = 2;

export interface SupplementNeeds {
  models: RatingModels;
  tickets: Pick<Tickets, 'progressOf'>;
  vault: Vault;
  clock: Clock;
  /** How long a supplement can be added once a case has ended. */
  supplementDays: number;
}

/**
 * Until when a rating can be supplemented (追评): for a while after it was given or, if it led to a ticket, after that
 * was closed. Null while the ticket is open (what there is to say then belongs to it), when the time is over, and for
 * what is a supplement itself.
 */
export function supplementUntil(
  rating: Rating,
  ticket: TicketProgress | null,
  { clock, supplementDays }: Pick<SupplementNeeds, 'clock' | 'supplementDays'>,
): Date | null {
  if (rating.supplementTo) return null;
  const ended = caseEnd(rating, ticket);
  const until = ended && later(ended, supplementDays * dayMs);
  return until && until > clock.now() ? until : null;
}

/**
 * Stores the one supplement to a rating; the rating itself stays as it was given. That it is one only is decided by the
 * index alone. A ticket that is closed stays so, and a rating without one gets none: what allows it lasts.
 * The same key again answers with the supplement stored first, and `isNew` false.
 *
 * @throws tags-not-of-grade, consent-needed, supplement-not-open, already-supplemented, idempotency-key-reused
 */
export async function supplementRating(
  needs: SupplementNeeds,
  first: Rating,
  residentId: string,
  body: BodyOf<'supplementRating'>,
): Promise<{ rating: Rating; isNew: boolean }> {
  const { models, tickets, vault, clock } = needs;
  checkTags(body);
  const now = clock.now();
  const personal = takePersonalParts('rating-contact', body, vault, now);
  const { _id: supplementTo, counterId, departmentId, serviceItemId, ratedStaffIds } = first;
  const about = {
    counterId,
    departmentId,
    ...(serviceItemId && { serviceItemId }),
    ratedStaffIds,
    supplementTo,
    channel: channelMobile,
  };
  // Given before, it answers as it did then, whatever time it is now.
  const given = await models.ratings.exists({ supplementTo });
  const open = supplementUntil(first, await tickets.progressOf(supplementTo), needs);
  if (!given && !open) throw new ApiError('supplement-not-open');
  return storeOnce(needs, newRating(body, about, residentId, personal, now), 'already-supplemented');
}
