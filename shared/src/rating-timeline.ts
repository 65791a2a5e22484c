/** What a resident can see happen to a rating. */
export const ratingEventKinds = [
  'rated',
  'assigned',
  'accepted',
  'verifying',
  'paused',
  'resumed',
  'concluded',
  'replied',
  'solved',
  'reopened',
  'unsolved',
  'lapsed',
  'closed',
] as const;
export type RatingEventKind = (typeof ratingEventKinds)[number];

export const ratingEventLabels: Record<RatingEventKind, string> = {
  rated: '您提交了评价',
  assigned: '已转交专人办理',
  accepted: '工作人员已接单，正在调查',
  verifying: '正在核实调查情况',
  paused: '工作人员在等您补充情况，办理时间暂停计算',
  resumed: '工作人员继续办理，办理时间继续计算',
  concluded: '调查有了结论',
  replied: '工作人员答复了您',
  solved: '您确认已经解决，已办结',
  reopened: '您表示没有解决，已转上级督办人重新办理',
  unsolved: '您表示仍没有解决，已如实记录并办结',
  lapsed: '到期没有收到您的评判，已自动办结',
  closed: '已办结',
};
