import { alertSteps } from '@linli/shared/ticket-clocks.ts';
import { createWorkCalendar } from '@linli/shared/working-time.ts';
import { describe, expect, test } from 'vitest';
import {
  alertsDue,
  alertsStill,
  clocksAfter,
  extendSettleClock,
  mostUrgent,
  nextAlertAt,
  pauseSettleClock,
  presentClock,
  resumeClocks,
  startClocks,
  type TicketAlert,
  type TicketClock,
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
const times = {
  acceptMinutes: 15,
  contactDays: 1,
  settleDays: 5,
  judgeDays: 7,
  extendedDays: 15,
  yellowPercent: 60,
  headPercent: 150,
  pauses: 2,
  pauseDays: 10,
};
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
    alertsDue(clocks, raised, at(moment)).map(({ clock, step }) => `${clock} ${step}`);

  test('are due when a clock turns yellow, when it turns red, and half its time later', () => {
    expect(due('2026-11-23 10:08')).toEqual([]);
    expect(due('2026-11-23 10:09')).toEqual(['accept yellow']);
    expect(due('2026-11-23 10:15')).toEqual(['accept yellow', 'accept red']);
    expect(due('2026-11-23 10:22')).toEqual(['accept yellow', 'accept red']);
  });

  test('are due once', () => {
    const yellow: TicketAlert = { clock: 'accept', step: 'yellow', at: at('2026-11-23 10:09') };
    expect(due('2026-11-23 10:09', [yellow])).toEqual([]);
    expect(due('2026-11-23 10:20', [yellow])).toEqual(['accept red']);
    expect(due('2026-11-23 10:23', [yellow])).toEqual(['accept red', 'accept head']);
  });

  test('are never due for a clock that has stopped', () => {
    const accepted = clocksAfter(clocks, 'accept', at('2026-11-23 10:05'));
    expect(alertsDue(accepted, [], at('2026-11-23 12:00'))).toEqual([]);
  });

  test('name the next moment to look, until there is none', () => {
    expect(inWords(nextAlertAt(clocks, []))).toBe('2026-11-23 10:09');
    const all = clocks.flatMap(({ kind }): TicketAlert[] =>
      alertSteps.map((step) => ({ clock: kind, step, at: at('2026-11-23 10:00') })),
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

describe('while the resident is waited for', () => {
  const opened = start('2026-09-28 10:00');
  const settleOf = (clocks: readonly TicketClock[]) => {
    const settle = clocks.find(({ kind }) => kind === 'settle');
    if (!settle) throw new Error('a ticket is to be answered');
    return settle;
  };
  const moments = ({ yellowAt, dueAt, headAt }: TicketClock) =>
    [yellowAt, dueAt, headAt ?? null].map(inWords);
  const waited = (from: string, to: string) =>
    resumeClocks(calendar, pauseSettleClock(opened, at(from)), at(to));

  test('only the time to answer stands still', () => {
    const paused = pauseSettleClock(opened, at('2026-09-28 11:00'));
    expect(paused.filter(({ pausedAt }) => pausedAt).map(({ kind }) => kind)).toEqual(['settle']);
    expect(alertsDue(paused, [], at('2027-01-01 10:00')).some(({ clock }) => clock === 'settle')).toBe(false);
    const read = presentClock(settleOf(paused), calendar, at('2027-01-01 10:00'));
    expect(read).toMatchObject({ colour: 'green', paused: true, late: false });
  });

  test('what was left is left when the work goes on, also over the holidays', () => {
    // 6.5 hours are left of Monday, then 7.5 a day: 44 in all until the make-up Saturday; 60 % are 26.4.
    expect(moments(settleOf(opened))).toEqual(['2026-10-08 13:54', '2026-10-10 16:30', '2026-10-14 16:00']);
    // Two hours and a half of office time stood still, from Wednesday at 15:00 over a week's holiday to 8 October, 10:00.
    const resumed = settleOf(waited('2026-09-30 15:00', '2026-10-08 10:00'));
    expect(moments(resumed)).toEqual(['2026-10-08 16:24', '2026-10-12 11:30', '2026-10-15 11:00']);
    expect(resumed).toMatchObject({ pausedAt: null, pausedFor: 2.5 * 3_600_000 });
  });

  test('nothing changes when it is waited for outside office hours only', () => {
    expect(moments(settleOf(waited('2026-09-30 16:30', '2026-10-08 09:00')))).toEqual(
      moments(settleOf(opened)),
    );
  });

  test('a step that was reached before stays where it was', () => {
    const resumed = settleOf(waited('2026-10-09 09:00', '2026-10-10 09:00'));
    expect(moments(resumed)).toEqual(['2026-10-08 13:54', '2026-10-12 16:30', '2026-10-15 16:00']);
  });

  test('it goes on by itself: that is the next moment to look at', () => {
    const paused = pauseSettleClock(opened, at('2026-09-28 11:00'));
    const told = alertsDue(paused, [], at('2027-01-01 10:00'));
    const until = at('2026-10-12 16:30');
    expect(nextAlertAt(paused, told, { until })).toEqual(until);
    expect(nextAlertAt(paused, told)).toBeNull();
  });
});

describe('an extension', () => {
  const openedAt = at('2026-11-23 10:00');
  const opened = start('2026-11-23 10:00', false);
  const settle = (clocks: readonly TicketClock[]) => clocks.find(({ kind }) => kind === 'settle');

  test('gives fifteen working days from the same beginning, with colours of its own', () => {
    const extended = settle(extendSettleClock(calendar, opened, openedAt, times));
    expect(inWords(extended?.dueAt ?? null)).toBe('2026-12-14 16:30');
    // 119 hours in all: 60 % are 71.4.
    expect(inWords(extended?.yellowAt ?? null)).toBe('2026-12-04 13:54');
  });

  test('keeps what it stood still before, and goes on standing still', () => {
    const waitedADay = resumeClocks(
      calendar,
      pauseSettleClock(opened, at('2026-11-24 09:00')),
      at('2026-11-25 09:00'),
    );
    const extended = extendSettleClock(calendar, waitedADay, openedAt, times);
    expect(inWords(settle(extended)?.dueAt ?? null)).toBe('2026-12-15 16:30');
    const paused = pauseSettleClock(opened, at('2026-11-24 09:00'));
    expect(settle(extendSettleClock(calendar, paused, openedAt, times))?.pausedAt).toEqual(
      at('2026-11-24 09:00'),
    );
  });

  test('lets what lies ahead again be told again, and nothing else', () => {
    const now = at('2026-11-27 16:00');
    const told = alertsDue(opened, [], now);
    expect(told.map(({ clock, step }) => `${clock} ${step}`)).toContain('settle yellow');
    const still = alertsStill(extendSettleClock(calendar, opened, openedAt, times), told, now);
    expect(still.map(({ clock, step }) => `${clock} ${step}`)).toEqual([
      'accept yellow',
      'accept red',
      'accept head',
    ]);
  });
});
