import { expect, test } from 'vitest';
import { type CalendarEntry, writeCalendar } from './calendar-entry.ts';

const entry: CalendarEntry = {
  id: '3'.repeat(24),
  version: 2,
  mode: 'on-site',
  startsAt: new Date('2026-12-31T23:30:00.000Z'),
  endsAt: new Date('2027-01-01T00:00:00.000Z'),
  cancelled: false,
  lawyer: '秦明理',
  station: { name: '公共法律服务站', address: '平南路 200 号, 3 楼; 东侧', phone: '021-64120001' },
  at: new Date('2026-12-30T01:00:00.000Z'),
};

/** What a calendar reads: folded lines put together again, values by name; the entry's own stand before its alarm's. */
function read(calendar: string): Map<string, string> {
  const lines = calendar.replace(/\r\n /g, '').trimEnd().split('\r\n');
  return new Map(
    lines.reverse().map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}

test('an appointment at the turn of the year begins and ends at its moments, in UTC', () => {
  const values = read(writeCalendar(entry));
  expect([values.get('DTSTART'), values.get('DTEND')]).toEqual(['20261231T233000Z', '20270101T000000Z']);
  expect([values.get('SEQUENCE'), values.get('STATUS')]).toEqual(['2', 'CONFIRMED']);
});

test('every line ends with CRLF and has at most 75 octets, no character cut in two', () => {
  const calendar = writeCalendar({ ...entry, station: { ...entry.station, name: '站'.repeat(100) } });
  const lines = calendar.split('\r\n');
  expect(lines.pop()).toBe('');
  expect(lines.filter((line) => line.includes('\n') || Buffer.byteLength(line) > 75)).toEqual([]);
  expect(read(calendar).get('LOCATION')).toContain('站'.repeat(100));
});

test('commas, semicolons and line breaks in names stay part of the text', () => {
  const values = read(writeCalendar(entry));
  expect(values.get('LOCATION')).toBe('公共法律服务站，平南路 200 号\\, 3 楼\\; 东侧');
  expect(values.get('DESCRIPTION')).toContain('秦明理律师\\n公共法律服务站');
});

test('a call has no place, and what was cancelled says so', () => {
  const values = read(writeCalendar({ ...entry, mode: 'phone', cancelled: true }));
  expect(values.has('LOCATION')).toBe(false);
  expect(values.get('STATUS')).toBe('CANCELLED');
});
