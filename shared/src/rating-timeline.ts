/** What a resident can see happen to a rating. */
export const ratingEventKinds = [
  'rated',
  'assigned',
  'accepted',
  'verifying',
  'concluded',
  'replied',
  'closed',
] as const;
export type RatingEventKind = (typeof ratingEventKinds)[number];

export const ratingEventLabels: Record<RatingEventKind, string> = {
  rated: '您提交了评价',
  assigned: '已转交专人办理',
  accepted: '工作人员已接单，正在调查',
  verifying: '正在核实调查情况',
  concluded: '调查有了结论',
  replied: '工作人员答复了您',
  closed: '已办结',
};
