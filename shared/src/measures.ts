/** What was done about what a resident said (整改措施). */
export const measures = [
  'apology',
  'put-right',
  'criticism',
  'training',
  'process',
  'guidance',
  'other',
] as const;
export type Measure = (typeof measures)[number];

export const measureLabels: Record<Measure, string> = {
  apology: '向居民道歉',
  'put-right': '补办或更正业务',
  criticism: '批评教育',
  training: '业务培训',
  process: '改进流程',
  guidance: '公开或更新办事指南',
  other: '其他',
};

/** Longest description of the measures, in characters. */
export const measureTextMaxLength = 500;
