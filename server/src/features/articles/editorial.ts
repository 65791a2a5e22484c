import type { AnswerOf, BodyOf, ValidRequest } from '@linli/shared/api/types.ts';
import { noteNeeded, publishAheadMaxDays } from '@linli/shared/article-life-cycle.ts';
import { type QueryFilter, Types } from 'mongoose';
import { type Audit, recordBySystem } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import {
  type Change,
  type Doing,
  firstVersion,
  goLive,
  make,
  newText,
  refuseUnlessFrom,
  step,
  withWriter,
} from './changes.ts';
import { createDrafting } from './drafting.ts';
import type { ArticleImages } from './images.ts';
import type { Article, ArticleModels, ArticleText } from './model.ts';
import { mayDo, reachOf } from './policy.ts';
import { presentEditorial, presentEditorialRow, presentVersion } from './present-editorial.ts';
import { spreadChanges } from './spreading.ts';
import { tellOf, tellWhatIsDue, withTelling } from './telling.ts';

export interface EditorialNeeds {
  models: ArticleModels;
  images: ArticleImages;
  organization: Organization;
  campaigns: Campaigns;
  notifications: Pick<Notifications, 'tell'>;
  audit: Audit;
  clock: Clock;
  /** Makes every process load again what residents read. */
  spread(): Promise<void>;
}

type Answer = AnswerOf<'getEditorialArticle'>;
type Acting = BodyOf<'actOnArticle'>;

/** Published in one round; the rest wait for the next. */
const releaseSize = 50;

/** How articles are written and reviewed. Whoever is not of the sub-district finds nothing. */
export function createEditorial(needs: EditorialNeeds) {
  const { models, organization, notifications, audit, clock, spread } = needs;
  const drafting = createDrafting(needs);

  const reachable = (actor: StaffActor): QueryFilter<Article> => ({
    departmentId: { $in: reachOf(actor, organization.directory()) },
  });

  /** @throws not-found */
  async function load(actor: StaffActor, id: string): Promise<Article> {
    const article = await models.articles
      .findOne({ _id: new Types.ObjectId(id), ...reachable(actor) })
      .lean<Article>();
    if (!article) throw new ApiError('not-found');
    return article;
  }

  /** @throws not-found when the article names no such text */
  async function textOf({ _id }: Pick<Article, '_id'>, textId: Types.ObjectId): Promise<ArticleText> {
    const text = await models.texts.findById(textId).lean<ArticleText>();
    if (!text?.articleId.equals(_id)) throw new ApiError('not-found');
    return text;
  }

  const present = async (article: Article, actor: StaffActor): Promise<Answer> =>
    presentEditorial(article, await textOf(article, article.textId), actor, organization.directory());

  /** @throws article-changed with the current one, when it is not the version that was seen */
  async function change(actor: StaffActor, article: Article, seen: number, changed: Change): Promise<Answer> {
    const told = withTelling(article, changed, organization.directory());
    const after = article.version === seen ? await make(models, article, told) : null;
    if (!after) {
      const current = await load(actor, article._id.toHexString());
      throw new ApiError('article-changed', { details: { current: await present(current, actor) } });
    }
    if (after.spreadDue) await spreadChanges(models, spread);
    await tellOf(models, notifications, after);
    return present(after, actor);
  }

  const doing = (actor: StaffActor, kind: Doing['kind'], note?: string): Doing => ({
    kind,
    staffId: new Types.ObjectId(actor.id),
    at: clock.now(),
    ...(note !== undefined && { note }),
  });

  /** @throws invalid-request */
  function publishTime({ action, publishAt }: Acting, now: Date): Date | null {
    if (publishAt === undefined) return null;
    const at = new Date(publishAt);
    if (action !== 'approve' || at <= now || at > later(now, publishAheadMaxDays * dayMs))
      throw invalid('publishAt', '发布时间要在今后一年以内');
    return at;
  }

  function changeFor(article: Article, actor: StaffActor, body: Acting): Change {
    const done = doing(actor, body.action, body.note);
    const publishAt = publishTime(body, done.at);
    switch (body.action) {
      case 'approve':
        return publishAt ? step(article, 'scheduled', done, { publishAt }) : goLive(article, done);
      case 'archive':
        return step(article, 'archived', done, {
          live: false,
          liveTextId: null,
          ...(article.live && { spreadDue: true }),
        });
      case 'submit':
        // Who hands it in does not review it either.
        return step(article, 'in-review', done, { writerIds: withWriter(article, done.staffId) });
      case 'withdraw':
      case 'return':
      case 'restore':
        return step(article, 'draft', done);
    }
  }

  return {
    async list(actor: StaffActor, query: ValidRequest<'listEditorialArticles'>['query']) {
      const { cursor, limit, state } = query;
      const rows = await models.articles
        .find(
          {
            ...reachable(actor),
            ...(state && { state }),
            ...afterCursor('changedAt', 'descending', cursor),
          },
          { versions: 0, history: 0, corrections: 0 },
        )
        .sort({ changedAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Article[]>();
      const { page, nextCursor } = cutPage(rows, limit, ({ changedAt }) => changedAt);
      const directory = organization.directory();
      return { items: page.map((row) => presentEditorialRow(row, directory)), nextCursor };
    },

    get: async (actor: StaffActor, id: string) => present(await load(actor, id), actor),

    /** @throws not-found */
    async version(actor: StaffActor, id: string, number: number): Promise<AnswerOf<'getArticleVersion'>> {
      const article = await load(actor, id);
      const version = article.versions.find((one) => one.number === number);
      if (!version) throw new ApiError('not-found');
      return presentVersion(version, await textOf(article, version.textId), organization.directory());
    },

    /** @throws invalid-request, article-too-large, slug-taken */
    async create(actor: StaffActor, body: BodyOf<'createArticle'>): Promise<Answer> {
      const { idempotencyKey } = body;
      const authorId = new Types.ObjectId(actor.id);
      const text = await drafting.text(actor, new Types.ObjectId(), body.content);
      const slug = body.slug ?? `a-${text.articleId.toHexString()}`;
      const article = { ...firstVersion(text, slug, doing(actor, 'create')), authorId, idempotencyKey };
      await models.texts.create(text);
      try {
        await models.articles.create(article);
        return await present(article, actor);
      } catch (error) {
        const duplicate = duplicateKeyOf(error);
        if (!duplicate) throw error;
        await models.texts.deleteOne({ _id: text._id });
        const first = await models.articles.findOne({ authorId, idempotencyKey }).lean<Article>();
        if (first) return present(first, actor);
        throw new ApiError('slug-taken');
      }
    },

    /** @throws not-found, article-action-not-allowed, article-changed, invalid-request, article-too-large */
    async edit(actor: StaffActor, id: string, body: BodyOf<'editArticle'>): Promise<Answer> {
      const article = await load(actor, id);
      if (article.version === body.version) refuseUnlessFrom(article.state, 'edit');
      const text = await drafting.text(actor, article._id, body.content);
      const correctionDue = body.correction ?? article.correctionDue;
      return change(
        actor,
        article,
        body.version,
        newText(article, text, doing(actor, 'edit'), { correctionDue }),
      );
    },

    /** @throws not-found, not-allowed, own-article, article-action-not-allowed, article-changed, invalid-request */
    async act(actor: StaffActor, id: string, body: Acting): Promise<Answer> {
      const article = await load(actor, id);
      if (article.version === body.version) refuseUnlessFrom(article.state, body.action);
      const allowed = mayDo(body.action, article, actor);
      if (allowed !== true) throw new ApiError(allowed);
      if (noteNeeded.includes(body.action) && body.note === undefined) throw invalid('note', '请写明原因');
      return change(actor, article, body.version, changeFor(article, actor, body));
    },

    preview: drafting.preview,

    /** Publishes what is due, and tells what a process has left untold that died. */
    async sweep(): Promise<void> {
      const now = clock.now();
      const due = await models.articles
        .find({ state: 'scheduled', publishAt: { $lte: now } })
        .sort({ publishAt: 1 })
        .limit(releaseSize)
        .lean<Article[]>();
      for (const article of due) {
        const at = article.publishAt ?? now;
        const release = goLive(article, { kind: 'release', staffId: null, at });
        const released = await make(models, article, withTelling(article, release, organization.directory()));
        if (!released) continue;
        await recordBySystem(audit, 'article-release', { kind: 'article', id: article._id.toHexString() });
      }
      await spreadChanges(models, spread);
      await tellWhatIsDue(models, notifications);
    },
  };
}

const invalid = (field: string, message: string) =>
  new ApiError('invalid-request', { details: [{ path: `body.${field}`, message }] });
