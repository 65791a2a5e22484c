import type { BodyOf } from '@linli/shared/api/types.ts';
import {
  articleBodyMaxLength,
  articleStepMaxLength,
  articleStepsMax,
  lawArticlePattern,
  lawArticlesMax,
  lawNameMaxLength,
} from '@linli/shared/articles.ts';
import type { LegalBasis } from '../article-body';
import { copy } from './copy';
import type { ArticleDraft } from './draft';
import { lawNameIn, numbersOf, stepsOf } from './read-text';

type Content = BodyOf<'createArticle'>['content'];

/** What has to be put right, by field. */
export type Faults = Partial<Record<keyof ArticleDraft, string>>;

/** What the server would refuse, said before it is asked. */
export function faultsOf(draft: ArticleDraft): Faults {
  const faults: Faults = {};
  if (draft.title.trim() === '') faults.title = copy.missing.title;
  if (draft.summary.trim() === '') faults.summary = copy.missing.summary;
  if (draft.category === null) faults.category = copy.missing.category;
  if (draft.matter === null) faults.matter = copy.missing.matter;
  if (draft.audiences.length === 0) faults.audiences = copy.missing.audiences;
  if (draft.markdown.trim() === '') faults.markdown = copy.missing.markdown;
  if (draft.markdown.length > articleBodyMaxLength) faults.markdown = copy.bodyTooLong;
  if (draft.department === null) faults.department = copy.missing.department;
  const steps = stepsOf(draft.steps);
  if (steps.length > articleStepsMax) faults.steps = copy.tooManySteps;
  if (steps.some((step) => step.length > articleStepMaxLength)) faults.steps = copy.stepTooLong;
  return faults;
}

/** The content to send; null while something has to be put right. */
export function contentOf(draft: ArticleDraft): Content | null {
  const { category, matter, department, correction: _, version: __, idempotencyKey: ___, ...rest } = draft;
  if (category === null || matter === null || department === null) return null;
  if (Object.keys(faultsOf(draft)).length > 0) return null;
  return { ...rest, category, matter, department, steps: stepsOf(draft.steps) };
}

/** A law as it is typed. */
export interface BasisFields {
  law: string;
  articles: string;
  version: string;
  inForce: boolean;
}

export type BasisFaults = Partial<Record<keyof BasisFields, string>>;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** A law as it is cited, or what has to be put right. */
export function readBasis({ law, articles, version, inForce }: BasisFields): LegalBasis | BasisFaults {
  const name = lawNameIn(law);
  const numbers = numbersOf(articles);
  const day = version.trim();
  const faults: BasisFaults = {};
  if (name === '' || name.length > lawNameMaxLength) faults.law = copy.lawMissing;
  if (numbers.length > lawArticlesMax || numbers.some((number) => !lawArticlePattern.test(number)))
    faults.articles = copy.numbersWrong;
  if (day !== '' && (!dayPattern.test(day) || Number.isNaN(Date.parse(day)))) faults.version = copy.dayWrong;
  if (Object.keys(faults).length > 0) return faults;
  return { law: name, articles: numbers, version: day === '' ? null : day, inForce };
}

export function isBasisRead(read: LegalBasis | BasisFaults): read is LegalBasis {
  return Array.isArray(read.articles);
}
