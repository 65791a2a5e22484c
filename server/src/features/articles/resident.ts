import type { AnswerOf, BodyOf, ValidRequest } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Catalogue, LiveArticle } from './catalogue.ts';
import type { OnceADay } from './once-a-day.ts';
import { type PresentNeeds, presentRow } from './present.ts';
import type { Favourite, ResidentModels, Verdict } from './resident-model.ts';

export interface ResidentNeeds extends PresentNeeds {
  resident: ResidentModels;
  once: OnceADay;
  clock: Clock;
  catalogue(): Catalogue;
}

/** What residents say of articles, keep of them, and how often they open them. */
export function createResidentSide(needs: ResidentNeeds) {
  const { once, clock, catalogue } = needs;
  const { verdicts, favourites, views } = needs.resident;

  /** @throws not-found when nobody can read it */
  function liveArticle(id: string): LiveArticle {
    const article = catalogue().byId(id);
    if (!article) throw new ApiError('not-found');
    return article;
  }

  const keyOf = (residentId: string, articleId: string) => ({
    residentId: new Types.ObjectId(residentId),
    articleId: new Types.ObjectId(articleId),
  });

  async function mine(residentId: string, articleId: string): Promise<AnswerOf<'getMyArticle'>> {
    const key = keyOf(residentId, articleId);
    const [verdict, favourite] = await Promise.all([
      verdicts.findOne(key).lean<Verdict>(),
      favourites.findOne(key, { _id: 1 }).lean(),
    ]);
    return {
      favourite: favourite !== null,
      verdict: verdict && { useful: verdict.useful, reasons: verdict.reasons, word: verdict.word },
    };
  }

  return {
    mine: (residentId: string, id: string) => mine(residentId, liveArticle(id).article._id.toHexString()),

    /** Counts an opened article, once a day for each visitor. @throws not-found */
    async count(id: string, visitor: string): Promise<void> {
      const { _id } = liveArticle(id).article;
      if (!(await once.first(`view ${id}`, visitor))) return;
      const key = { articleId: _id, day: dayOf(clock.now()) };
      await views.updateOne(key, { $inc: { views: 1 } }, { upsert: true });
    },

    /** The newest word counts; null takes it back. @throws not-found */
    async judge(residentId: string, id: string, { verdict }: BodyOf<'judgeArticle'>) {
      liveArticle(id);
      const key = keyOf(residentId, id);
      if (verdict === null) await verdicts.deleteOne(key);
      else {
        const { useful, word } = verdict;
        const reasons = useful ? [] : (verdict.reasons ?? []);
        const said = { useful, reasons, word: word || null, at: clock.now() };
        await verdicts.updateOne(key, { $set: said }, { upsert: true });
      }
      return mine(residentId, id);
    },

    /** @throws not-found */
    async keep(residentId: string, id: string) {
      liveArticle(id);
      await favourites.create({ ...keyOf(residentId, id), at: clock.now() }).catch((error: unknown) => {
        if (!duplicateKeyOf(error)) throw error;
      });
      return mine(residentId, id);
    },

    /** Also what has been archived since can be given up. */
    async giveUp(residentId: string, id: string) {
      await favourites.deleteOne(keyOf(residentId, id));
      return mine(residentId, id);
    },

    /** What has been archived since is left out. */
    async list(residentId: string, { cursor, limit }: ValidRequest<'listFavourites'>['query']) {
      const rows = await favourites
        .find({
          residentId: new Types.ObjectId(residentId),
          ...afterCursor('at', 'descending', cursor),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Favourite[]>();
      const { page, nextCursor } = cutPage(rows, limit, ({ at }) => at);
      const current = catalogue();
      const kept = page.flatMap(({ articleId }) => current.byId(articleId.toHexString()) ?? []);
      return { items: kept.map((article) => presentRow(article, needs)), nextCursor };
    },

    /** All that is kept of a resident, for them. */
    async exportOf(residentId: string) {
      const owner = { residentId: new Types.ObjectId(residentId) };
      const [kept, said] = await Promise.all([
        favourites.find(owner).sort({ at: -1 }).lean<Favourite[]>(),
        verdicts.find(owner).lean<Verdict[]>(),
      ]);
      const titleOf = (id: Types.ObjectId) => catalogue().byId(id.toHexString())?.text.title ?? null;
      return {
        favourites: kept.map(({ articleId, at }) => ({
          articleId: articleId.toHexString(),
          title: titleOf(articleId),
          at: at.toISOString(),
        })),
        verdicts: said.map(({ articleId, useful, reasons, word, at }) => ({
          articleId: articleId.toHexString(),
          title: titleOf(articleId),
          useful,
          reasons,
          word,
          at: at.toISOString(),
        })),
      };
    },

    /** Forgets a resident: favourites go, what they said goes on counting without them and without their words. */
    async release(residentId: string): Promise<void> {
      const owner = { residentId: new Types.ObjectId(residentId) };
      await favourites.deleteMany(owner);
      for (const { _id } of await verdicts.find(owner, { _id: 1 }).lean<Verdict[]>())
        await verdicts.updateOne({ _id }, { $set: { residentId: new Types.ObjectId(), word: null } });
    },
  };
}
