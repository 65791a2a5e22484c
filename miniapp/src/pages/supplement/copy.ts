export const copy = {
  title: '追评',
  first: (grade: string, time: string) => `${time}您评的是“${grade}”，那条评价不会改变。`,
  once: '每条评价只能追评一次。',
  question: '现在您满意吗？',
  questionHint: '选一张最像您现在感受的脸。',
  submit: '提交追评',
  submitting: '正在提交…',
  retry: '再提交一次',
  kept: '您填写的内容都还在。',
  view: '看这条评价',
  closedTitle: '现在不能追评',
  closedText: '可能已经追评过，事情还在办理，或者追评期限已过。',
};
