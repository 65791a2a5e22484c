import { maskPersonalData } from '@linli/shared/personal-data.ts';
import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import { dayMs, later } from '../../platform/clock.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Article, ArticleModels, ArticleText } from './model.ts';
import type { ResidentModels, Verdict } from './resident-model.ts';

/** What came of one article in a period. */
export interface ArticleTally {
  id: string;
  slug: string;
  title: string;
  departmentId: Types.ObjectId;
  campaign: string | null;
  live: boolean;
  publishedAt: Date | null;
  views: number;
  useful: number;
  notUseful: number;
}

type Tallied = Pick<Article, '_id' | 'slug' | 'title' | 'departmentId' | 'live' | 'publishedAt' | 'textId'>;

/** Most articles that figures are made of at once. */
const articlesMax = 5000;

/** The articles of some departments with what came of them between two days, both included. */
export async function tallyArticles(
  { articles, texts }: Pick<ArticleModels, 'articles' | 'texts'>,
  { views, verdicts }: Pick<ResidentModels, 'views' | 'verdicts'>,
  departmentIds: readonly Types.ObjectId[],
  from: Day,
  to: Day,
): Promise<ArticleTally[]> {
  const span = { $gte: startOfDay(from), $lt: later(startOfDay(to), dayMs) };
  const [rows, viewed, judged] = await Promise.all([
    articles
      .find(
        { departmentId: { $in: departmentIds } },
        { slug: 1, title: 1, departmentId: 1, live: 1, publishedAt: 1, textId: 1 },
      )
      .limit(articlesMax)
      .lean<Tallied[]>(),
    views.aggregate<{ _id: Types.ObjectId; views: number }>([
      { $match: { day: { $gte: from, $lte: to } } },
      { $group: { _id: '$articleId', views: { $sum: '$views' } } },
    ]),
    verdicts.aggregate<{ _id: { articleId: Types.ObjectId; useful: boolean }; count: number }>([
      { $match: { at: span } },
      { $group: { _id: { articleId: '$articleId', useful: '$useful' }, count: { $sum: 1 } } },
    ]),
  ]);
  const campaigns = await texts
    .find({ _id: { $in: rows.map(({ textId }) => textId) } }, { campaign: 1 })
    .lean<Pick<ArticleText, '_id' | 'campaign'>[]>();
  const campaignOf = new Map(campaigns.map(({ _id, campaign }) => [_id.toHexString(), campaign]));
  const viewsOf = new Map(viewed.map(({ _id, views }) => [_id.toHexString(), views]));
  const said = (id: Types.ObjectId, useful: boolean) =>
    judged.find(({ _id }) => _id.articleId.equals(id) && _id.useful === useful)?.count ?? 0;
  return rows.map(({ _id, textId, ...row }) => ({
    ...row,
    id: _id.toHexString(),
    campaign: campaignOf.get(textId.toHexString()) ?? null,
    views: viewsOf.get(_id.toHexString()) ?? 0,
    useful: said(_id, true),
    notUseful: said(_id, false),
  }));
}

/** What residents said of an article, newest first. */
export async function listVerdicts(
  { verdicts }: Pick<ResidentModels, 'verdicts'>,
  articleId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const rows = await verdicts
    .find({ articleId: new Types.ObjectId(articleId), ...afterCursor('at', 'descending', cursor) })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<Verdict[]>();
  const { page, nextCursor } = cutPage(rows, limit, ({ at }) => at);
  return {
    items: page.map(({ useful, reasons, word, at }) => ({
      useful,
      reasons,
      word: word && maskPersonalData(word),
      day: dayOf(at),
    })),
    nextCursor,
  };
}
