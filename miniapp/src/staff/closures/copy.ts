import type { ClosedPart } from '@linli/shared/appointments.ts';

export const copy = {
  title: '停诊和请假',
  about: '停诊会取消这段时间里的预约，逐个通知居民，并优先为他们保留最近的其他时间。',
  none: '没有登记停诊',
  nobody: '您没有可以登记停诊的律师或服务站。',

  enter: '登记停诊',
  whose: '谁停诊',
  lawyer: (name: string) => `${name}律师`,
  when: '哪一天',
  today: '今天',
  tomorrow: '明天',
  other: '其他日子',
  from: '第一天',
  to: '最后一天',
  dayHint: '如 2026-12-01',
  dayWrong: '请按 2026-12-01 的格式填写日期',
  orderWrong: '最后一天不能早于第一天',
  part: '什么时段',
  parts: { day: '全天', morning: '上午', afternoon: '下午' } satisfies Record<ClosedPart, string>,
  reason: '原因',
  reasonHint: '居民会看到，如：律师突发疾病',
  reasonMissing: '请写明原因，居民会看到',
  next: '下一步',
  looking: '正在看有多少预约…',

  sure: '请确认',
  willCancel: (count: number) =>
    count === 0
      ? '这段时间没有预约，不会影响居民。'
      : `将取消 ${count} 个预约。居民会马上收到通知，并优先保留最近的其他时间。`,
  cannotUndo: '取消的预约不能恢复。',
  confirm: '确认停诊',
  confirming: '正在停诊并通知…',
  back: '上一步',

  span: (from: string, to: string) => `${from} 至 ${to}`,
  cancelled: (count: number) => (count === 0 ? '没有影响预约' : `取消了 ${count} 个预约，居民都已通知`),
  end: '恢复接待',
  endSure: '恢复以后居民可以重新预约这段时间，已取消的预约不会恢复。',
  endYes: '确定恢复',
  ending: '正在恢复…',
  endNo: '先不恢复',
};
