import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Vault } from '../../platform/vault.ts';
import { takePersonalParts } from '../personal-data/index.ts';
import { openContact } from '../tickets/index.ts';
import type { Feedback, FeedbackModel } from './model.ts';

export interface SubmitNeeds {
  models: FeedbackModel;
  vault: Vault;
  clock: Clock;
}

/**
 * Stores a feedback. The same key again answers with the one stored first, and `isNew` false.
 * @throws consent-needed, idempotency-key-reused
 */
export async function submitFeedback(
  { models, vault, clock }: SubmitNeeds,
  residentId: string,
  body: BodyOf<'submitFeedback'>,
): Promise<{ feedback: Feedback; isNew: boolean }> {
  const now = clock.now();
  const { kind, text, contact, consent, idempotencyKey } = body;
  const feedback: Feedback = {
    _id: new Types.ObjectId(),
    residentId: new Types.ObjectId(residentId),
    idempotencyKey,
    kind,
    ...takePersonalParts('feedback-contact', { comment: text, contact, consent }, vault, now),
    createdAt: now,
    ticketDue: true,
  };
  try {
    await models.create(feedback);
    return { feedback, isNew: true };
  } catch (error) {
    if (!duplicateKeyOf(error)) throw error;
    const first = await models.findOne({ residentId, idempotencyKey }).lean<Feedback>();
    if (!first || !isDeepStrictEqual(contentOf(first, vault), contentOf(feedback, vault))) {
      throw new ApiError('idempotency-key-reused');
    }
    return { feedback: first, isNew: false };
  }
}

/** What the resident said: tells whether a repeated key came with the same content. */
function contentOf({ kind, comment, contact }: Feedback, vault: Vault) {
  return { kind, comment, contact: contact && openContact(contact, vault) };
}
