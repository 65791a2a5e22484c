export const copy = {
  title: '评价指标',
  unit: '换一个部门',
  by: '按什么看',
  subjects: { department: '部门', counter: '窗口', staff: '人员' },
  total: '合计',
  list: '各自的指标，好评率高的在前',
  empty: '这段时间没有评价',
  rank: (rank: number) => `第 ${rank} 名`,
  unranked: '样本少，不排名',
  good: (words: string) => `好评率 ${words}`,
  leftOut: (excluded: number, upheld: number) =>
    [excluded > 0 && `经复核排除 ${excluded} 条`, upheld > 0 && `申诉成立 ${upheld} 条`]
      .filter(Boolean)
      .join('，'),
  next: '查看后面的',
  previous: '回到前面的',
};
