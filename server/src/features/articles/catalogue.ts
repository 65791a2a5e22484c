import type { ArticleCategory, Audience } from '@linli/shared/articles.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import type { Article, ArticleModels, ArticleText } from './model.ts';

/** An article as residents read it. */
export interface LiveArticle {
  article: LiveFields;
  text: ArticleText;
}

type LiveFields = Pick<Article, '_id' | 'slug' | 'corrections'> & {
  liveTextId: Article['textId'];
  publishedAt: Date;
  liveSince: Date;
};

export interface ArticleWish {
  category?: ArticleCategory | undefined;
  audience?: Audience | undefined;
  matter?: Matter | undefined;
  campaign?: string | undefined;
}

/** All that residents can read, in memory: a few hundred articles, changed a few times a week and read all day. */
export interface Catalogue {
  /** Newest first. */
  articles: readonly LiveArticle[];
  byId(id: string): LiveArticle | null;
  bySlug(slug: string): LiveArticle | null;
}

/** Answers a function that loads the catalogue anew; texts never change, so each is read once. */
export function catalogueLoader({ articles, texts }: ArticleModels): () => Promise<Catalogue> {
  let known = new Map<string, ArticleText>();
  return async () => {
    const rows = await articles
      .find({ live: true }, { slug: 1, corrections: 1, liveTextId: 1, publishedAt: 1, liveSince: 1 })
      .lean<LiveFields[]>();
    const wanted = rows.map(({ liveTextId }) => liveTextId);
    const missing = wanted.filter((id) => !known.has(id.toHexString()));
    const read = missing.length > 0 ? await texts.find({ _id: { $in: missing } }).lean<ArticleText[]>() : [];
    const all = new Map([...known, ...read.map((text) => [text._id.toHexString(), text] as const)]);
    known = new Map(wanted.flatMap((id) => pairOf(id.toHexString(), all.get(id.toHexString()))));
    return catalogueOf(
      rows.flatMap((article) => liveOf(article, known.get(article.liveTextId.toHexString()))),
    );
  };
}

const pairOf = <Value>(key: string, value: Value | undefined): [string, Value][] =>
  value === undefined ? [] : [[key, value]];

const liveOf = (article: LiveFields, text: ArticleText | undefined): LiveArticle[] =>
  text ? [{ article, text }] : [];

export function catalogueOf(live: LiveArticle[]): Catalogue {
  const sorted = live.toSorted((a, b) => newestFirst(a.article, b.article));
  const byId = new Map(sorted.map((one) => [one.article._id.toHexString(), one]));
  const bySlug = new Map(sorted.map((one) => [one.article.slug, one]));
  return {
    articles: sorted,
    byId: (id) => byId.get(id) ?? null,
    bySlug: (slug) => bySlug.get(slug) ?? null,
  };
}

/** The order of the list; articles of the same moment are told apart by their id. */
function newestFirst(a: LiveFields, b: LiveFields): number {
  return (
    b.publishedAt.getTime() - a.publishedAt.getTime() || (a._id.toHexString() < b._id.toHexString() ? 1 : -1)
  );
}

/** Whether an article is among those wished for. What is for everyone is for each audience. */
export function fits({ text }: LiveArticle, wish: ArticleWish): boolean {
  const { category, audience, matter, campaign } = wish;
  return (
    (category === undefined || text.category === category) &&
    (matter === undefined || text.matter === matter) &&
    (campaign === undefined || text.campaign === campaign) &&
    (audience === undefined || text.audiences.includes(audience) || text.audiences.includes('everyone'))
  );
}

/** How many articles stand below another one. */
const relatedShown = 4;

/** What to read next: what the editor names, then the nearest in matter, campaign and audience. */
export function relatedTo({ article, text }: LiveArticle, catalogue: Catalogue): LiveArticle[] {
  const named = text.related.flatMap((slug) => catalogue.bySlug(slug) ?? []);
  const nearness = (other: LiveArticle) =>
    (other.text.matter === text.matter ? 4 : 0) +
    (text.campaign !== null && other.text.campaign === text.campaign ? 2 : 0) +
    (other.text.audiences.some((audience) => text.audiences.includes(audience)) ? 1 : 0);
  const near = catalogue.articles
    .filter((other) => nearness(other) > 1 && !named.includes(other))
    .toSorted((a, b) => nearness(b) - nearness(a));
  return [...named, ...near].filter((other) => other.article !== article).slice(0, relatedShown);
}
