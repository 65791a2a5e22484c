import type { LawHeadingKind } from '@linli/shared/law-articles.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** One version of a law. It can be read once this row is there; its articles are stored before. */
export interface Law {
  _id: Types.ObjectId;
  /** As it is cited: 民法典. */
  name: string;
  title: string;
  /** The day from which this version holds. */
  effectiveFrom: Day;
  /** It no longer holds and nothing of its name took its place. */
  repealed: boolean;
  promulgation: string[];
  preamble: string[];
  headings: { kind: LawHeadingKind; heading: string; first: string }[];
  appendix: string[];
  articleCount: number;
  /** Of the file it was read from. */
  hash: string;
}

export interface LawArticle {
  _id: Types.ObjectId;
  lawId: Types.ObjectId;
  /** As `lawArticleLabel` reads it: `1043`, `120-1`. */
  number: string;
  /** From 0, in the law's order. */
  place: number;
  path: string[];
  paragraphs: string[];
  /** What it is found by. */
  words: string[];
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const number = { type: Number, required: true };

const lawSchema = new Schema<Law>(
  {
    name: text,
    title: text,
    effectiveFrom: text,
    repealed: { type: Boolean, required: true },
    promulgation: [String],
    preamble: [String],
    headings: [new Schema({ kind: text, heading: text, first: text }, { _id: false })],
    appendix: [String],
    articleCount: number,
    hash: text,
  },
  { collection: 'laws' },
).index({ name: 1, effectiveFrom: 1 }, { unique: true });

const articleSchema = new Schema<LawArticle>(
  { lawId: id, number: text, place: number, path: [String], paragraphs: [String], words: [String] },
  { collection: 'lawArticles' },
)
  .index({ lawId: 1, number: 1 }, { unique: true })
  .index({ words: 1 });

export function lawTextModels(connection: Connection) {
  return {
    laws: connection.model<Law>('Law', lawSchema),
    articles: connection.model<LawArticle>('LawArticle', articleSchema),
  };
}

export type LawTextModels = ReturnType<typeof lawTextModels>;
