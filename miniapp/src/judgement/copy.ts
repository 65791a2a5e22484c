export const copy = {
  question: '这件事解决了吗？',
  until: (time: string) => `${time}前没有收到您的评判，会自动办结。`,
  solved: '解决了',
  notSolved: '没解决',
  reason: '哪里没有解决',
  reasonHint: { first: '会转给上级督办人重新办理', second: '会如实记录，工单随后办结' },
  reasonMissing: '请写明哪里没有解决',
  reload: '刷新',
  send: '提交',
  sending: '正在提交…',
};
