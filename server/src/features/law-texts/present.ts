import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { excerptOf } from '../../platform/chinese/excerpts.ts';
import type { ArticlePlace, LawDirectory } from './directory.ts';
import type { Law, LawArticle } from './model.ts';
import type { FoundArticle } from './search.ts';

/** What a presenter needs to know of the moment. */
export interface Reading {
  directory: LawDirectory;
  today: Day;
}

export function presentVersion(law: Law, { directory, today }: Reading) {
  const { _id, name, effectiveFrom, articleCount } = law;
  return {
    id: _id.toHexString(),
    effectiveFrom,
    inForce: directory.inForce(name, today)?._id.equals(_id) ?? false,
    articleCount,
  };
}

export function presentLaw(law: Law, reading: Reading) {
  return { ...presentVersion(law, reading), name: law.name, title: law.title };
}

export function presentContents(law: Law, first: ArticlePlace, reading: Reading): AnswerOf<'getLaw'> {
  const { directory } = reading;
  return {
    ...presentLaw(law, reading),
    promulgation: law.promulgation,
    preamble: law.preamble,
    contents: law.headings.map(({ kind, heading, first: number }) => ({
      kind,
      heading,
      first: directory.article(law, number) ?? first,
    })),
    first,
    appendix: law.appendix,
    versions: directory.versionsOf(law.name).map((version) => presentVersion(version, reading)),
  };
}

export function presentArticle(article: LawArticle, law: Law, reading: Reading): AnswerOf<'getLawArticle'> {
  const { directory, today } = reading;
  const places = directory.articlesOf(law);
  const at = places.findIndex(({ id }) => id === article._id.toHexString());
  const current = directory.inForce(law.name, today);
  return {
    id: article._id.toHexString(),
    number: article.number,
    law: presentLaw(law, reading),
    path: article.path,
    paragraphs: article.paragraphs,
    previous: (at > 0 && places[at - 1]) || null,
    next: (at >= 0 && places[at + 1]) || null,
    current: current && !current._id.equals(law._id) ? presentLaw(current, reading) : null,
  };
}

export function presentFound({ article, words }: FoundArticle, law: Law, reading: Reading) {
  return {
    id: article._id.toHexString(),
    number: article.number,
    law: presentLaw(law, reading),
    path: article.path,
    excerpt: excerptOf(article.paragraphs.join(' '), words),
  };
}
