import type { AnswerOf, ArticleDetail } from '@linli/shared/api/types.ts';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { LawTexts } from '../law-texts/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import { catalogueLoader } from './catalogue.ts';
import { createEditorial } from './editorial.ts';
import { type EditorialEndpoints, editorialHandlers } from './editorial-handlers.ts';
import { createArticleImages } from './images.ts';
import { type Imported, type ImportOptions, importArticles } from './import.ts';
import { articleModels, type LegalBasis } from './model.ts';
import { createOnceADay } from './once-a-day.ts';
import { reachOf } from './policy.ts';
import { presentArticle, presentBasis, presentRow } from './present.ts';
import { listArticles } from './reading.ts';
import { createResidentSide } from './resident.ts';
import { residentModels } from './resident-model.ts';
import { createSearchGaps } from './search-gaps.ts';
import { type ArticleTally, listVerdicts, tallyArticles } from './tallies.ts';
import { renderFitting } from './texts.ts';

export { legalBasisField, slugField } from './front-matter.ts';
export type { Imported, ImportOutcome } from './import.ts';
export type { LegalBasis } from './model.ts';
export type { ArticleTally } from './tallies.ts';

type ArticleEndpoints =
  | 'listArticles'
  | 'getArticle'
  | 'getArticleImage'
  | 'countArticleView'
  | 'getMyArticle'
  | 'judgeArticle'
  | 'addFavourite'
  | 'removeFavourite'
  | 'listFavourites'
  | EditorialEndpoints;

type Row = ArticleDetail['related'][number];
type Page = { cursor?: string | undefined; limit: number };

/** What residents read of the law, and how it is written. */
export interface Articles {
  handlers: Handlers<ArticleEndpoints>;
  /** Takes over a folder of articles. @throws FilesRefused with every problem, by file and line */
  import(folder: string, options?: ImportOptions): Promise<Imported[]>;
  /** Publishes what is due, and tells the other processes what one that died has not. */
  sweep(): Promise<void>;
  /** The newest that can be read, of these campaigns where some are named. */
  newest(limit: number, campaigns?: readonly string[]): Row[];
  /** Those of these slugs that can be read, in that order. */
  named(slugs: readonly string[]): Row[];
  /** The id of what can be read under a slug. */
  /** What can be read and belongs to the sub-district of this member of staff, newest first. */
  liveFor(actor: Pick<StaffActor, 'departmentId'>): LiveListing[];
  /** Whether there is an article of this id that can be read. */
  isLive(id: string): boolean;
  idOfSlug(slug: string): string | null;
  /** The campaign of what can be read under a slug. */
  campaignOfSlug(slug: string): string | null;
  legalBasisCards(basis: readonly LegalBasis[]): AnswerOf<'getArticle'>['legalBasis'];
  /** Markdown as residents get it. @throws article-too-large */
  render(markdown: string): Pick<ArticleDetail, 'nodes' | 'links'>;
  /** What came of the articles within somebody's reach between two days, both included. */
  tally(actor: Pick<StaffActor, 'departmentId'>, from: string, to: string): Promise<ArticleTally[]>;
  /** @throws not-found beyond the caller's reach */
  verdictsOf(actor: StaffActor, id: string, page: Page): Promise<AnswerOf<'listVerdicts'>>;
  searchGaps(): Promise<AnswerOf<'listSearchGaps'>>;
  /** Favourites and verdicts of a resident, for them. */
  exportOf(residentId: string): ReturnType<ReturnType<typeof createResidentSide>['exportOf']>;
  /** Forgets a resident. */
  release(residentId: string): Promise<void>;
  jobs: RecurringJob[];
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

/** An article as others name it. */
interface LiveListing {
  _id: Types.ObjectId;
  slug: string;
  title: string;
  departmentId: Types.ObjectId;
}

export interface ArticleNeeds {
  connection: Connection;
  organization: Organization;
  lawTexts: LawTexts;
  campaigns: Campaigns;
  notifications: Notifications;
  files: Files;
  vault: Vault;
  audit: Audit;
  clock: Clock;
  log: Log;
}

export async function createArticles(needs: ArticleNeeds): Promise<Articles> {
  const { connection, organization, vault, clock } = needs;
  const models = articleModels(connection);
  const resident = residentModels(connection);
  const images = createArticleImages(models.images, needs.files);
  const replica = await createReplica(connection, 'articles', catalogueLoader(models), needs.log);
  const once = createOnceADay(resident, vault, clock);
  const searchGaps = createSearchGaps({ connection, vault, once, clock });
  const writing = { ...needs, models, images, spread: replica.changed };
  const editorial = createEditorial(writing);
  const readers = createResidentSide({ ...needs, resident, once, catalogue: replica.current });

  return {
    handlers: {
      ...editorialHandlers({ ...writing, editorial }),
      async listArticles({ query, ip }) {
        const answer = listArticles(replica.current(), query, needs);
        const { q, cursor } = query;
        if (q !== undefined && cursor === undefined && answer.items.length === 0)
          await searchGaps.note(q, ip);
        return answer;
      },
      async getArticle({ params }) {
        const catalogue = replica.current();
        const article = catalogue.byId(params.id);
        if (!article) throw new ApiError('not-found');
        return presentArticle(article, catalogue, needs);
      },
      getArticleImage: ({ params }) => images.open(params.id),
      async countArticleView({ params, body }) {
        await readers.count(params.id, body.visitor);
        return undefined;
      },
      getMyArticle: ({ actor, params }) => readers.mine(actor.id, params.id),
      judgeArticle: ({ actor, params, body }) => readers.judge(actor.id, params.id, body),
      addFavourite: ({ actor, params }) => readers.keep(actor.id, params.id),
      removeFavourite: ({ actor, params }) => readers.giveUp(actor.id, params.id),
      listFavourites: ({ actor, query }) => readers.list(actor.id, query),
    },
    import: (folder, options) => importArticles(writing, folder, options),
    sweep: editorial.sweep,
    newest: (limit, campaigns) =>
      replica
        .current()
        .articles.filter(
          ({ text }) => !campaigns || (text.campaign !== null && campaigns.includes(text.campaign)),
        )
        .slice(0, limit)
        .map((article) => presentRow(article, needs)),
    named: (slugs) =>
      slugs.flatMap((slug) => {
        const article = replica.current().bySlug(slug);
        return article ? [presentRow(article, needs)] : [];
      }),
    liveFor(actor) {
      const reach = reachOf(actor, organization.directory());
      return replica
        .current()
        .articles.flatMap(({ article: { _id, slug }, text: { title, departmentId } }) =>
          reach.some((id) => id.equals(departmentId)) ? [{ _id, slug, title, departmentId }] : [],
        );
    },
    isLive: (id) => replica.current().byId(id) !== null,
    idOfSlug: (slug) => replica.current().bySlug(slug)?.article._id.toHexString() ?? null,
    campaignOfSlug: (slug) => replica.current().bySlug(slug)?.text.campaign ?? null,
    legalBasisCards: (basis) => basis.map((one) => presentBasis(one, needs)),
    render(markdown) {
      const { nodes, links } = renderFitting(markdown);
      return { nodes, links };
    },
    tally: (actor, from, to) =>
      tallyArticles(models, resident, reachOf(actor, organization.directory()), from, to),
    async verdictsOf(actor, id, page) {
      await editorial.get(actor, id);
      return listVerdicts(resident, id, page);
    },
    searchGaps: searchGaps.list,
    exportOf: readers.exportOf,
    release: readers.release,
    jobs: [{ name: 'publish articles that are due', every: '1 minute', run: editorial.sweep }],
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}
