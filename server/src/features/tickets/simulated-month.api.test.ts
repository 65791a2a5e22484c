import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourMs, later, minuteMs } from '../../platform/clock.ts';
import { createTestClock, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

/**
 * A month at the judicial office, which works from 8:30 to 11:30 and from 13:30 to 17:30, seven hours a day. In 2026
 * the State Council closes 25 to 27 September and 1 to 7 October, and has Saturday, 10 October worked instead.
 * Nobody touches the tickets. The moments were reckoned by hand.
 */
const month = { from: '2026-09-24 17:00', to: '2026-10-24 12:00' };

interface Course {
  opened: string;
  /** When each clock turns yellow, after six tenths of its working time, and red, when it is due. */
  accept: [yellow: string, red: string];
  contact: [yellow: string, red: string];
  settle: [yellow: string, red: string];
}

const courses = {
  'ten minutes before the Mid-Autumn holiday': {
    opened: '2026-09-24 17:20',
    accept: ['2026-09-24 17:29', '2026-09-28 08:35'],
    contact: ['2026-09-28 14:38', '2026-09-28 17:30'],
    settle: ['2026-09-30 17:26', '2026-10-09 17:30'],
  },
  'on the morning before the National Day holiday': {
    opened: '2026-09-30 09:00',
    accept: ['2026-09-30 09:09', '2026-09-30 09:15'],
    contact: ['2026-10-08 10:06', '2026-10-08 17:30'],
    settle: ['2026-10-10 14:54', '2026-10-13 17:30'],
  },
  'in the middle of the holiday': {
    opened: '2026-10-03 10:00',
    accept: ['2026-10-08 08:39', '2026-10-08 08:45'],
    contact: ['2026-10-08 14:42', '2026-10-08 17:30'],
    settle: ['2026-10-10 17:30', '2026-10-13 17:30'],
  },
  'on the make-up Saturday': {
    opened: '2026-10-10 16:00',
    accept: ['2026-10-10 16:09', '2026-10-10 16:15'],
    contact: ['2026-10-12 14:06', '2026-10-12 17:30'],
    settle: ['2026-10-14 16:54', '2026-10-16 17:30'],
  },
  'on an ordinary Sunday': {
    opened: '2026-10-18 12:00',
    accept: ['2026-10-19 08:39', '2026-10-19 08:45'],
    contact: ['2026-10-19 14:42', '2026-10-19 17:30'],
    settle: ['2026-10-21 17:30', '2026-10-23 17:30'],
  },
} as const satisfies Record<string, Course>;

type Name = keyof typeof courses;
const names = Object.keys(courses) as Name[];
const clockKinds = ['accept', 'contact', 'settle'] as const;

const inShanghai = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const clock = createTestClock(inShanghai(month.from));
let server: TestServer;
const ticketIds = new Map<Name, string>();

beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());

let signedIn: { token: string; at: Date } | undefined;

/** Of someone who reads on for a while: signing in for each page would be refused. */
async function supervisorToken(): Promise<string> {
  if (!signedIn || clock.now() > later(signedIn.at, 9 * minuteMs)) {
    signedIn = { token: await server.staffToken('supervisor'), at: clock.now() };
  }
  return signedIn.token;
}

/** Every full hour, every moment something is expected, and the minute before it. */
function moments(): Date[] {
  const [from, to] = [inShanghai(month.from), inShanghai(month.to)];
  const hours = Array.from({ length: Math.floor((to.getTime() - from.getTime()) / hourMs) }, (_, count) =>
    later(from, count * hourMs),
  );
  const expected = names.flatMap((name) => [
    inShanghai(courses[name].opened),
    ...clockKinds.flatMap((kind) => courses[name][kind].map(inShanghai)),
  ]);
  const times = [...hours, ...expected, ...expected.map((moment) => later(moment, -minuteMs))];
  return [...new Set(times.map((time) => time.getTime()))]
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

function expectedColours(name: Name): string[] {
  return clockKinds.map((kind) => {
    const [yellow, red] = courses[name][kind].map(inShanghai) as [Date, Date];
    if (clock.now() < yellow) return `${kind} green`;
    return `${kind} ${clock.now() < red ? 'yellow' : 'red'}`;
  });
}

async function shownColours(name: Name, token: string): Promise<string[]> {
  const params = { id: ticketIds.get(name) ?? '' };
  const { body } = await server.call('getTicket', { token, params });
  return body.clocks.map(({ kind, colour }) => `${kind} ${colour}`);
}

/** What people were told, with the moment: `settle yellow 2026-10-10 14:54`. */
async function toldOf(name: Name): Promise<string[]> {
  const messages = await server.database.connection
    .collection('notifications')
    .find({ 'subject.id': new Types.ObjectId(ticketIds.get(name)), 'notice.kind': 'ticket-alert' })
    .toArray();
  const written = messages.map(({ notice, at }) => {
    const local = new Date(at.getTime() + 8 * hourMs).toISOString();
    return `${notice.clock} ${notice.colour} ${local.slice(0, 16).replace('T', ' ')}`;
  });
  return [...new Set(written)].sort();
}

test('a month with two holidays and a make-up Saturday gives each clock its colours to the minute', async () => {
  for (const moment of moments()) {
    clock.advance(moment.getTime() - clock.now().getTime());
    for (const name of names) {
      if (inShanghai(courses[name].opened).getTime() !== moment.getTime()) continue;
      ticketIds.set(name, (await rateBadly(server, { realName: true, counter: 'B01' })).ticketId);
    }
    await server.app.tickets.raiseAlerts();
    if (moment.getMinutes() === 0) continue;
    const token = await supervisorToken();
    for (const name of ticketIds.keys()) {
      expect([name, ...(await shownColours(name, token))]).toEqual([name, ...expectedColours(name)]);
    }
  }
  for (const name of names) {
    const { opened: _, ...clocks } = courses[name];
    const expected = Object.entries(clocks).flatMap(([kind, [yellow, red]]) => [
      `${kind} yellow ${yellow}`,
      `${kind} red ${red}`,
    ]);
    expect(await toldOf(name)).toEqual(expected.sort());
  }
}, 60_000);
