import type { SentItem } from './sent.ts';
import type { StandInCall, StandInFault } from './switches.ts';

/** What stands on the stand-in's page. */
export const words = {
  title: '微信替身',
  intro: '演示时没有真的微信。发给微信的消息都到这里，不会发到任何人的手机上。',
  refresh: '刷新',
  clear: '清空消息，关掉所有故障',
  sent: '收到的消息',
  nothing: '还没有收到消息。提交一个差评并答复它，再来看看。',
  to: '收件人',
  opens: '点开看',
  faults: '故障开关',
  checkIntro: (risky: string, review: string) =>
    `评价的留言会先检查：写上“${risky}”会判为有风险，“${review}”会判为需要人看，其余通过。`,
  faultsIntro: '选一个接口和一种故障，看看系统怎么应对。',
  switchOff: '关掉',
  perMinute: (count: number) => `每分钟最多 ${count} 次`,
};

export const kindWords: Record<SentItem['kind'], string> = {
  message: '订阅消息',
  robot: '企业微信群机器人',
  check: '内容检查',
  code: '小程序码',
};

/** What stands before a field of a subscribe message, by the start of its name. */
export const fieldWords: Readonly<Record<string, string>> = {
  thing: '内容',
  character_string: '编号',
  phrase: '状态',
  time: '时间',
};

/** The templates of the demonstration. */
export const templateWords: Readonly<Record<string, string>> = {
  'case-progress': '办理进度提醒',
  appointment: '预约提醒',
  seat: '排队候补提醒',
};

/** What a content check came to. */
export const verdictWords: Readonly<Record<string, string>> = {
  pass: '通过',
  review: '需要人看',
  risky: '有风险',
};

export const callWords: Record<StandInCall, string> = {
  session: '登录',
  token: '取接口凭证',
  phone: '一键手机号',
  code: '画小程序码',
  message: '发订阅消息',
  text: '检查文字',
  picture: '检查图片',
  robot: '群机器人',
};

export const faultWords: Record<StandInFault, string> = {
  busy: '系统繁忙（-1）',
  'token-refused': '凭证无效（40001）',
  'token-expired': '凭证过期（42001）',
  'code-invalid': '一次性代码无效（40029）',
  'account-refused': '账号有风险（40226）',
  'not-consented': '居民没有同意（43101）',
  'field-wrong': '字段不对（47003）',
  'visit-too-old': '两小时内没来过（61010）',
  'too-many-a-minute': '一分钟里太多次（45011）',
  'too-many-a-day': '一天里太多次（45009）',
  slow: '很慢',
  cut: '连接中断',
  'server-error': '服务器出错（502）',
  'no-json': '答非所问',
  review: '需要人看',
  risky: '有风险',
  'lost-push': '结果推送丢失',
};
