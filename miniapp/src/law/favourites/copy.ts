export const copy = {
  title: '我的收藏',
  list: '收藏的文章',
  emptyTitle: '还没有收藏',
  emptyText: '看到有用的文章，点文章下面的“收藏”，就会留在这里。',
  find: '去找文章',
};
