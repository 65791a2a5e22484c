import type { Article, ArticleModels } from './model.ts';

/**
 * Makes every process load again what residents read, where an article is marked as changed. The mark stays until that is
 * done, so whatever a process that died has left untold is told by the sweep. A change that comes in between keeps its mark.
 */
export async function spreadChanges(
  { articles }: ArticleModels,
  loadAgain: () => Promise<void>,
): Promise<void> {
  const due = await articles
    .find({ spreadDue: true }, { version: 1 })
    .lean<Pick<Article, '_id' | 'version'>[]>();
  if (due.length === 0) return;
  await loadAgain();
  for (const { _id, version } of due)
    await articles.updateOne({ _id, version }, { $unset: { spreadDue: 1 } });
}
