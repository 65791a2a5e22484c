import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, minuteMs } from '../../platform/clock.ts';
import {
  cellMinutes,
  daysFrom,
  freeSeats,
  isBookable,
  type Session,
  seatCells,
  slotsOn,
  timeCells,
} from './slots.ts';

const afternoon: Session = {
  lawyerId: 'qin',
  stationId: 'gumei',
  mode: 'on-site',
  from: 13 * 60 + 30,
  to: 16 * 60,
  slotMinutes: 30,
  bufferMinutes: 0,
  seats: 1,
};

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const startsOf = (slots: { startsAt: Date }[]) =>
  slots.map(({ startsAt }) =>
    later(startsAt, 8 * 60 * minuteMs)
      .toISOString()
      .slice(11, 16),
  );

describe('the slots of a day', () => {
  test('fill the session', () => {
    expect(startsOf(slotsOn('2026-12-01', [afternoon], []))).toEqual([
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
    ]);
  });

  test('leave the buffer between them, and need none after the last', () => {
    const slots = slotsOn('2026-12-01', [{ ...afternoon, bufferMinutes: 10 }], []);
    expect(startsOf(slots)).toEqual(['13:30', '14:10', '14:50', '15:30']);
  });

  test('leave out what does not fit any more', () => {
    expect(startsOf(slotsOn('2026-12-01', [{ ...afternoon, to: 14 * 60 + 25 }], []))).toEqual(['13:30']);
    expect(slotsOn('2026-12-01', [{ ...afternoon, to: 13 * 60 + 55 }], [])).toEqual([]);
  });

  test.each([
    ['a lawyer on leave', { kind: 'lawyer', id: 'qin' }, ['13:30', '15:30']],
    ['a closed station', { kind: 'station', id: 'gumei' }, ['13:30', '15:30']],
    ['another lawyer on leave', { kind: 'lawyer', id: 'he' }, ['13:30', '14:00', '14:30', '15:00', '15:30']],
  ] as const)('leave out what falls into the time of %s', (_, of, left) => {
    const gap = { of, from: at('2026-12-01 14:10'), to: at('2026-12-01 15:30') };
    expect(startsOf(slotsOn('2026-12-01', [afternoon], [gap]))).toEqual(left);
  });

  test('are those of China also over the year’s end, and of several sessions in order of time', () => {
    const evening = { ...afternoon, lawyerId: 'he', from: 23 * 60 + 30, to: 24 * 60 };
    const slots = slotsOn('2026-12-31', [evening, afternoon], []);
    expect(slots.at(-1)).toMatchObject({ lawyerId: 'he', endsAt: new Date('2026-12-31T16:00:00Z') });
    expect(daysFrom('2026-12-30', '2027-01-02')).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ]);
    expect(daysFrom('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });

  test('are the same wherever the server stands, also where clocks are put forward that night', () => {
    const all = () => ['2026-03-08', '2026-11-01', '2026-12-31'].map((day) => slotsOn(day, [afternoon], []));
    const zone = process.env.TZ;
    const inZone = (name: string) => {
      process.env.TZ = name;
      return all();
    };
    try {
      const inChina = inZone('Asia/Shanghai');
      expect(inChina[0]?.[0]?.startsAt).toEqual(new Date('2026-03-08T05:30:00Z'));
      expect(inZone('America/New_York')).toEqual(inChina);
      expect(inZone('Pacific/Kiritimati')).toEqual(inChina);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('end where a closure begins that lasts over midnight into the next year', () => {
    const gap = {
      of: { kind: 'station' as const, id: 'gumei' },
      from: at('2026-12-31 15:00'),
      to: at('2027-01-01 14:00'),
    };
    expect(startsOf(slotsOn('2026-12-31', [afternoon], [gap]))).toEqual(['13:30', '14:00', '14:30']);
    expect(startsOf(slotsOn('2027-01-01', [afternoon], [gap]))).toEqual(['14:00', '14:30', '15:00', '15:30']);
  });
});

describe('a slot', () => {
  const [slot] = slotsOn('2026-12-15', [afternoon], []);
  if (!slot) throw new Error('no slot');
  const window = { noticeMinutes: 60, horizonDays: 14 };

  test('is booked up to the notice before it, not later', () => {
    expect(isBookable(slot, at('2026-12-15 12:30'), window)).toBe(true);
    expect(isBookable(slot, at('2026-12-15 12:31'), window)).toBe(false);
  });

  test('is booked from the horizon’s day on, whatever the hour', () => {
    expect(isBookable(slot, at('2026-12-01 00:00'), window)).toBe(true);
    expect(isBookable(slot, at('2026-11-30 23:59'), window)).toBe(false);
  });

  test('has the seats that nobody has taken', () => {
    const group = { ...slot, seats: 3 };
    expect(freeSeats(group, new Set())).toEqual([0, 1, 2]);
    expect(freeSeats(group, new Set(seatCells(slot, 1)))).toEqual([0, 2]);
  });
});

describe('two seats', () => {
  /** Sessions begin and end on full five minutes. */
  const minutes = (max: number) => fc.nat(max / cellMinutes).map((count) => count * cellMinutes);
  const slotOf = (start: number, length: number, bufferMinutes: number) => {
    const startsAt = later(at('2026-12-01 08:00'), start * minuteMs);
    return {
      lawyerId: 'qin',
      startsAt,
      endsAt: later(startsAt, (length + cellMinutes) * minuteMs),
      bufferMinutes,
    };
  };

  test('share a cell exactly when one reaches into the other', () => {
    fc.assert(
      fc.property(
        minutes(240),
        minutes(60),
        minutes(240),
        minutes(60),
        minutes(20),
        (one, length, two, long, buffer) => {
          const [first, second] = [slotOf(one, length, buffer), slotOf(two, long, buffer)];
          const end = (slot: typeof first) => later(slot.endsAt, buffer * minuteMs);
          const meet = first.startsAt < end(second) && second.startsAt < end(first);
          const shared = seatCells(first, 0).some((cell) => seatCells(second, 0).includes(cell));
          expect(shared).toBe(meet);
        },
      ),
    );
  });

  test('of one resident share a cell exactly when their times meet; the buffer is the lawyer’s', () => {
    const first = slotOf(0, 25, 10);
    const next = slotOf(30, 25, 10);
    const shared = timeCells('wang', first).some((cell) => timeCells('wang', next).includes(cell));
    expect(shared).toBe(false);
    expect(seatCells(first, 0).some((cell) => seatCells(next, 0).includes(cell))).toBe(true);
  });
});
