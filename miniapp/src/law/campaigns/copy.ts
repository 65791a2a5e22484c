export const copy = {
  title: '普法日历',
  campaigns: '专题',
  running: '正在进行',
  always: '长期开放',
  days: (year: number) => `${year} 年的普法日子`,
  emptyTitle: '还没有专题',
};
