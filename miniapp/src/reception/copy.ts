/** What residents and staff read while the network is bad. */
export const copy = {
  noNetwork: '现在没有网络，连上后自动更新',
  pageMissing: '那一页没有打开，请检查网络后再点一次',
  updating: (ago: string) => `更新于 ${ago}，正在取最新内容…`,
  notUpdated: (ago: string) => `更新于 ${ago}，网络不好，暂时没有更新的内容`,
  retry: '重试',

  waiting: (count: number) => `有 ${count} 条评价待发送，有网络时自动发送`,
  refused: (count: number) => `有 ${count} 条评价没有发成`,
  sent: (count: number) => `您保存的 ${count} 条评价已经发出`,
  look: '看一看',

  list: '还没有发出的评价',
  keptAt: (time: string) => `${time} 保存`,
  stateWaiting: '待发送',
  stateRefused: '没有发成',
  comment: '留言',
  willBeSent: '有网络时自动发送，您不用守着。',
  sendNow: '现在发送',
  sending: '正在发送…',
  change: '改一改',
  discard: '删除',
  discardSure: '删除以后找不回来，真的要删吗？',
  discardYes: '删除这条评价',
  discardNo: '不删',
};
