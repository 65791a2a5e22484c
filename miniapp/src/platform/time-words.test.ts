import { describe, expect, it } from 'vitest';
import { agoInWords, dayOf, timeInWords } from './time-words';

// 2026-11-23 20:00 in Beijing.
const now = Date.parse('2026-11-23T12:00:00.000Z');

describe('time in words', () => {
  it('says today with the clock', () => {
    expect(timeInWords('2026-11-23T07:30:00.000Z', now)).toBe('今天 15:30');
  });

  it('says yesterday with the clock', () => {
    expect(timeInWords('2026-11-22T01:05:00.000Z', now)).toBe('昨天 09:05');
  });

  it('says tomorrow with the clock', () => {
    expect(timeInWords('2026-11-23T16:00:00.000Z', now)).toBe('明天 00:00');
  });

  it('changes days at midnight in Beijing, not in Greenwich', () => {
    expect(timeInWords('2026-11-22T16:00:00.000Z', now)).toBe('今天 00:00');
    expect(timeInWords('2026-11-22T15:59:00.000Z', now)).toBe('昨天 23:59');
  });

  it('names month, day and weekday of an older moment', () => {
    expect(timeInWords('2026-11-03T00:00:00.000Z', now)).toBe('11月3日 周二 08:00');
  });

  it('takes the weekday, too, from Beijing', () => {
    expect(timeInWords('2026-11-07T15:59:00.000Z', now)).toBe('11月7日 周六 23:59');
    expect(timeInWords('2026-11-07T16:00:00.000Z', now)).toBe('11月8日 周日 00:00');
  });

  it('changes years at midnight in Beijing', () => {
    const newYear = Date.parse('2026-12-31T16:00:00.000Z');
    expect(timeInWords('2026-12-31T15:59:00.000Z', newYear)).toBe('昨天 23:59');
    expect(timeInWords('2026-12-29T16:00:00.000Z', newYear)).toBe('2026年12月30日 00:00');
    expect(timeInWords('2026-12-29T16:00:00.000Z', newYear - 1)).toBe('昨天 00:00');
  });

  it('names the year when it is another one', () => {
    expect(timeInWords('2025-12-31T15:59:00.000Z', now)).toBe('2025年12月31日 23:59');
  });
});

it('a day is the one in Beijing', () => {
  expect(dayOf('2026-11-23T15:59:59.000Z')).toBe('2026-11-23');
  expect(dayOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
});

describe('how long ago', () => {
  const before = (milliseconds: number) => agoInWords(now - milliseconds, now);

  it('is just now for the first minute, also when the phone is a little slow', () => {
    expect(before(0)).toBe('刚刚');
    expect(before(59_999)).toBe('刚刚');
    expect(before(-30_000)).toBe('刚刚');
  });

  it('counts whole minutes, then whole hours', () => {
    expect(before(60_000)).toBe('1 分钟前');
    expect(before(59 * 60_000 + 59_999)).toBe('59 分钟前');
    expect(before(60 * 60_000)).toBe('1 小时前');
    expect(before(24 * 60 * 60_000 - 1)).toBe('23 小时前');
  });

  it('is a moment again after a day', () => {
    expect(before(24 * 60 * 60_000)).toBe('昨天 20:00');
    expect(before(20 * 24 * 60 * 60_000)).toBe('11月3日 周二 20:00');
  });
});

it('reads the same in any time zone of the device', () => {
  const home = process.env.TZ;
  for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/London']) {
    process.env.TZ = zone;
    expect(timeInWords('2026-11-22T16:00:00.000Z', now), zone).toBe('今天 00:00');
    expect(timeInWords('2026-11-03T16:00:00.000Z', now), zone).toBe('11月4日 周三 00:00');
  }
  process.env.TZ = home;
});
