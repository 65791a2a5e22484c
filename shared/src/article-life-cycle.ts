/**
 * The life of an article's text. Residents read the live text, which stays while a new one is written, reviewed or waits
 * for its time; archiving takes it away from them.
 */
export const articleStates = ['draft', 'in-review', 'scheduled', 'published', 'archived'] as const;
export type ArticleState = (typeof articleStates)[number];

export const articleStateLabels: Record<ArticleState, string> = {
  draft: '草稿',
  'in-review': '待审核',
  scheduled: '定时发布',
  published: '已发布',
  archived: '已归档',
};

/** What is done to an article beside editing. `approve` publishes, at once or at a time. */
export const articleActions = ['submit', 'withdraw', 'approve', 'return', 'archive', 'restore'] as const;
export type ArticleAction = (typeof articleActions)[number];

export const articleActionLabels: Record<ArticleAction, string> = {
  submit: '提交审核',
  withdraw: '撤回',
  approve: '审核通过',
  return: '退回修改',
  archive: '归档',
  restore: '恢复为草稿',
};

/** From which states an action leads, and to which; approving leads to `scheduled` where a time is given. */
export const articleTransitions: Record<
  ArticleAction | 'edit' | 'release',
  { from: readonly ArticleState[]; to: ArticleState }
> = {
  edit: { from: ['draft', 'published'], to: 'draft' },
  submit: { from: ['draft'], to: 'in-review' },
  withdraw: { from: ['in-review', 'scheduled'], to: 'draft' },
  approve: { from: ['in-review'], to: 'published' },
  return: { from: ['in-review'], to: 'draft' },
  release: { from: ['scheduled'], to: 'published' },
  archive: { from: ['draft', 'published'], to: 'archived' },
  restore: { from: ['archived'], to: 'draft' },
};

/** Actions that ask for words: why it is returned or archived. */
export const noteNeeded: readonly ArticleAction[] = ['return', 'archive'];

/** Longest note of an action and longest correction note, in characters. */
export const articleNoteMaxLength = 200;

/** How far ahead publishing can be set, in days. */
export const publishAheadMaxDays = 366;
