export const copy = {
  title: '投诉建议详情',
  reply: '给您的答复',
  privateNote: '只给您看的话',
  finding: '办理结论',
  text: '内容',
  erased: '已按您的要求删除',
  time: '提交时间',
  progress: '办理进度',
  number: (number: string) => `工单 ${number}`,
  assigning: '正在转交专人办理，请稍后再来看。',
};
