import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';

export const copy = {
  title: '我留下的信息',
  kinds: '看哪一类',
  kind: { rating: '评价', feedback: '投诉建议', consultation: '咨询评价' } satisfies Record<
    TicketKind,
    string
  >,
  list: {
    rating: '我的评价里的信息',
    feedback: '我的投诉建议里的信息',
    consultation: '我的咨询评价里的信息',
  } satisfies Record<TicketKind, string>,
  emptyTitle: '没有留下信息',
  emptyText: {
    rating: '您还没有评价过。',
    feedback: '您还没有提过投诉建议。',
    consultation: '您还没有评价过律师咨询。',
  } satisfies Record<TicketKind, string>,
  toMyData: '回到我的数据',
  pager: { next: '查看更早的', previous: '回到较新的', loading: '正在打开…' },
  time: '时间',
  contact: '姓名电话',
  ofGuardian: '监护人',
  words: { rating: '留言', feedback: '内容', consultation: '留言' } satisfies Record<TicketKind, string>,
  correct: '更正姓名和电话',
  eraseContact: '删除姓名和电话',
  eraseWords: {
    rating: '删除留言',
    feedback: '删除内容',
    consultation: '删除留言',
  } satisfies Record<TicketKind, string>,
  view: {
    rating: '看这条评价',
    feedback: '看这条投诉建议',
    consultation: '看我的预约',
  } satisfies Record<TicketKind, string>,
  correctText: '改的只是这一条。填好以后，办理的专人看到的就是新的。',
  save: '保存',
  saving: '正在保存…',
  eraseContactText: {
    rating: '删除后不能恢复，也没法电话答复您。实名差评正在办理的，依规保留到办结，然后删除。',
    consultation: '删除后不能恢复，也没法电话答复您。实名差评正在办理的，依规保留到办结，然后删除。',
    feedback: '马上删除，不能恢复。答复还是会写在“我的投诉建议”里。',
  } satisfies Record<TicketKind, string>,
  eraseWordsText: '删除后不能恢复。正在办理的，等办结以后删除，答复还看得到。',
  confirmErase: '确认删除',
  erasing: '正在删除…',
  back: '不改了',
  keep: '不删了',
  corrected: '已更正',
  erased: '已删除',
  erasedLater: '已记下，办结后删除',
};
