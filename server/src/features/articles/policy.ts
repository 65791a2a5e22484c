import { type ArticleAction, articleActions, articleTransitions } from '@linli/shared/article-life-cycle.ts';
import type { Role } from '@linli/shared/roles.ts';
import type { Types } from 'mongoose';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory } from '../organization/index.ts';
import type { Article } from './model.ts';

/** Who writes, and who reviews what others wrote. */
export const writing: readonly Role[] = ['editor'];
export const reviewing: readonly Role[] = ['editor', 'supervisor'];

interface Rule {
  roles: readonly Role[];
  /** Not who has written or handed in the text under way: another person decides about it. */
  notWriter?: true;
}

/** Who may do what with an article of their reach. */
export const articlePolicy: Record<ArticleAction | 'edit', Rule> = {
  edit: { roles: writing },
  submit: { roles: writing },
  withdraw: { roles: writing },
  approve: { roles: reviewing, notWriter: true },
  return: { roles: reviewing, notWriter: true },
  archive: { roles: reviewing },
  restore: { roles: writing },
};

/** Whether the caller may do this with the article, whatever its state; otherwise why not. */
export function mayDo(
  action: ArticleAction | 'edit',
  article: Pick<Article, 'writerIds'>,
  actor: StaffActor,
): true | 'not-allowed' | 'own-article' {
  const { roles, notWriter } = articlePolicy[action];
  if (!roles.some((role) => actor.roles.includes(role))) return 'not-allowed';
  return notWriter && article.writerIds.some((id) => id.equals(actor.id)) ? 'own-article' : true;
}

/** What the caller can do with the article now. */
export function actionsFor(article: Article, actor: StaffActor): ArticleAction[] {
  return articleActions.filter(
    (action) =>
      articleTransitions[action].from.includes(article.state) && mayDo(action, article, actor) === true,
  );
}

export const isEditable = (article: Article, actor: StaffActor) =>
  articleTransitions.edit.from.includes(article.state) && mayDo('edit', article, actor) === true;

/**
 * The departments whose articles somebody writes and reviews: those of their sub-district, whichever of them they work in;
 * who works for the district has all below it.
 */
export function reachOf(actor: Pick<StaffActor, 'departmentId'>, directory: Directory): Types.ObjectId[] {
  const top = directory.subDistrictOf(actor.departmentId)?._id ?? actor.departmentId;
  return directory.unitsBelow(String(top));
}
