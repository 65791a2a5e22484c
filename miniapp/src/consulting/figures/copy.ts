export const copy = {
  title: '咨询情况',
  total: '全部律师',
  finished: '完成的咨询',
  how: (what: string, count: number) => `${what} ${count}`,
  walkIn: '现场取号',
  missed: '没有来',
  formula: '非常满意、满意、基本满意 ÷ 计入的评价；不与窗口的评价相加',
  sample: (part: number, of: number) => `${part} ÷ ${of}`,
  small: (min: number) => `评价不到 ${min} 条，仅供参考，不排名`,
  excluded: '不计入（误评等，经复核）',
  byGrade: '各等级',
  nothing: '这段时间没有咨询',
};
