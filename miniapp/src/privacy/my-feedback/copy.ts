export const copy = {
  title: '我的投诉建议',
  list: '我提过的投诉建议',
  emptyTitle: '还没有提过',
  emptyText: '对本应用有意见、有建议，或者遇到故障，都可以告诉我们。',
  give: '提投诉建议',
  erased: '内容已删除',
  pager: { next: '查看更早的', previous: '回到较新的', loading: '正在打开…' },
};
