import { consultationActionLabels, consultationActions } from './consultations.ts';
import { ticketActionLabels, ticketActions, ticketTurnLabels, ticketTurns } from './ticket-life-cycle.ts';

/** How what was tried ended. */
export const auditOutcomes = ['done', 'refused'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export const auditOutcomeLabels: Record<AuditOutcome, string> = { done: '完成', refused: '被拒绝' };

/** Most entries in one export; whoever needs more exports shorter times. */
export const auditExportMax = 10_000;

/** What the log keeps beside the moves of tickets. */
const otherActionLabels: Record<string, string> = {
  'staff-sign-in': '登录',
  'staff-sign-out': '退出登录',
  'staff-password-set': '重设密码',
  'endpoint-refused': '越权访问',
  'ticket-read': '查看工单',
  'ticket-hand-over': '工单：不在岗移交',
  'contact-read': '查看联系方式',
  'evidence-add': '添加证据',
  'evidence-read': '查看证据',
  'evidence-remove': '移除证据',
  'evidence-erase': '到期清除证据',
  'absence-enter': '登记不在岗',
  'absence-end': '结束不在岗',
  'calendar-day-set': '设置办公日',
  'calendar-day-clear': '恢复办公日',
  'calendar-year-set': '录入放假安排',
  'organization-import': '导入机构人员',
  'legal-service-import': '导入法律服务',
  'audit-export': '导出审计记录',
  'closure-enter': '登记停诊',
  'closure-end': '取消停诊',
  'appeal-make': '提出申诉',
  'appeal-upheld': '申诉成立',
  'appeal-dismissed': '申诉不成立',
  'comment-show': '公开居民留言',
  'comment-hide': '不公开居民留言',
  'bulletin-draft': '起草通报',
  'bulletin-edit': '修改通报',
  'bulletin-publish': '发布通报',
  'partner-add': '登记外部系统',
  'partner-revoke': '停用外部系统',
  'monthly-figures-import': '报送月度数据',
  'ratings-export': '导出评价数据',
  'article-create': '起草文章',
  'article-edit': '修改文章',
  'article-submit': '提交文章审核',
  'article-withdraw': '撤回文章',
  'article-approve': '审核通过文章',
  'article-return': '退回文章',
  'article-archive': '归档文章',
  'article-restore': '恢复文章',
  'article-import': '导入文章',
  'article-release': '按时发布文章',
  'campaign-import': '导入普法专题',
  'quiz-import': '导入普法答题',
  'law-import': '导入法律文本',
  'article-image-add': '上传文章图片',
  'message-again': '重新发送消息',
  'codes-print': '打印二维码',
  'code-change': '更换窗口码',
  'code-revoke': '停用窗口码',
  'screen-add': '登记窗口屏',
  'screen-revoke': '停用窗口屏',
  'check-in': '咨询：按签到码签到',
  'walk-in-add': '咨询：现场取号',
  'case-read': '查看咨询案情',
  'case-erase': '清除咨询案情',
  'attachment-read': '查看咨询附件',
  'record-write': '写咨询记录',
  'data-export': '居民导出自己的数据',
  'contact-correct': '居民更正联系方式',
  'contact-erase': '删除联系方式',
  'comment-erase': '删除留言',
  'erasure-ask': '居民要求删除',
  'consent-withdraw': '居民撤回同意',
  'account-close': '居民注销账号',
  'account-close-finish': '完成注销',
};

const moves: readonly { action: string; label: string }[] = [
  ...ticketActions.map((move) => ({ action: `ticket-${move}`, label: ticketActionLabels[move] })),
  ...ticketTurns.map((move) => ({ action: `ticket-${move}`, label: ticketTurnLabels[move] })),
].map(({ action, label }) => ({ action, label: `工单：${label}` }));

/** What the log can hold, verb and object, with its words. */
export const auditActions: readonly { action: string; label: string }[] = [
  ...moves,
  ...consultationActions.map((action) => ({
    action: `consultation-${action}`,
    label: `咨询：${consultationActionLabels[action]}`,
  })),
  ...Object.entries(otherActionLabels).map(([action, label]) => ({ action, label })),
];

const labelByAction = new Map(auditActions.map(({ action, label }) => [action, label]));

/** An action of the log in words; one that only an older version knew stands as it is. */
export function auditActionLabel(action: string): string {
  return labelByAction.get(action) ?? action;
}

/** What people call the things that entries are about. */
const subjectLabels: Record<string, string> = {
  ticket: '工单',
  rating: '评价',
  feedback: '投诉建议',
  evidence: '证据',
  absence: '不在岗登记',
  staff: '工作人员',
  organization: '机构人员',
  'legal-service': '法律服务',
  calendar: '工作日历',
  closure: '停诊登记',
  resident: '居民账号',
  purpose: '同意事项',
  endpoint: '接口',
  appeal: '申诉',
  bulletin: '通报',
  article: '普法文章',
  campaign: '普法专题',
  quiz: '普法答题',
  law: '法律文本',
  'audit-log': '审计记录',
  partner: '外部系统',
  code: '二维码',
  counter: '窗口',
  screen: '窗口屏',
  month: '月份',
  message: '消息',
  appointment: '预约咨询',
  'walk-in': '现场咨询',
};

export function auditSubjectLabel(kind: string): string {
  return subjectLabels[kind] ?? kind;
}
