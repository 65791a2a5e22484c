import type { Types } from 'mongoose';
import { type Clock, dayMs, later, minuteMs } from '../../../platform/clock.ts';
import { type ContentVerdict, isWechatFault, type WechatClient } from '../../../platform/wechat/index.ts';
import type { Notifications } from '../../notifications/index.ts';
import type { Rating, RatingModels } from '../model.ts';
import type { CommentCheck } from './model.ts';

export interface CheckingNeeds {
  models: RatingModels;
  wechat: Pick<WechatClient, 'checkText'>;
  /** Who wrote it, as WeChat knows them; null once the account is closed. */
  openidOf(residentId: Types.ObjectId): Promise<string | null>;
  notifications: Pick<Notifications, 'tellResidentOf'>;
  clock: Clock;
}

type Checked = Pick<Rating, '_id' | 'residentId' | 'createdAt' | 'comment' | 'check'>;

const checkedFields = { residentId: 1, createdAt: 1, comment: 1, check: 1 } as const;

/** Looked at in one round of the sweep; the rest wait for the next. */
const sweepSize = 100;
/** The pause after the first try without a verdict; each next one is twice as long, up to the longest. */
const firstPauseMs = minuteMs;
const longestPauseMs = 30 * minuteMs;
/** After this long without a verdict a person decides: WeChat answers only for who was there within two hours. */
const givenUpAfterMs = dayMs;

const stateOf: Record<ContentVerdict, 'shown' | 'held' | 'hidden'> = {
  pass: 'shown',
  review: 'held',
  risky: 'hidden',
};

export function createChecking({ models, wechat, openidOf, notifications, clock }: CheckingNeeds) {
  const { ratings } = models;

  /** Sets the check, unless somebody has been there since. */
  const settle = (rating: Checked, check: CommentCheck) =>
    ratings.updateOne(
      { _id: rating._id, 'check.state': 'waiting', 'check.tries': rating.check?.tries ?? 0 },
      { $set: { check } },
    );

  /** Asks WeChat. Null where it never answers for this person, so that a person decides. @throws WechatError */
  async function verdictOn({ residentId }: Checked, text: string): Promise<ContentVerdict | null> {
    const openid = await openidOf(residentId);
    if (openid === null) return null;
    try {
      return (await wechat.checkText({ openid, scene: 'comment', text })).verdict;
    } catch (error) {
      if (isWechatFault(error, 'visit-too-old', 'person-unknown')) return null;
      throw error;
    }
  }

  async function postpone(rating: Checked, tries: number): Promise<void> {
    const now = clock.now();
    if (later(rating.createdAt, givenUpAfterMs) <= now) {
      await settle(rating, { state: 'held', tries });
      return;
    }
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1));
    await settle(rating, { state: 'waiting', dueAt: later(now, pauseMs), tries });
  }

  async function tell({ _id }: Pick<Rating, '_id'>): Promise<void> {
    const occasion = `${_id.toHexString()}:comment-hidden`;
    await notifications.tellResidentOf({ kind: 'rating', id: _id }, occasion, { kind: 'comment-hidden' });
    await ratings.updateOne({ _id, 'check.tellDue': true }, { $unset: { 'check.tellDue': 1 } });
  }

  /**
   * Checks a comment that waits; done again, it changes nothing.
   * @throws WechatError where WeChat gave no verdict; it is asked again later
   */
  async function check(rating: Checked): Promise<void> {
    if (rating.check?.state !== 'waiting') return;
    if (rating.comment === null) {
      await ratings.updateOne({ _id: rating._id, comment: null }, { $unset: { check: 1 } });
      return;
    }
    const tries = rating.check.tries + 1;
    let verdict: ContentVerdict | null;
    try {
      verdict = await verdictOn(rating, rating.comment);
    } catch (error) {
      await postpone(rating, tries);
      throw error;
    }
    const state = verdict === null ? 'held' : stateOf[verdict];
    const settled = await settle(rating, { state, tries, ...(state === 'hidden' && { tellDue: true }) });
    if (state === 'hidden' && settled.modifiedCount === 1) await tell(rating);
  }

  return {
    check,
    tell,
    /** Checks what still waits, oldest due first, and tells who has not been told. Ends where WeChat does not answer. */
    async sweep(): Promise<void> {
      for (const rating of await ratings
        .find({ 'check.tellDue': true }, { _id: 1 })
        .limit(sweepSize)
        .lean<Pick<Rating, '_id'>[]>())
        await tell(rating);
      const due = await ratings
        .find({ 'check.dueAt': { $lte: clock.now() } }, checkedFields)
        .sort({ 'check.dueAt': 1 })
        .limit(sweepSize)
        .lean<Checked[]>();
      for (const rating of due) await check(rating);
    },
  };
}
