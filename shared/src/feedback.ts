/** What a resident can say about this app itself (投诉建议). */
export const feedbackKinds = ['complaint', 'suggestion', 'fault'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

export const feedbackKindLabels: Record<FeedbackKind, string> = {
  complaint: '投诉',
  suggestion: '建议',
  fault: '故障报告',
};

/** What a resident can see happen to a feedback. */
export const feedbackEventKinds = [
  'sent',
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
export type FeedbackEventKind = (typeof feedbackEventKinds)[number];

export const feedbackEventLabels: Record<FeedbackEventKind, string> = {
  sent: '您提交了投诉建议',
  assigned: '已转交专人办理',
  accepted: '工作人员已接单，正在办理',
  verifying: '正在核实调查情况',
  paused: '工作人员在等您补充情况，办理时间暂停计算',
  resumed: '工作人员继续办理，办理时间继续计算',
  concluded: '办理有了结论',
  replied: '工作人员答复了您',
  solved: '您确认已经解决，已办结',
  reopened: '您表示没有解决，已转上级督办人重新办理',
  unsolved: '您表示仍没有解决，已如实记录并办结',
  lapsed: '到期没有收到您的评判，已自动办结',
  closed: '已办结',
};
