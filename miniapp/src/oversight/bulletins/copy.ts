export const copy = {
  title: '通报',
  list: '通报列表',
  empty: '还没有通报',
  emptyText: '督办人发布以后，会在这里和消息里看到。',
  pager: { next: '查看更早的通报', previous: '回到较新的通报', loading: '正在打开…' },
  draft: '起草通报',
  draftHint: '系统按这段时间的数据写出初稿，您修改后再发布。初稿里没有居民的姓名、电话和原话。',
  unit: '换一个部门',
  of: (unit: string) => `给${unit}及下级部门的工作人员看`,
  make: '写出初稿',
  making: '正在起草…',
};
