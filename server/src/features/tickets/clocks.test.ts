import { createWorkCalendar } from '@linli/shared/working-time.ts';
import { describe, expect, test } from 'vitest';
import {
  alertsDue,
  clocksAfter,
  mostUrgent,
  nextAlertAt,
  presentClock,
  startClocks,
  type TicketAlert,
} from './clocks.ts';

/** Office hours from nine to half past four; on weekdays only. The National Day holidays of 2026, and its make-up day. */
const calendar = createWorkCalendar({
  officeHours: { weekdays: [{ from: 9 * 60, to: 16 * 60 + 30 }], saturday: [], sunday: [] },
  schedules: [
    {
      year: 2026,
      holidays: ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`),
      makeUpDays: ['2026-10-10'],
    },
  ],
  exceptions: [],
});
const times = { acceptMinutes: 15, contactDays: 1, settleDays: 5, judgeDays: 7 };
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const start = (moment: string, withContact = true) => startClocks(calendar, at(moment), times, withContact);
const inWords = (moment: Date | null) =>
  moment && new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('the clocks of a ticket', () => {
  test.each([
    ['a Monday morning', '2026-11-23 10:00', '2026-11-23 10:15', '2026-11-24 16:30', '2026-11-30 16:30'],
    ['just before closing', '2026-11-23 16:25', '2026-11-24 09:10', '2026-11-24 16:30', '2026-11-30 16:30'],
    ['a Saturday night', '2026-11-28 22:00', '2026-11-30 09:15', '2026-11-30 16:30', '2026-12-04 16:30'],
    [
      'the eve of the holidays',
      '2026-09-30 16:20',
      '2026-10-08 09:05',
      '2026-10-08 16:30',
      '2026-10-13 16:30',
    ],
  ])('opened on %s are due in working time', (_when, opened, accept, contact, settle) => {
    expect(start(opened).map(({ kind, dueAt }) => [kind, inWords(dueAt)])).toEqual([
      ['accept', accept],
      ['contact', contact],
      ['settle', settle],
    ]);
  });

  test('turn yellow after 60 % of their working time', () => {
    const [accept, contact] = start('2026-11-23 10:00');
    expect(inWords(accept?.yellowAt ?? null)).toBe('2026-11-23 10:09');
    // 6.5 hours are left of Monday, 7.5 are Tuesday's: 60 % of 14 hours are 8.4.
    expect(inWords(contact?.yellowAt ?? null)).toBe('2026-11-24 10:54');
  });

  test('of an anonymous rating have nobody to contact', () => {
    expect(start('2026-11-23 10:00', false).map(({ kind }) => kind)).toEqual(['accept', 'settle']);
  });

  test('stop with what they wait for, and all with the ticket', () => {
    const moment = at('2026-11-23 10:05');
    const running = (action: Parameters<typeof clocksAfter>[1]) =>
      clocksAfter(start('2026-11-23 10:00'), action, moment)
        .filter(({ stoppedAt }) => stoppedAt === null)
        .map(({ kind }) => kind);
    expect(running('accept')).toEqual(['contact', 'settle']);
    expect(running('contact')).toEqual(['accept', 'settle']);
    expect(running('reply')).toEqual(['accept', 'contact']);
    expect(running('note')).toEqual(['accept', 'contact', 'settle']);
    expect(running('solved')).toEqual([]);
    expect(running('lapse')).toEqual([]);
  });
});

describe('alerts', () => {
  const clocks = start('2026-11-23 10:00', false);
  const due = (moment: string, raised: TicketAlert[] = []) =>
    alertsDue(clocks, raised, at(moment)).map(({ clock, colour }) => `${clock} ${colour}`);

  test('are due when a clock turns yellow, and when it turns red', () => {
    expect(due('2026-11-23 10:08')).toEqual([]);
    expect(due('2026-11-23 10:09')).toEqual(['accept yellow']);
    expect(due('2026-11-23 10:15')).toEqual(['accept yellow', 'accept red']);
  });

  test('are due once', () => {
    const yellow: TicketAlert = { clock: 'accept', colour: 'yellow', at: at('2026-11-23 10:09') };
    expect(due('2026-11-23 10:09', [yellow])).toEqual([]);
    expect(due('2026-11-23 10:20', [yellow])).toEqual(['accept red']);
  });

  test('are never due for a clock that has stopped', () => {
    const accepted = clocksAfter(clocks, 'accept', at('2026-11-23 10:05'));
    expect(alertsDue(accepted, [], at('2026-11-23 12:00'))).toEqual([]);
  });

  test('name the next moment to look, until there is none', () => {
    expect(inWords(nextAlertAt(clocks, []))).toBe('2026-11-23 10:09');
    const all = clocks.flatMap(({ kind }): TicketAlert[] =>
      (['yellow', 'red'] as const).map((colour) => ({ clock: kind, colour, at: at('2026-11-23 10:00') })),
    );
    expect(nextAlertAt(clocks, all)).toBeNull();
    expect(nextAlertAt(clocksAfter(clocks, 'lapse', at('2026-11-23 10:01')), [])).toBeNull();
  });
});

describe('what people read of a clock', () => {
  const [accept] = start('2026-11-23 10:00', false);
  if (!accept) throw new Error('a ticket is to be accepted');
  const read = (moment: string, stopped?: string) => {
    const clock = { ...accept, stoppedAt: stopped ? at(stopped) : null };
    const { colour, late, workingDays, workingMinutes } = presentClock(clock, calendar, at(moment));
    return { colour, late, workingDays, workingMinutes };
  };

  test('is what is left of the working time', () => {
    expect(read('2026-11-23 10:05')).toEqual({
      colour: 'green',
      late: false,
      workingDays: 0,
      workingMinutes: 10,
    });
    expect(read('2026-11-23 10:10')).toMatchObject({ colour: 'yellow', workingMinutes: 5 });
    expect(read('2026-11-23 10:14')).toMatchObject({ colour: 'yellow', late: false, workingMinutes: 1 });
    expect(read('2026-11-23 10:15')).toMatchObject({ colour: 'red', late: true, workingMinutes: 0 });
  });

  test('is how late it is, in working time', () => {
    expect(read('2026-11-23 10:35')).toMatchObject({ colour: 'red', late: true, workingMinutes: 20 });
    expect(read('2026-11-24 09:30')).toMatchObject({ late: true, workingDays: 1, workingMinutes: 405 });
  });

  test('stays as it was when the clock stopped', () => {
    expect(read('2026-12-24 10:00', '2026-11-23 10:10')).toMatchObject({ colour: 'green', late: false });
    expect(read('2026-12-24 10:00', '2026-11-23 10:20')).toMatchObject({
      colour: 'red',
      late: true,
      workingMinutes: 5,
    });
  });
});

test('the most urgent clock is the running one that is due first', () => {
  const clocks = start('2026-11-23 10:00');
  expect(mostUrgent(clocks)?.kind).toBe('accept');
  expect(mostUrgent(clocksAfter(clocks, 'accept', at('2026-11-23 10:05')))?.kind).toBe('contact');
  expect(mostUrgent(clocksAfter(clocks, 'lapse', at('2026-11-23 10:05')))).toBeNull();
});
