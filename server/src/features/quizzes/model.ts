import type { QuestionKind } from '@linli/shared/quizzes.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';
import type { LegalBasis } from '../articles/index.ts';

export interface Question {
  /** Names it by what is asked (see `file.ts`). */
  key: string;
  kind: QuestionKind;
  text: string;
  options: string[];
  /** Indexes of the right options. */
  answer: number[];
  explanation: string;
  legalBasis: LegalBasis[];
}

export interface Quiz {
  _id: Types.ObjectId;
  slug: string;
  title: string;
  summary: string;
  /** Slug of the article it belongs to. */
  article: string | null;
  campaign: string | null;
  questions: Question[];
  /** SHA-256 of the file it was imported from. */
  hash: string;
}

/** What a resident has done of a quiz: which questions, and whether the last answer was right; never what was chosen. */
export interface Progress {
  _id: Types.ObjectId;
  residentId: Types.ObjectId;
  quizId: Types.ObjectId;
  answered: { question: string; right: boolean }[];
  at: Date;
}

/** How a question was answered on a day, by everybody together. First answers only. */
export interface QuestionCount {
  _id: Types.ObjectId;
  quizId: Types.ObjectId;
  question: string;
  day: Day;
  answered: number;
  right: number;
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const number = { type: Number, required: true };
const noId = { _id: false };

const basisSchema = new Schema<LegalBasis>(
  { law: text, articles: [String], version: textOrNull, inForce: Boolean },
  noId,
);

const quizSchema = new Schema<Quiz>(
  {
    slug: text,
    title: text,
    summary: text,
    article: textOrNull,
    campaign: textOrNull,
    questions: [
      new Schema<Question>(
        {
          key: text,
          kind: text,
          text,
          options: [String],
          answer: [Number],
          explanation: text,
          legalBasis: [basisSchema],
        },
        noId,
      ),
    ],
    hash: text,
  },
  { collection: 'quizzes' },
).index({ slug: 1 }, { unique: true });

const progressSchema = new Schema<Progress>(
  {
    residentId: id,
    quizId: id,
    answered: [new Schema({ question: text, right: Boolean }, noId)],
    at: { type: Date, required: true },
  },
  { collection: 'quizProgress' },
)
  .index({ residentId: 1, quizId: 1 }, { unique: true })
  .index({ residentId: 1, at: -1, _id: -1 });

const countSchema = new Schema<QuestionCount>(
  { quizId: id, question: text, day: text, answered: number, right: number },
  { collection: 'questionCounts' },
)
  .index({ quizId: 1, question: 1, day: 1 }, { unique: true })
  .index({ day: 1 });

export function quizModels(connection: Connection) {
  return {
    quizzes: connection.model<Quiz>('Quiz', quizSchema),
    progress: connection.model<Progress>('QuizProgress', progressSchema),
    counts: connection.model<QuestionCount>('QuestionCount', countSchema),
  };
}

export type QuizModels = ReturnType<typeof quizModels>;
