export const copy = {
  title: '我的评价',
  list: '我给过的评价',
  supplement: (service: string) => `追评：${service}`,
  emptyTitle: '还没有评价',
  emptyText: '办完事后，扫一扫窗口上的评价码，就能说说您的感受。',
  goRate: '去评价',
  pager: { next: '查看更早的评价', previous: '回到较新的评价', loading: '正在打开…' },
};
