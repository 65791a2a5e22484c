import type { AnswerOf } from '@linli/shared/api/types.ts';
import { readingMinutes } from '@linli/shared/articles.ts';
import type { Types } from 'mongoose';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory } from '../organization/index.ts';
import type { Article, ArticleText, ArticleVersion } from './model.ts';
import { actionsFor, isEditable } from './policy.ts';

type EditorialAnswer = AnswerOf<'getEditorialArticle'>;

const nameOf = (staffId: Types.ObjectId | null, directory: Directory) =>
  staffId && (directory.staffMember(staffId)?.name ?? null);

export function presentEditorialRow(
  { _id, slug, title, state, live, departmentId, changedAt, publishAt }: Article,
  directory: Directory,
) {
  return {
    id: _id.toHexString(),
    slug,
    title,
    state,
    live,
    department: directory.unit(departmentId)?.name ?? '',
    changedAt: changedAt.toISOString(),
    publishAt: publishAt?.toISOString() ?? null,
  };
}

function contentOf(text: ArticleText, directory: Directory): EditorialAnswer['content'] {
  const { title, summary, category, matter, audiences, legalBasis, campaign, steps, related, markdown } =
    text;
  return {
    title,
    summary,
    category,
    matter,
    audiences,
    department: directory.unit(text.departmentId)?.code ?? '',
    legalBasis,
    coverImageId: text.coverImageId?.toHexString() ?? null,
    campaign,
    steps,
    related,
    markdown,
  };
}

const bodyOf = ({ nodes, links, characters }: ArticleText) => ({
  nodes,
  links,
  readingMinutes: readingMinutes(characters),
});

export function presentVersion(
  { number, at, staffId }: ArticleVersion,
  text: ArticleText,
  directory: Directory,
) {
  return {
    number,
    at: at.toISOString(),
    by: nameOf(staffId, directory),
    content: contentOf(text, directory),
    ...bodyOf(text),
  };
}

export function presentEditorial(
  article: Article,
  text: ArticleText,
  actor: StaffActor,
  directory: Directory,
): EditorialAnswer {
  return {
    ...presentEditorialRow(article, directory),
    version: article.version,
    content: contentOf(text, directory),
    ...bodyOf(text),
    correction: article.correctionDue,
    corrections: article.corrections.map(({ at, note }) => ({ at: at.toISOString(), note })).reverse(),
    publishedAt: article.publishedAt?.toISOString() ?? null,
    editable: isEditable(article, actor),
    actions: actionsFor(article, actor),
    versions: article.versions
      .map(({ number, at, staffId, textId }) => ({
        number,
        at: at.toISOString(),
        by: nameOf(staffId, directory),
        live: article.liveTextId !== null && textId.equals(article.liveTextId),
      }))
      .reverse(),
    history: article.history
      .map(({ kind, at, staffId, number, note }) => ({
        kind,
        at: at.toISOString(),
        by: nameOf(staffId, directory),
        number,
        note,
      }))
      .reverse(),
  };
}
