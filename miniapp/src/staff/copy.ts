export const copy = {
  choose: (what: string) => `选择${what}`,
  change: (what: string) => `换一个${what}`,
  day: '日期',
  dayHint: '例如 2026-11-23',
  time: '时间',
  timeHint: '例如 09:30',
  unassigned: '待分派',
  feedback: (kind: string) => `对本应用的${kind}`,
  supplement: (counter: string) => `追评：${counter}`,
  consultation: (lawyer: string) => `${lawyer}律师的咨询`,
  openedAt: (time: string) => `${time} 收到`,
};
