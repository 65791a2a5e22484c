import { describe, expect, it } from 'vitest';
import { dayOf, timeInWords } from './time-words';

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

  it('names month and day of an older moment', () => {
    expect(timeInWords('2026-11-03T00:00:00.000Z', now)).toBe('11月3日 08:00');
  });

  it('names the year when it is another one', () => {
    expect(timeInWords('2025-12-31T15:59:00.000Z', now)).toBe('2025年12月31日 23:59');
  });
});

it('a day is the one in Beijing', () => {
  expect(dayOf('2026-11-23T15:59:59.000Z')).toBe('2026-11-23');
  expect(dayOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
});
