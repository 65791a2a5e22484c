export const copy = {
  title: '居民怎么说',
  list: '居民的评价',
  intro: '只记到哪一天，不记是谁。姓名和号码已经遮住。',
  useful: '有用',
  notUseful: '没用',
  empty: '还没有人评价',
  emptyText: '居民在文章下面点“有用”或“没用”以后，会列在这里。',
  pager: { next: '查看更早的', previous: '回到较新的', loading: '正在打开…' },
};
