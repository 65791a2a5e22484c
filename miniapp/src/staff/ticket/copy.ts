import type { TicketAction } from '@linli/shared/ticket-life-cycle.ts';

export const copy = {
  title: '工单详情',
  number: (number: string) => `工单 ${number}`,
  handler: '办理人',
  unassigned: '待分派',
  openedAt: '收到',
  item: '事项',
  counter: '窗口',
  department: '部门',
  ratedAt: '评价时间',
  tags: '原因',
  comment: '留言',
  contact: '联系人',
  guardian: '联系人（监护人）',
  anonymous: { rating: '匿名评价，没有联系方式', feedback: '没有留下联系方式' },
  contactErased: '联系方式已按居民要求或到期删除',
  feedback: (kind: string) => `对本应用的${kind}`,
  sentAt: '提交时间',
  feedbackText: '内容',
  textErased: '已按居民要求删除',
  showContact: '查看联系方式',
  showingContact: '正在查看…',
  contactAudited: '每次查看都会留下记录',
  history: '办理记录',
  opened: '系统建立工单',
  finding: '调查结论',
  findingMissing: '请选一个调查结论',
  textMissing: '请写明内容',
  acting: '正在提交…',
  confirm: (action: string) => `确认${action}`,
  state: '现在的状态',
  changed: '工单刚被更新，下面是最新情况。您写的内容还在。',
};

/** What the sheet of an action with text asks for. */
export const textOf: Record<Exclude<TicketAction, 'accept' | 'close'>, { label: string; hint: string }> = {
  contact: { label: '联系情况', hint: '写明怎么联系的、说了什么；只有工作人员能看到' },
  note: { label: '记录内容', hint: '只有工作人员能看到' },
  conclude: { label: '调查情况', hint: '写明查了什么、查到什么' },
  reply: { label: '答复内容', hint: '提出的居民会看到这段话' },
};
