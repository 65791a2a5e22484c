import { dayOf } from '@linli/shared/working-time.ts';
import type { Connection } from 'mongoose';
import { type Audit, recordBySystem } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import { readCitation } from './citation.ts';
import { loadLawDirectory } from './directory.ts';
import { type ImportedLaw, importLaws } from './import.ts';
import { type Law, type LawArticle, lawTextModels } from './model.ts';
import { presentArticle, presentContents, presentFound, presentLaw, presentVersion } from './present.ts';
import { type FoundArticle, searchArticles } from './search.ts';

export type { ImportedLaw } from './import.ts';

type LawTextEndpoints = 'listLaws' | 'getLaw' | 'searchLawArticles' | 'getLawArticle';

/** The texts of laws: to read, to search, and to open from what cites them. */
export interface LawTexts {
  handlers: Handlers<LawTextEndpoints>;
  /**
   * Where the text of an article can be read: an id for `getLawArticle`. Null while that law, version or article is not
   * loaded. From memory; at most about a second old.
   * @param name the law as it is cited, in full or short, with or without 《》
   * @param version the day from which the cited version holds; null: the one in force today
   * @param number as `lawArticleLabel` reads it: `1043`, `120-1`
   */
  articleId(name: string, version: string | null, number: string): string | null;
  /** Takes over a folder of law texts. @throws FilesRefused with every file and line */
  import(folder: string): Promise<ImportedLaw[]>;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface LawTextNeeds {
  connection: Connection;
  audit: Audit;
  clock: Clock;
  log: Log;
}

export async function createLawTexts({ connection, audit, clock, log }: LawTextNeeds): Promise<LawTexts> {
  const models = lawTextModels(connection);
  const replica = await createReplica(connection, 'law-texts', () => loadLawDirectory(models), log);
  const reading = () => ({ directory: replica.current(), today: dayOf(clock.now()) });

  /** @throws not-found */
  function lawOf(id: string): Law {
    const law = replica.current().law(id);
    if (!law) throw new ApiError('not-found');
    return law;
  }

  /** The version of each law that holds today. */
  function lawsInForce(): Law[] {
    const { directory, today } = reading();
    return directory.laws().flatMap(([newest]) => (newest && directory.inForce(newest.name, today)) ?? []);
  }

  /** What a citation names: the law in force, and the article of it. */
  async function cited(query: string, laws: readonly Law[]): Promise<{ laws: Law[]; items: FoundArticle[] }> {
    const citation = readCitation(
      query,
      laws.map(({ name }) => name),
    );
    const law = laws.find(({ name }) => name === citation?.law);
    if (!citation || !law) return { laws: [], items: [] };
    if (citation.number === null) return { laws: [law], items: [] };
    const { _id: lawId } = law;
    const article = await models.articles.findOne({ lawId, number: citation.number }).lean<LawArticle>();
    return { laws: [law], items: article ? [{ article, words: [] }] : [] };
  }

  return {
    handlers: {
      async listLaws() {
        const items = replica
          .current()
          .laws()
          .map((versions) => ({
            name: versions[0]?.name ?? '',
            title: versions[0]?.title ?? '',
            versions: versions.map((law) => presentVersion(law, reading())),
          }));
        return { items };
      },

      async getLaw({ params }) {
        const law = lawOf(params.id);
        const [first] = replica.current().articlesOf(law);
        if (!first) throw new ApiError('not-found');
        return presentContents(law, first, reading());
      },

      async searchLawArticles({ query: { q, law: lawId } }) {
        const laws = lawId === undefined ? lawsInForce() : [lawOf(lawId)];
        const found = await cited(q, laws);
        const items =
          found.laws.length > 0
            ? found.items
            : await searchArticles(
                models,
                laws.map(({ _id }) => _id),
                q,
              );
        return {
          laws: found.laws.map((law) => presentLaw(law, reading())),
          items: items.map((one) => presentFound(one, lawOf(one.article.lawId.toHexString()), reading())),
        };
      },

      async getLawArticle({ params }) {
        const article = await models.articles.findById(params.id).lean<LawArticle>();
        if (!article) throw new ApiError('not-found');
        return presentArticle(article, lawOf(article.lawId.toHexString()), reading());
      },
    },
    articleId(name, version, number) {
      const { directory, today } = reading();
      const law =
        version === null
          ? directory.inForce(name, today)
          : directory.versionsOf(name).find(({ effectiveFrom }) => effectiveFrom === version);
      return (law && directory.article(law, number)?.id) ?? null;
    },
    async import(folder) {
      const imported = await importLaws(models, folder, (name, effectiveFrom) =>
        recordBySystem(audit, 'law-import', { kind: 'law', id: `${name} ${effectiveFrom}` }),
      );
      if (imported.some(({ outcome }) => outcome !== 'unchanged')) await replica.changed();
      return imported;
    },
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}
