import type { Connection } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { LawTexts } from '../law-texts/index.ts';
import type { Organization } from '../organization/index.ts';
import { catalogueLoader } from './catalogue.ts';
import { createArticleImages } from './images.ts';
import { type Imported, type ImportOptions, importArticles } from './import.ts';
import { articleModels } from './model.ts';
import { presentArticle } from './present.ts';
import { listArticles } from './reading.ts';

export type { Imported, ImportOutcome } from './import.ts';

type ArticleEndpoints = 'listArticles' | 'getArticle' | 'getArticleImage';

/** What residents read of the law, and how it is written. */
export interface Articles {
  handlers: Handlers<ArticleEndpoints>;
  /** Takes over a folder of articles. @throws FilesRefused with every problem, by file and line */
  import(folder: string, options?: ImportOptions): Promise<Imported[]>;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface ArticleNeeds {
  connection: Connection;
  organization: Organization;
  lawTexts: LawTexts;
  files: Files;
  audit: Audit;
  clock: Clock;
  log: Log;
}

export async function createArticles(needs: ArticleNeeds): Promise<Articles> {
  const models = articleModels(needs.connection);
  const images = createArticleImages(models.images, needs.files);
  const replica = await createReplica(needs.connection, 'articles', catalogueLoader(models), needs.log);
  const writingNeeds = { ...needs, models, images, spread: replica.changed };

  return {
    handlers: {
      listArticles: async ({ query }) => listArticles(replica.current(), query, needs),
      async getArticle({ params }) {
        const catalogue = replica.current();
        const article = catalogue.byId(params.id);
        if (!article) throw new ApiError('not-found');
        return presentArticle(article, catalogue, needs);
      },
      getArticleImage: ({ params }) => images.open(params.id),
    },
    import: (folder, options) => importArticles(writingNeeds, folder, options),
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}
