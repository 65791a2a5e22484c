import type { CommentCheckState } from '@linli/shared/content-check.ts';
import { Schema, Types } from 'mongoose';
import { later, secondMs } from '../../../platform/clock.ts';

/** Whether everyone may read a rating's comment (docs/decisions/0042); lies in the rating, and leaves with the comment. */
export interface CommentCheck {
  state: CommentCheckState;
  /** When the machine is asked next; absent once it, or a person, has decided. */
  dueAt?: Date;
  /** How often it was asked and gave no verdict. */
  tries: number;
  /** Why a person has hidden it; its writer reads it. */
  reason?: string;
  /** The person who decided last. */
  decidedBy?: Types.ObjectId;
  /** True until its writer has been told that it is hidden. */
  tellDue?: true;
}

export const commentCheckField = {
  type: new Schema<CommentCheck>(
    {
      state: { type: String, required: true },
      dueAt: Date,
      tries: { type: Number, required: true },
      reason: String,
      decidedBy: Types.ObjectId,
      tellDue: Boolean,
    },
    { _id: false },
  ),
  required: false,
};

/** A rating younger than this is still in the hands of the process that took it. */
const sweepAfterMs = 5 * secondMs;

export const newCheck = (now: Date): CommentCheck => ({
  state: 'waiting',
  dueAt: later(now, sweepAfterMs),
  tries: 0,
});
