import type { VerdictReason } from '@linli/shared/articles.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** What a resident thinks of an article: one each, to be changed or taken back. */
export interface Verdict {
  _id: Types.ObjectId;
  articleId: Types.ObjectId;
  residentId: Types.ObjectId;
  useful: boolean;
  reasons: VerdictReason[];
  word: string | null;
  at: Date;
}

export interface Favourite {
  _id: Types.ObjectId;
  residentId: Types.ObjectId;
  articleId: Types.ObjectId;
  at: Date;
}

/** How often an article was opened on a day. */
export interface ViewCount {
  _id: Types.ObjectId;
  articleId: Types.ObjectId;
  day: Day;
  views: number;
}

/** That something has been counted for somebody on a day: a keyed hash, which is thrown away after the day. */
export interface DayMark {
  _id: string;
  expiresAt: Date;
}

const id = { type: Types.ObjectId, required: true };
const time = { type: Date, required: true };

const verdictSchema = new Schema<Verdict>(
  {
    articleId: id,
    residentId: id,
    useful: { type: Boolean, required: true },
    reasons: [String],
    word: { type: String, default: null },
    at: time,
  },
  { collection: 'articleVerdicts' },
)
  .index({ residentId: 1, articleId: 1 }, { unique: true })
  .index({ articleId: 1, at: -1, _id: -1 })
  .index({ at: 1 });

const favouriteSchema = new Schema<Favourite>(
  { residentId: id, articleId: id, at: time },
  { collection: 'favourites' },
)
  .index({ residentId: 1, articleId: 1 }, { unique: true })
  .index({ residentId: 1, at: -1, _id: -1 });

const viewSchema = new Schema<ViewCount>(
  { articleId: id, day: { type: String, required: true }, views: { type: Number, required: true } },
  { collection: 'articleViews' },
)
  .index({ articleId: 1, day: 1 }, { unique: true })
  .index({ day: 1 });

const markSchema = new Schema<DayMark>(
  { _id: { type: String, required: true }, expiresAt: time },
  { collection: 'dayMarks' },
).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function residentModels(connection: Connection) {
  return {
    verdicts: connection.model<Verdict>('ArticleVerdict', verdictSchema),
    favourites: connection.model<Favourite>('Favourite', favouriteSchema),
    views: connection.model<ViewCount>('ArticleView', viewSchema),
    marks: connection.model<DayMark>('DayMark', markSchema),
  };
}

export type ResidentModels = ReturnType<typeof residentModels>;
