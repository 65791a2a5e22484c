import { type ArticleState, articleTransitions } from '@linli/shared/article-life-cycle.ts';
import type { Types, UpdateQuery } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type {
  Article,
  ArticleEvent,
  ArticleEventKind,
  ArticleModels,
  ArticleText,
  Correction,
} from './model.ts';

/** One step in an article's life, to be made from the article as it was seen. */
export interface Change {
  set: Partial<Article>;
  event: ArticleEvent;
  /** A new version of the text. */
  text?: ArticleText;
  correction?: Correction;
}

/** Who does it: null for what comes from a file, or happens by itself. */
export interface Doing {
  kind: ArticleEventKind;
  staffId: Types.ObjectId | null;
  at: Date;
  note?: string | null;
}

/** @throws article-action-not-allowed in any other state */
export function refuseUnlessFrom(state: ArticleState, transition: keyof typeof articleTransitions): void {
  if (!articleTransitions[transition].from.includes(state)) throw new ApiError('article-action-not-allowed');
}

const lastNumber = ({ versions }: Pick<Article, 'versions'>) => versions.at(-1)?.number ?? 0;

const eventOf = (article: Pick<Article, 'versions'>, { kind, staffId, at, note = null }: Doing) => ({
  kind,
  staffId,
  at,
  note,
  number: lastNumber(article),
});

/** A step that leaves the text as it is. */
export function step(
  article: Article,
  state: ArticleState,
  doing: Doing,
  more: Partial<Article> = {},
): Change {
  return { set: { state, publishAt: null, ...more }, event: eventOf(article, doing) };
}

/** Who has had a hand in the text under way. */
export function withWriter({ writerIds }: Pick<Article, 'writerIds'>, staffId: Types.ObjectId | null) {
  const known = staffId === null || writerIds.some((id) => id.equals(staffId));
  return known ? writerIds : [...writerIds, staffId];
}

/** A new text takes the place of the newest one; residents go on reading the live one. */
export function newText(
  article: Article,
  text: ArticleText,
  doing: Doing,
  more: Partial<Article> = {},
): Change {
  return {
    set: {
      state: articleTransitions.edit.to,
      textId: text._id,
      title: text.title,
      departmentId: text.departmentId,
      writerIds: withWriter(article, doing.staffId),
      ...more,
    },
    event: { ...eventOf(article, doing), number: lastNumber(article) + 1 },
    text,
  };
}

/** The newest text becomes what residents read. What it corrects is said below it, if it takes the place of another. */
export function goLive(article: Article, doing: Doing): Change {
  const { correctionDue, publishedAt, textId } = article;
  const corrects = article.liveTextId !== null && correctionDue !== null;
  return {
    ...step(article, 'published', doing, {
      live: true,
      liveTextId: textId,
      publishedAt: publishedAt ?? doing.at,
      liveSince: doing.at,
      correctionDue: null,
      writerIds: [],
      spreadDue: true,
    }),
    ...(corrects && { correction: { at: doing.at, note: correctionDue } }),
  };
}

/** A first version, not yet anybody's to read. */
export function firstVersion(text: ArticleText, slug: string, doing: Doing): Article {
  const { kind, staffId, at, note = null } = doing;
  return {
    _id: text.articleId,
    slug,
    state: 'draft',
    version: 1,
    textId: text._id,
    title: text.title,
    departmentId: text.departmentId,
    live: false,
    liveTextId: null,
    publishedAt: null,
    liveSince: null,
    corrections: [],
    publishAt: null,
    correctionDue: null,
    writerIds: staffId ? [staffId] : [],
    versions: [{ number: 1, textId: text._id, at, staffId }],
    history: [{ kind, at, staffId, number: 1, note }],
    importedHash: null,
    importedTextId: null,
    authorId: staffId,
    idempotencyKey: `import:${slug}`,
    changedAt: at,
  };
}

/**
 * Makes a change to the article as it was seen; null when somebody else was faster. A new text is stored before the
 * article names it: a text that no article names is never read.
 */
export async function make(models: ArticleModels, article: Article, change: Change): Promise<Article | null> {
  const { set, event, text, correction } = change;
  if (text) await models.texts.create(text);
  const update: UpdateQuery<Article> = {
    $set: { ...set, changedAt: event.at },
    $inc: { version: 1 },
    $push: {
      history: event,
      ...(text && {
        versions: { number: event.number, textId: text._id, at: event.at, staffId: event.staffId },
      }),
      ...(correction && { corrections: correction }),
    },
  };
  return models.articles
    .findOneAndUpdate({ _id: article._id, version: article.version }, update, { returnDocument: 'after' })
    .lean<Article>();
}
