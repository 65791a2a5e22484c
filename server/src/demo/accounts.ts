/** The password of every demonstration account. Production refuses to load them (see `config.ts`). */
export const demoPassword = 'linli-demo';

/** The accounts worth trying, with what they show. */
export const demoAccounts = [
  { username: 'clerk', shows: '窗口人员（A01 窗口）' },
  { username: 'handler', shows: '工单办理人' },
  { username: 'handler.zhou', shows: '另一位工单办理人' },
  { username: 'supervisor', shows: '督办人' },
  { username: 'lawyer', shows: '顾问律师（今天有咨询）' },
  { username: 'station', shows: '法律服务站（签到、取号、叫号）' },
  { username: 'editor', shows: '普法编辑' },
  { username: 'auditor', shows: '审计员' },
  { username: 'admin', shows: '管理员' },
] as const;

/** Counters whose scan links are printed at start-up. */
export const demoCounters = ['A01', 'A04', 'A08'] as const;
