import type { Notice } from '@linli/shared/notifications.ts';
import { Types } from 'mongoose';
import type { Notifications } from '../notifications/index.ts';
import type { Directory } from '../organization/index.ts';
import type { Change } from './changes.ts';
import type { Article, ArticleModels, ArticleTelling } from './model.ts';
import { reachOf, reviewing } from './policy.ts';

/** Who may review the article as it stands: not who has had a hand in it. */
export function reviewersOf(
  { departmentId, writerIds }: Pick<Article, 'departmentId' | 'writerIds'>,
  directory: Directory,
): Types.ObjectId[] {
  return directory
    .staff()
    .filter(
      (member) =>
        member.active &&
        reviewing.some((role) => member.roles.includes(role)) &&
        !writerIds.some((id) => id.equals(member._id)) &&
        reachOf({ departmentId: member.departmentId.toHexString() }, directory).some((id) =>
          id.equals(departmentId),
        ),
    )
    .map(({ _id }) => _id);
}

/**
 * The change with whom it concerns: who reviews, when a text is handed in; who wrote it, when it is sent back, gets its
 * time or is published. It is told after the change, and by the sweep if the process dies before that.
 */
export function withTelling(article: Article, change: Change, directory: Directory): Change {
  const { title, writerIds, departmentId } = { ...article, ...change.set };
  const { kind, note } = change.event;
  const telling = (staffIds: readonly Types.ObjectId[], notice: Notice): Change => ({
    ...change,
    set: {
      ...change.set,
      tellDue: {
        occasion: `article:${article._id.toHexString()}:${article.version + 1}`,
        staffIds: [...staffIds],
        notice,
      },
    },
  });
  const writers = article.writerIds;
  switch (kind) {
    case 'submit':
      return telling(reviewersOf({ departmentId, writerIds }, directory), {
        kind: 'article-to-review',
        title,
        count: 1,
      });
    case 'return':
      return telling(writers, { kind: 'article-returned', title, note: note ?? '' });
    case 'approve':
    case 'release': {
      const publishAt = change.set.publishAt?.toISOString();
      return telling(
        writers,
        publishAt === undefined
          ? { kind: 'article-published', title }
          : { kind: 'article-scheduled', title, publishAt },
      );
    }
    default:
      return change;
  }
}

/** Tells the reviewers of articles that were handed in together, each once for all that they may review. */
export async function tellReviewersOf(
  articles: readonly Article[],
  notifications: Pick<Notifications, 'tell'>,
  directory: Directory,
): Promise<void> {
  const waiting = new Map<string, Article[]>();
  for (const article of articles) {
    for (const id of reviewersOf(article, directory))
      waiting.set(id.toHexString(), [...(waiting.get(id.toHexString()) ?? []), article]);
  }
  for (const [staffId, [first, ...others]] of waiting) {
    if (!first) continue;
    const occasion = `article:${first._id.toHexString()}:${first.version}`;
    const notice: Notice = { kind: 'article-to-review', title: first.title, count: 1 + others.length };
    await notifications.tell([new Types.ObjectId(staffId)], occasion, notice, {
      kind: 'article',
      id: first._id,
    });
  }
}

/** Tells whom the last step of this article concerns. */
export async function tellOf(
  models: ArticleModels,
  notifications: Pick<Notifications, 'tell'>,
  { _id, tellDue }: Pick<Article, '_id' | 'tellDue'>,
): Promise<void> {
  if (!tellDue) return;
  const { occasion, staffIds, notice }: ArticleTelling = tellDue;
  await notifications.tell(staffIds, occasion, notice, { kind: 'article', id: _id });
  await models.articles.updateOne({ _id, 'tellDue.occasion': occasion }, { $unset: { tellDue: 1 } });
}

/** Told in one round; the rest wait for the next. */
const sweepSize = 50;

/** Tells what a process has left untold that died after a step. */
export async function tellWhatIsDue(
  models: ArticleModels,
  notifications: Pick<Notifications, 'tell'>,
): Promise<void> {
  const due = await models.articles
    // Any text, rather than `$exists`: that is looked up in the index.
    .find({ 'tellDue.occasion': { $gt: '' } }, { tellDue: 1 })
    .limit(sweepSize)
    .lean<Pick<Article, '_id' | 'tellDue'>[]>();
  for (const article of due) await tellOf(models, notifications, article);
}
