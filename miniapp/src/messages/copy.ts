export const copy = {
  title: '消息',
  list: '消息列表',
  empty: '没有消息',
  emptyText: {
    staff: '有新工单或工单快到期时，会在这里告诉您。',
    resident: '您的评价有了答复、预约有变化时，会在这里告诉您。',
  },
  unread: '未读',
  readAll: '全部标为已读',
  reading: '正在标记…',
  pager: { next: '查看更早的消息', previous: '回到较新的消息', loading: '正在打开…' },
  tellMe: '有进展时，微信提醒我',
  asking: '正在打开…',
  asked: '好的，有进展时微信会提醒您',
  notAsked: '没有开通提醒。进展都在“我的”里的消息中，随时可看。',
  tellLater: '没能记下您的选择，不影响查看进展',
};
