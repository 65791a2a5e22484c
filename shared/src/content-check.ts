/** Where the check of a comment stands. Everyone may read it only when it is `shown`. */
export const commentCheckStates = ['waiting', 'held', 'shown', 'hidden'] as const;
export type CommentCheckState = (typeof commentCheckStates)[number];

/** What is decided and can be decided again; what waits is still asked of the machine. */
export const decidableCheckStates = ['held', 'hidden', 'shown'] as const;
export type DecidableCheckState = (typeof decidableCheckStates)[number];

export const commentCheckLabels: Record<CommentCheckState, string> = {
  waiting: '正在检查',
  held: '待人工审看',
  shown: '可以公开',
  hidden: '不公开',
};

/** Longest reason for hiding a comment, in characters; its writer reads it. */
export const hidingReasonMaxLength = 100;
