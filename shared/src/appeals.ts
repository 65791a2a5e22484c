/** A member of staff asks that a rating not be counted as theirs (申诉); a supervisor decides. */
export const appealStates = ['pending', 'upheld', 'dismissed'] as const;
export type AppealState = (typeof appealStates)[number];

export const appealStateLabels: Record<AppealState, string> = {
  pending: '申诉待处理',
  upheld: '申诉成立',
  dismissed: '申诉不成立',
};

/** Longest reason of an appeal or its decision, in characters. */
export const appealTextMaxLength = 500;
