import type { ArticleAction, ArticleState } from '@linli/shared/article-life-cycle.ts';
import type { ArticleCategory, Audience } from '@linli/shared/articles.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import type { Notice } from '@linli/shared/notifications.ts';
import type { RichNode } from '@linli/shared/rich-text.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** A law that an article rests on, as its writer cites it. */
export interface LegalBasis {
  law: string;
  /** Numbers as in `lawArticlePattern`. */
  articles: string[];
  /** The day from which the cited version holds. */
  version: string | null;
  inForce: boolean;
}

/** What an editor writes. Pictures are named by id. */
export interface ArticleContent {
  title: string;
  summary: string;
  category: ArticleCategory;
  matter: Matter;
  audiences: Audience[];
  departmentId: Types.ObjectId;
  legalBasis: LegalBasis[];
  coverImageId: Types.ObjectId | null;
  campaign: string | null;
  steps: string[];
  /** Slugs. */
  related: string[];
  markdown: string;
}

/** One version of an article: written once, never changed. The body is sanitised when it is saved. */
export interface ArticleText extends ArticleContent {
  _id: Types.ObjectId;
  articleId: Types.ObjectId;
  nodes: RichNode[];
  links: { text: string; url: string }[];
  characters: number;
}

export interface ArticleVersion {
  number: number;
  textId: Types.ObjectId;
  at: Date;
  /** Null: imported from a file. */
  staffId: Types.ObjectId | null;
}

export type ArticleEventKind = ArticleAction | 'create' | 'edit' | 'release' | 'import';

export interface ArticleEvent {
  kind: ArticleEventKind;
  at: Date;
  staffId: Types.ObjectId | null;
  /** Which version of the text it was about. */
  number: number;
  note: string | null;
}

export interface Correction {
  at: Date;
  note: string;
}

export interface Article {
  _id: Types.ObjectId;
  slug: string;
  state: ArticleState;
  /** Rises with each change; who changes it names the one they saw. */
  version: number;
  /** The newest text. */
  textId: Types.ObjectId;
  /** Of the newest text: what lists of the staff show and who may see them. */
  title: string;
  departmentId: Types.ObjectId;
  /** Residents read it: there is a live text. */
  live: boolean;
  liveTextId: Types.ObjectId | null;
  /** First and last time a text became live. */
  publishedAt: Date | null;
  liveSince: Date | null;
  corrections: Correction[];
  /** Approved, and to become live then. */
  publishAt: Date | null;
  /** What the text under way corrects. */
  correctionDue: string | null;
  /** Who wrote since the last text was approved: none of them reviews. */
  writerIds: Types.ObjectId[];
  versions: ArticleVersion[];
  history: ArticleEvent[];
  /** SHA-256 of the file it was last imported from, with its pictures, and the text that came of it. */
  importedHash: string | null;
  importedTextId: Types.ObjectId | null;
  authorId: Types.ObjectId | null;
  /** The client's for what was begun in the app; made of the slug for what was imported. */
  idempotencyKey: string;
  changedAt: Date;
  /** What residents read has changed, and the other processes may not have been told. */
  spreadDue?: true;
  /** Whom its last step concerns, as long as they may not have been told of it. */
  tellDue?: ArticleTelling;
}

/** What members of staff are told of an article. */
export interface ArticleTelling {
  /** Names the step, so that each is told of it once. */
  occasion: string;
  staffIds: Types.ObjectId[];
  notice: Notice;
}

/** A picture in the file store. The same picture is stored once. */
export interface ArticleImage {
  _id: Types.ObjectId;
  /** SHA-256 of what was handed in. */
  sourceHash: string;
  fileKey: string;
  mediaType: string;
  extension: string;
  size: number;
  sha256: string;
}

const id = { type: Types.ObjectId, required: true };
const idOrNull = { type: Types.ObjectId, default: null };
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const number = { type: Number, required: true };
const time = { type: Date, required: true };
const timeOrNull = { type: Date, default: null };
const noId = { _id: false };

const textSchema = new Schema<ArticleText>(
  {
    articleId: id,
    title: text,
    summary: text,
    category: text,
    matter: text,
    audiences: [String],
    departmentId: id,
    legalBasis: [
      new Schema<LegalBasis>({ law: text, articles: [String], version: textOrNull, inForce: Boolean }, noId),
    ],
    coverImageId: idOrNull,
    campaign: textOrNull,
    steps: [String],
    related: [String],
    markdown: text,
    nodes: [Schema.Types.Mixed],
    links: [new Schema({ text: String, url: String }, noId)],
    characters: number,
  },
  { collection: 'articleTexts' },
);

const articleSchema = new Schema<Article>(
  {
    slug: text,
    state: text,
    version: number,
    textId: id,
    title: text,
    departmentId: id,
    live: { type: Boolean, required: true },
    liveTextId: idOrNull,
    publishedAt: timeOrNull,
    liveSince: timeOrNull,
    corrections: [new Schema<Correction>({ at: time, note: text }, noId)],
    publishAt: timeOrNull,
    correctionDue: textOrNull,
    writerIds: [Types.ObjectId],
    versions: [new Schema<ArticleVersion>({ number, textId: id, at: time, staffId: idOrNull }, noId)],
    history: [
      new Schema<ArticleEvent>({ kind: text, at: time, staffId: idOrNull, number, note: textOrNull }, noId),
    ],
    importedHash: textOrNull,
    importedTextId: idOrNull,
    authorId: idOrNull,
    idempotencyKey: text,
    changedAt: time,
    spreadDue: Boolean,
    tellDue: new Schema<ArticleTelling>(
      { occasion: text, staffIds: [Types.ObjectId], notice: { type: Schema.Types.Mixed, required: true } },
      noId,
    ),
  },
  { collection: 'articles' },
)
  .index({ slug: 1 }, { unique: true })
  .index({ authorId: 1, idempotencyKey: 1 }, { unique: true })
  .index({ live: 1 }, { partialFilterExpression: { live: true } })
  .index({ departmentId: 1, changedAt: -1, _id: -1 })
  .index({ departmentId: 1, state: 1, changedAt: -1, _id: -1 })
  .index({ state: 1, publishAt: 1 }, { partialFilterExpression: { state: 'scheduled' } })
  .index({ spreadDue: 1 }, { partialFilterExpression: { spreadDue: true } })
  .index({ 'tellDue.occasion': 1 }, { partialFilterExpression: { 'tellDue.occasion': { $exists: true } } });

const imageSchema = new Schema<ArticleImage>(
  { sourceHash: text, fileKey: text, mediaType: text, extension: text, size: number, sha256: text },
  { collection: 'articleImages' },
)
  .index({ sourceHash: 1 }, { unique: true })
  .index({ fileKey: 1 });

export function articleModels(connection: Connection) {
  return {
    articles: connection.model<Article>('Article', articleSchema),
    texts: connection.model<ArticleText>('ArticleText', textSchema),
    images: connection.model<ArticleImage>('ArticleImage', imageSchema),
  };
}

export type ArticleModels = ReturnType<typeof articleModels>;
