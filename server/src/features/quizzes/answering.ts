import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Articles } from '../articles/index.ts';
import type { Progress, Question, Quiz, QuizModels } from './model.ts';

export interface AnsweringNeeds {
  models: QuizModels;
  articles: Pick<Articles, 'legalBasisCards'>;
  clock: Clock;
}

/** How far a resident has come with a quiz as it is now: what was asked once and is no more, does not count. */
export function progressIn(quiz: Quiz, progress: Pick<Progress, 'answered'> | null) {
  const now = (progress?.answered ?? []).filter(({ question }) =>
    quiz.questions.some(({ key }) => key === question),
  );
  return {
    total: quiz.questions.length,
    answered: now.length,
    right: now.filter(({ right }) => right).length,
  };
}

/**
 * Says whether an answer is right, and why. Of the first answer everybody's count is raised; the resident keeps whether
 * the last one was right.
 * @throws not-found
 */
export async function answerQuestion(
  { models, articles, clock }: AnsweringNeeds,
  residentId: Types.ObjectId,
  quiz: Quiz,
  { question: key, chosen }: BodyOf<'answerQuestion'>,
): Promise<AnswerOf<'answerQuestion'>> {
  const question = quiz.questions.find((one) => one.key === key);
  if (!question) throw new ApiError('not-found');
  const right = isRight(question, chosen);
  const owner = { residentId, quizId: quiz._id };
  const at = clock.now();
  if (await addFirst(models, owner, key, right, at)) {
    const count = { quizId: quiz._id, question: key, day: dayOf(at) };
    await models.counts.updateOne(count, { $inc: { answered: 1, right: right ? 1 : 0 } }, { upsert: true });
  } else {
    await models.progress.updateOne(
      { ...owner, 'answered.question': key },
      { $set: { 'answered.$.right': right, at } },
    );
  }
  return {
    right,
    answer: question.answer,
    explanation: question.explanation,
    legalBasis: articles.legalBasisCards(question.legalBasis),
    progress: progressIn(quiz, await models.progress.findOne(owner).lean<Progress>()),
  };
}

/** Notes the first answer to a question; false when it has been answered before. One of two at once is the first. */
async function addFirst(
  { progress }: QuizModels,
  owner: Pick<Progress, 'residentId' | 'quizId'>,
  question: string,
  right: boolean,
  at: Date,
): Promise<boolean> {
  for (;;) {
    try {
      const { modifiedCount, upsertedCount } = await progress.updateOne(
        { ...owner, 'answered.question': { $ne: question } },
        { $push: { answered: { question, right } }, $set: { at } },
        { upsert: true },
      );
      return modifiedCount + upsertedCount > 0;
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      // The document is there: either with this question, or another first answer made it just now.
      const there = await progress.findOne({ ...owner, 'answered.question': question }, { _id: 1 }).lean();
      if (there) return false;
    }
  }
}

function isRight({ answer }: Question, chosen: readonly number[]): boolean {
  const picked = new Set(chosen);
  return picked.size === answer.length && answer.every((index) => picked.has(index));
}
