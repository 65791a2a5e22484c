import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Articles } from '../articles/index.ts';
import type { Campaigns } from '../campaigns/index.ts';
import { answerQuestion, progressIn } from './answering.ts';
import { type ImportedQuiz, importQuizzes } from './import.ts';
import { type Progress, type Quiz, quizModels } from './model.ts';

export type { ImportedQuiz } from './import.ts';

type QuizEndpoints = 'listQuizzes' | 'listMyQuizzes' | 'eraseMyQuizzes' | 'getQuiz' | 'answerQuestion';

/** A quiz as it stands in a list. */
export type QuizRow = ReturnType<typeof presentRow>;

/** Questions about the law, for oneself: no points, no ranking, no duty. */
export interface Quizzes {
  handlers: Handlers<QuizEndpoints>;
  /** Takes over a folder of quizzes. @throws FilesRefused with every problem, by file and line */
  import(folder: string): Promise<ImportedQuiz[]>;
  /** The quizzes of a campaign: those that name it, and those of its articles. */
  ofCampaign(code: string): QuizRow[];
  /** First answers between two days, both included, by quiz. */
  answersBetween(
    from: string,
    to: string,
  ): Promise<{ article: string | null; campaign: string | null; answered: number; right: number }[]>;
  exportOf(
    residentId: string,
  ): Promise<{ title: string; total: number; answered: number; right: number; at: string }[]>;
  release(residentId: string): Promise<void>;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface QuizNeeds {
  connection: Connection;
  articles: Articles;
  campaigns: Campaigns;
  audit: Audit;
  clock: Clock;
  log: Log;
}

const presentRow = ({ _id, title, summary, questions, article, campaign }: Quiz, articles: Articles) => ({
  id: _id.toHexString(),
  title,
  summary,
  questions: questions.length,
  articleId: article === null ? null : articles.idOfSlug(article),
  campaign,
});

/** Most quizzes somebody sees that they have begun. */
const mineMax = 200;

export async function createQuizzes(needs: QuizNeeds): Promise<Quizzes> {
  const { articles, campaigns, clock } = needs;
  const models = quizModels(needs.connection);
  const load = () => models.quizzes.find().sort({ _id: 1 }).lean<Quiz[]>();
  const replica = await createReplica(needs.connection, 'quizzes', load, needs.log);
  const quizById = (id: string | Types.ObjectId) => replica.current().find(({ _id }) => _id.equals(id));

  const campaignOf = ({ campaign, article }: Quiz) =>
    campaign ?? (article === null ? null : articles.campaignOfSlug(article));

  /** @throws not-found */
  function quizOf(id: string): Quiz {
    const quiz = quizById(id);
    if (!quiz) throw new ApiError('not-found');
    return quiz;
  }

  async function progressOf(residentId: string) {
    const rows = await models.progress
      .find({ residentId: new Types.ObjectId(residentId) })
      .sort({ at: -1, _id: -1 })
      .limit(mineMax)
      .lean<Progress[]>();
    return rows.flatMap((row) => {
      const quiz = quizById(row.quizId);
      const { at } = row;
      return quiz
        ? [{ id: quiz._id.toHexString(), title: quiz.title, ...progressIn(quiz, row), at: at.toISOString() }]
        : [];
    });
  }

  const release = async (residentId: string) => {
    await models.progress.deleteMany({ residentId: new Types.ObjectId(residentId) });
  };

  return {
    handlers: {
      async listQuizzes({ query: { article, campaign } }) {
        const rows = replica.current().map((quiz) => presentRow(quiz, articles));
        return {
          items: rows.filter(
            (row) =>
              (article === undefined || row.articleId === article) &&
              (campaign === undefined || row.campaign === campaign),
          ),
        };
      },
      listMyQuizzes: async ({ actor }) => ({ items: await progressOf(actor.id) }),
      async eraseMyQuizzes({ actor }) {
        await release(actor.id);
        return undefined;
      },
      async getQuiz({ params }) {
        const quiz = quizOf(params.id);
        return {
          ...presentRow(quiz, articles),
          questions: quiz.questions.map(({ key, kind, text, options }) => ({ key, kind, text, options })),
        };
      },
      answerQuestion: ({ actor, params, body }) =>
        answerQuestion({ models, articles, clock }, new Types.ObjectId(actor.id), quizOf(params.id), body),
    },
    async import(folder) {
      const imported = await importQuizzes(
        models,
        folder,
        {
          isCampaign: (code) => campaigns.byCode(code) !== null,
        },
        needs.audit,
      );
      if (imported.some(({ outcome }) => outcome !== 'unchanged')) await replica.changed();
      return imported;
    },
    ofCampaign: (code) =>
      replica
        .current()
        .filter((quiz) => campaignOf(quiz) === code)
        .map((quiz) => presentRow(quiz, articles)),
    async answersBetween(from, to) {
      const rows = await models.counts.aggregate<{ _id: Types.ObjectId; answered: number; right: number }>([
        { $match: { day: { $gte: from, $lte: to } } },
        { $group: { _id: '$quizId', answered: { $sum: '$answered' }, right: { $sum: '$right' } } },
      ]);
      return rows.flatMap(({ _id, answered, right }) => {
        const quiz = quizById(_id);
        return quiz ? [{ article: quiz.article, campaign: quiz.campaign, answered, right }] : [];
      });
    },
    exportOf: async (residentId) => (await progressOf(residentId)).map(({ id: _, ...progress }) => progress),
    release,
    refresh: replica.refresh,
    start: replica.start,
    stop: replica.stop,
  };
}
