import { expect, test } from 'vitest';
import { clockInWords } from './clock-words';

const running = {
  kind: 'settle' as const,
  colour: 'green' as const,
  dueAt: '2026-11-30T08:30:00.000Z',
  stoppedAt: null,
  paused: false,
  late: false,
  workingDays: 0,
  workingMinutes: 0,
};

test.each([
  ['答复居民，还剩 2 个工作日', { workingDays: 2, workingMinutes: 900 }],
  ['答复居民，还剩 3 小时 20 分钟', { workingMinutes: 200 }],
  ['答复居民，还剩 2 小时', { workingMinutes: 120 }],
  ['接单，还剩 9 分钟', { kind: 'accept' as const, workingMinutes: 9 }],
  ['接单，还剩 不到 1 分钟', { kind: 'accept' as const, workingMinutes: 0 }],
  ['接单，已超时 40 分钟', { kind: 'accept' as const, late: true, workingMinutes: 40 }],
  [
    '联系居民，已超时 3 小时 20 分钟',
    { kind: 'contact' as const, late: true, workingDays: 1, workingMinutes: 200 },
  ],
  ['答复居民，暂停计时，还剩 2 个工作日', { paused: true, workingDays: 2, workingMinutes: 900 }],
  ['答复居民，已超时 2 个工作日', { late: true, workingDays: 2, workingMinutes: 900 }],
  ['联系居民，已按时完成', { kind: 'contact' as const, stoppedAt: running.dueAt, workingMinutes: 30 }],
  [
    '联系居民，晚了 30 分钟',
    { kind: 'contact' as const, stoppedAt: running.dueAt, late: true, workingMinutes: 30 },
  ],
])('%s', (words, clock) => {
  expect(clockInWords({ ...running, ...clock })).toBe(words);
});
