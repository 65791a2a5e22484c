import { findPersonalData } from '@linli/shared/personal-data.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Vault } from '../../platform/vault.ts';
import type { OnceADay } from './once-a-day.ts';

/** A search that found nothing. Until enough visitors have made it there is only a keyed hash of its words. */
interface SearchGap {
  _id: Types.ObjectId;
  hash: string;
  times: number;
  text: string | null;
  /** There are words. */
  kept: boolean;
  lastAt: Date;
  expiresAt: Date;
}

/** What so few ask may be somebody's own story: its words are kept from the third visitor on. */
const keptFrom = 3;
/** Longer ones, and those with a number or a name's form in them, are never kept in words. */
const keptMaxLength = 20;
const longNumber = /\d{5}/;
/** Forgotten when nobody has asked for so long. */
const keptDays = 180;
/** How many an editor is shown. */
const shownMax = 100;
/** More are not counted. */
const rareMax = 10_000;

const schema = new Schema<SearchGap>(
  {
    hash: { type: String, required: true },
    times: { type: Number, required: true },
    text: { type: String, default: null },
    kept: { type: Boolean, default: false },
    lastAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'searchGaps' },
)
  .index({ hash: 1 }, { unique: true })
  .index({ kept: 1, times: -1, _id: -1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export interface SearchGapNeeds {
  connection: Connection;
  vault: Vault;
  once: OnceADay;
  clock: Clock;
}

export function createSearchGaps({ connection, vault, once, clock }: SearchGapNeeds) {
  const gaps = connection.model<SearchGap>('SearchGap', schema);
  return {
    /** Notes that a search found nothing, once a day for each visitor. */
    async note(query: string, visitor: string): Promise<void> {
      const words = query.trim().toLowerCase().replace(/\s+/g, ' ');
      if (!(await once.first(`search ${words}`, visitor))) return;
      const now = clock.now();
      const gap = await gaps
        .findOneAndUpdate(
          { hash: vault.digest('search', words) },
          { $inc: { times: 1 }, $set: { lastAt: now, expiresAt: later(now, keptDays * dayMs) } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<SearchGap>();
      if (gap && gap.text === null && gap.times >= keptFrom && mayBeKept(words))
        await gaps.updateOne({ _id: gap._id }, { $set: { text: words, kept: true } });
    },

    async list() {
      const [rows, rare] = await Promise.all([
        gaps.find({ kept: true }).sort({ times: -1, _id: -1 }).limit(shownMax).lean<SearchGap[]>(),
        gaps.countDocuments({ kept: false }, { limit: rareMax }),
      ]);
      return {
        items: rows.map(({ text, times, lastAt }) => ({
          text: text ?? '',
          times,
          lastAt: lastAt.toISOString(),
        })),
        rare,
      };
    },
  };
}

const mayBeKept = (words: string) =>
  words.length <= keptMaxLength && !longNumber.test(words) && findPersonalData(words).length === 0;
