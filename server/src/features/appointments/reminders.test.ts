import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, later } from '../../platform/clock.ts';
import { nextReminder, reminderAt } from './reminders.ts';

const startsAt = new Date('2027-01-01T02:00:00.000Z');
const before = (ms: number) => later(startsAt, -ms);

describe('a reminder', () => {
  test('is due a day before, then an hour before, then never again', () => {
    expect(nextReminder(startsAt, before(3 * dayMs))).toEqual(before(dayMs));
    expect(nextReminder(startsAt, before(dayMs))).toEqual(before(hourMs));
    expect(nextReminder(startsAt, before(2 * hourMs))).toEqual(before(hourMs));
    expect(nextReminder(startsAt, before(hourMs))).toBeNull();
  });

  test('that a process slept over is the one that fits the hour, or none when it has begun', () => {
    expect(reminderAt(startsAt, before(2 * dayMs))).toBeNull();
    expect(reminderAt(startsAt, before(20 * hourMs))).toBe('day');
    expect(reminderAt(startsAt, before(hourMs / 2))).toBe('hour');
    expect(reminderAt(startsAt, startsAt)).toBeNull();
  });
});
