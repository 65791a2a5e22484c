export const copy = {
  title: '我的预约',
  waits: '我在排队',
  list: '我的预约',
  book: '约律师',
  emptyTitle: '还没有预约',
  emptyText: '咨询免费，可以到现场、打电话或视频。',
  pager: { next: '看更早的预约', previous: '看较新的预约', loading: '正在打开…' },

  anyLawyer: '任何一位律师',
  ahead: (ahead: number) => (ahead === 0 ? '您排在第一位' : `前面还有 ${ahead} 位`),
  offered: '有空位了，请尽快打开确认，过时会让给下一位。',
  take: '去确认',
  decline: '不要了',
  leave: '不再排队',
  leaving: '正在退出…',
};
