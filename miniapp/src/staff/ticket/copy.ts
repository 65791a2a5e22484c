import type { TicketAction } from '@linli/shared/ticket-life-cycle.ts';
import type { TicketRequestKind } from '@linli/shared/ticket-requests.ts';

export const copy = {
  title: '工单详情',
  number: (number: string) => `工单 ${number}`,
  handler: '办理人',
  unassigned: '待分派',
  openedAt: '收到',
  item: '事项',
  supplementTo: '追评',
  first: (grade: string, time: string) => `这是一条追评；${time}的首次评价：${grade}`,
  firstTicket: (number: string) => `首次评价的工单：${number}`,
  counter: '窗口',
  department: '部门',
  ratedAt: '评价时间',
  tags: '原因',
  comment: '留言',
  contact: '联系人',
  guardian: '联系人（监护人）',
  anonymous: {
    rating: '匿名评价，没有联系方式',
    feedback: '没有留下联系方式',
    consultation: '匿名评价，没有联系方式',
  },
  lawyer: '咨询律师',
  contactErased: '联系方式已按居民要求或到期删除',
  feedback: (kind: string) => `对本应用的${kind}`,
  sentAt: '提交时间',
  feedbackText: '内容',
  textErased: '已按居民要求删除',
  contactNotKept: '联网后可以查看',
  showContact: '查看联系方式',
  showingContact: '正在查看…',
  contactAudited: '每次查看都会留下记录',
  history: '办理记录',
  contactLog: '联系记录',
  contactHow: '怎么联系的',
  contactHowMissing: '请选联系方式',
  contactReached: '联系上了吗',
  contactReachedMissing: '请选是否联系上',
  reached: '联系上了',
  notReached: '没联系上',
  momentWrong: '请填写正确的日期和时间',
  finding: '调查结论',
  conclusion: '结论和措施',
  proposed: '待复核的结论',
  excluded: '经复核，这条评价不计入满意率，单独统计；原评价不变。',
  reviewNeeded: '这类结论要由另一位督办人复核，请写明依据。',
  measures: '采取的措施（可多选）',
  measuresTaken: '采取的措施',
  measureText: '措施说明',
  measureTextMissing: '选了“其他”，请写明措施',
  answer: '给居民的答复',
  reply: '公开答复',
  privateNote: '只给本人看的话（可不填）',
  privateNoteHint: '只有提出的居民能看到',
  privateNoteShown: '只给本人看的话',
  publishComment: '居民的留言一并公开',
  publishCommentNote: (masked: string) => `内容检查通过后公开，显示为：${masked}`,
  markedHint: '下面标出的地方不能公开：',
  marked: (words: string, message: string) => `“${words}”${message}`,
  judgeBy: '居民可评判到',
  outcome: '回访结果',
  reopened: '居民曾表示没有解决，已转来重新办理',
  findingMissing: '请选一个调查结论',
  textMissing: '请写明内容',
  acting: '正在提交…',
  more: '更多操作',
  moreLabel: '更多',
  target: '交给谁',
  byRules: '按分派规则自动选人',
  allPeople: '显示全部人员',
  toPerson: (name: string, department: string, open: number) => `${name}（${department}，${open} 张在办）`,
  toDepartment: (name: string) => `${name}（由该部门办理人接）`,
  asked: (what: string, by: string, text: string) => `${by}${what}，等督办人决定：${text}`,
  paused: (until: string) => `正在等居民补充，答复时限暂停计算；最迟到 ${until} 自动继续。`,
  handed: (what: string, to: string) => `${what}给${to}`,
  confirm: (action: string) => `确认${action}`,
  state: '现在的状态',
  changed: '工单刚被更新，下面是最新情况。您写的内容还在。',
};

/** What the sheet of an action with text asks for. */
export const textOf = {
  contact: { label: '联系情况', hint: '写明说了什么、约定了什么；只有工作人员能看到' },
  note: { label: '记录内容', hint: '只有工作人员能看到' },
  conclude: { label: '调查情况', hint: '写明查了什么、查到什么' },
  confirm: { label: '复核意见（可不填）', hint: '同意后，这条评价不计入满意率，单独统计；原评价不变' },
  'send-back': { label: '退回原因', hint: '写明还要查什么；办理人会看到' },
  reply: { label: '公开答复', hint: '所有人都能看到，请不要写个人信息' },
  transfer: { label: '转办原因', hint: '接手的同事会看到；一张工单最多转办两次' },
  reassign: { label: '改派原因', hint: '原办理人和接手的人都会看到' },
  'ask-return': { label: '为什么不归我们办', hint: '写明应由哪个部门办理；督办人决定后才会转走' },
  'ask-extension': { label: '为什么要更长时间', hint: '督办人同意后，答复时限会延长；只能延一次' },
  grant: { label: '意见（可不填）', hint: '办理人会看到' },
  refuse: { label: '不同意的原因', hint: '办理人会看到，并继续办理' },
  pause: { label: '请居民补充什么', hint: '居民会看到这段话；等待期间答复时限暂停计算' },
  resume: { label: '情况（可不填）', hint: '只有工作人员能看到' },
  remind: { label: '提醒的话', hint: '最多 100 个字，办理人会收到消息；一小时只能提醒一次' },
} satisfies Partial<Record<TicketAction, { label: string; hint: string }>>;

/** Actions that need no more than words; to confirm, not even those. */
const textActions = [
  'note',
  'confirm',
  'send-back',
  'ask-return',
  'ask-extension',
  'grant',
  'refuse',
  'pause',
  'resume',
  'remind',
] as const;
export type TextAction = (typeof textActions)[number];

/** Of these, the ones that can be done without a word. */
const wordlessActions = ['confirm', 'grant', 'resume'] as const;

export function isWordless(action: TextAction): action is (typeof wordlessActions)[number] {
  return wordlessActions.some((one) => one === action);
}

/** Actions that ask who gets the ticket. */
const targetActions = ['transfer', 'reassign', 'grant'] as const;
export type TargetAction = (typeof targetActions)[number];

/** To grant asks it only where the ticket was not ours; more time goes to nobody else. */
export function asksForTarget(
  action: TicketAction,
  request: TicketRequestKind | null,
): action is TargetAction {
  if (action === 'grant') return request === 'return';
  return targetActions.some((one) => one === action);
}

/** Rarely needed: behind one button. */
const rareActions: readonly TicketAction[] = [
  'transfer',
  'ask-return',
  'ask-extension',
  'pause',
  'reassign',
  'remind',
];

export function isRare(action: TicketAction): boolean {
  return rareActions.includes(action);
}

export function isTextAction(action: TicketAction): action is TextAction {
  return textActions.some((one) => one === action);
}
