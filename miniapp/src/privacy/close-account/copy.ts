export const copy = {
  title: '注销账号',
  goes: '注销以后会删除',
  gone: [
    '微信标识：删掉以后，谁也认不出评价是您给的。',
    '姓名和电话：马上删除；实名差评正在办理的，办结后删除。',
    '登录：所有设备上的登录马上失效。',
    '这台手机里：草稿、看过的内容、没发出去的评价都清空。',
  ],
  counts: (ratings: number, feedback: number) =>
    `您有 ${ratings} 条评价、${feedback} 条投诉建议，注销以后您自己也看不到了，答复也看不到。`,
  stays: '依法会留下',
  back: '不能恢复。以后再登录，是一个全新的账号。',
  eraseWords: '写过的留言和投诉建议内容也一起删除',
  eraseWordsLabel: '要不要连写过的话一起删？',
  understood: '我看过了上面的说明，要注销账号',
  understoodLabel: '确认',
  understoodMissing: '请先勾选“我看过了上面的说明，要注销账号”',
  close: '注销账号',
  closing: '正在注销…',
  keep: '不注销了',
};
