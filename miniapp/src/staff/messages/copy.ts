export const copy = {
  title: '消息',
  list: '消息列表',
  empty: '没有消息',
  emptyText: '有新工单或工单快到期时，会在这里告诉您。',
  unread: '未读',
  readAll: '全部标为已读',
  reading: '正在标记…',
  pager: { next: '查看更早的消息', previous: '回到较新的消息', loading: '正在打开…' },
};
