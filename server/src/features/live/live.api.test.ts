import { randomUUID } from 'node:crypto';
import { type LiveKind, liveCloses, livePath } from '@linli/shared/live.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serve } from '../../demo/story.ts';
import {
  askFor,
  consultingStage,
  listen,
  openSocket,
  rateBadly,
  staffBy,
  startTestServer,
  type TestListener,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
const listeners: TestListener[] = [];
const tokens = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  // One of those who are rated oversees tickets, too.
  await staffBy(server, { 'clerk.qian': { roles: ['clerk', 'supervisor'] } });
  for (const name of [
    'handler',
    'handler.zhou',
    'director',
    'judicial',
    'clerk.qian',
    'station',
    'lawyer',
    'lawyer.he',
  ])
    tokens.set(name, await server.staffToken(name));
});
beforeEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.drop()));
});
afterAll(() => server.stop());

const bearer = (username: string) => `Bearer ${tokens.get(username)}`;

async function listenAs(authorization: string, since: string | null = null) {
  const listener = await listen(server.url, authorization, since);
  listeners.push(listener);
  return { ...listener, ready: await listener.next('ready') };
}

/** Lets everyone with an inbox here hear something: what they did not hear before it, they never will. */
const ring = (...usernames: string[]) =>
  server.app.notifications.tell(
    usernames.map((username) => {
      const member = server.app.organization.directory().staffByUsername(username);
      if (!member) throw new Error(`nobody is called ${username}`);
      return member._id;
    }),
    randomUUID(),
    { kind: 'ticket-assigned', ticketNumber: '20261123-7KQ2' },
    { kind: 'ticket', id: new Types.ObjectId() },
  );

/** What came after the greeting, once the bell has been heard. */
async function heardUntilBell(listener: TestListener): Promise<LiveKind[]> {
  return [...(await listener.heard('inbox'))].toSorted();
}

async function addScreen(counter = 'A03') {
  const admin = await server.staffToken('admin');
  const { items } = (await server.call('listCodes', { token: admin })).body;
  const id = items.find(({ kind, code }) => kind === 'counter' && code === counter)?.id ?? '';
  const body = { name: '窗口小屏', counter: id, idempotencyKey: randomUUID() };
  const screen = (await server.call('addScreen', { token: admin, body })).body;
  return { ...screen, authorization: `Device ${screen.token}`, admin };
}

describe('who is told', () => {
  test('a new ticket reaches its handler and who oversees the unit, and no other unit', async () => {
    const [mine, other] = await Promise.all([listenAs(bearer('handler')), listenAs(bearer('handler.zhou'))]);
    const [director, judicial] = await Promise.all([
      listenAs(bearer('director')),
      listenAs(bearer('judicial')),
    ]);
    const { handler } = await rateBadly(server, { counter: 'A03' });
    const [handles, beside] = handler === 'handler' ? [mine, other] : [other, mine];
    await ring('director', 'judicial', handler === 'handler' ? 'handler.zhou' : 'handler');
    expect(await handles.heard('own-tickets')).toContain('unit-tickets');
    expect(await heardUntilBell(beside)).toEqual(['inbox', 'unit-tickets']);
    expect(await heardUntilBell(director)).toEqual(['inbox', 'unit-tickets']);
    expect(await heardUntilBell(judicial)).toEqual(['inbox']);
  });

  test('who is rated does not even learn that something has changed', async () => {
    const rated = await listenAs(bearer('clerk.qian'));
    await rateBadly(server, { counter: 'A02' });
    await ring('clerk.qian');
    expect(await heardUntilBell(rated)).toEqual(['inbox']);
  });

  test('who had a ticket that is passed on hears of it as well as who has it now', async () => {
    const { handler, ticketId } = await rateBadly(server, { counter: 'A03' });
    const to = handler === 'handler' ? 'handler.zhou' : 'handler';
    const [before, after] = [await listenAs(bearer(handler)), await listenAs(bearer(to))];
    const staffId = server.app.organization.directory().staffByUsername(to)?._id.toHexString();
    const body = { ...askFor('reassign', 1), to: staffId };
    await server.call.raw(
      'actOnTicket',
      { token: tokens.get('director') ?? '', params: { id: ticketId } },
      { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
    await Promise.all([before.heard('own-tickets'), after.heard('own-tickets')]);
  });

  test('a resident hears that there is a message for them, and of nobody else’s', async () => {
    const { resident, ratingId } = await rateBadly(server, { counter: 'A03' });
    const [own, other] = [
      await listenAs(`Bearer ${resident}`),
      await listenAs(`Bearer ${await server.residentToken('somebody-else')}`),
    ];
    const source = { kind: 'rating', id: new Types.ObjectId(ratingId) } as const;
    const answered = { kind: 'case-answered', ticketNumber: '20261123-7KQ2', of: 'rating' } as const;
    await server.app.notifications.tellResidentOf(source, randomUUID(), answered);
    expect([...(await own.heard('inbox'))]).toEqual(['inbox']);
    expect(other.messages).toHaveLength(1);
  });

  test('a consultation day moves for its station and its lawyer, and not for another lawyer', async () => {
    const stage = consultingStage(server);
    const [station, lawyer, other] = [
      await listenAs(bearer('station')),
      await listenAs(bearer('lawyer')),
      await listenAs(bearer('lawyer.he')),
    ];
    const { id } = await stage.book('visitor');
    await Promise.all([station.heard('day'), lawyer.heard('day')]);
    await server.call('cancelAppointment', { token: await stage.resident('visitor'), params: { id } });
    await Promise.all([station.heard('day'), lawyer.heard('day')]);
    await ring('lawyer.he');
    expect(await heardUntilBell(other)).toEqual(['inbox']);
    await stage.walkIn('station');
    await station.heard('day');
  });

  test('a screen hears of its own counter: a service that ends, and its rating', async () => {
    const [{ authorization }, other] = [await addScreen('A03'), await addScreen('A04')];
    const [screen, beside] = [await listenAs(authorization), await listenAs(other.authorization)];
    const { token } = await serve(server.app, 'A03', 'birth-registration');
    await screen.heard('screen');
    await server.call('submitRating', {
      token: await server.residentToken('at-the-screen'),
      body: { scene: `r.${token}`, grade: 5, tags: [], anonymous: true, idempotencyKey: randomUUID() },
    });
    await screen.heard('screen');
    expect(beside.messages).toHaveLength(1);
  });

  test('no message says more than what kind of thing has changed', async () => {
    const director = await listenAs(bearer('director'));
    await rateBadly(server, { counter: 'A03' });
    await director.heard('unit-tickets');
    for (const message of director.messages) {
      const { cursor, type, ...rest } = message;
      expect(cursor).toMatch(/^\d+$/);
      expect(['ready', 'changed']).toContain(type);
      expect(Object.keys(rest).filter((key) => !['changed', 'afresh', 'beatSeconds'].includes(key))).toEqual(
        [],
      );
    }
  });
});

describe('who comes back', () => {
  test('is told what was missed, once, and nothing that was heard before', async () => {
    const first = await listenAs(bearer('director'));
    expect(first.ready).toMatchObject({ afresh: true, changed: [] });
    await rateBadly(server, { counter: 'A03' });
    await first.heard('unit-tickets');
    await ring('director');
    await first.heard('inbox');
    const { cursor } = first.messages.at(-1) ?? { cursor: null };
    await first.drop();

    const nothingMissed = await listenAs(bearer('director'), cursor);
    expect(nothingMissed.ready).toMatchObject({ afresh: false, changed: [], cursor });
    await nothingMissed.drop();

    await rateBadly(server, { counter: 'A03' });
    const back = await listenAs(bearer('director'), cursor);
    expect(back.ready).toMatchObject({ afresh: false, changed: ['unit-tickets'] });
    await ring('director');
    expect(await heardUntilBell(back)).toEqual(['inbox']);
  });

  test('is not told what others missed', async () => {
    const { ready, drop } = await listenAs(bearer('judicial'));
    await drop();
    await rateBadly(server, { counter: 'A03' });
    expect((await listenAs(bearer('judicial'), ready.cursor)).ready.changed).toEqual([]);
  });

  test('too late, or with what was never said here, is told to read everything again', async () => {
    const { ready, drop } = await listenAs(bearer('director'));
    await drop();
    // One after the other, so that each is stored by itself.
    await ring('judicial');
    await ring('judicial');
    expect((await listenAs(bearer('director'), ready.cursor)).ready.afresh).toBe(false);
    // As if far more had happened since, and another process had been started after it.
    const changes = server.database.connection.collection<{ _id: number }>('changes');
    const last = await changes.find().sort({ _id: -1 }).limit(1).next();
    await changes.deleteMany({ _id: { $lt: last?._id ?? 0 } });
    const restarted = await startTestServer({
      database: { uri: server.database.uri, name: server.database.connection.name },
      clock: server.clock,
    });
    const late = await listen(restarted.url, bearer('director'), ready.cursor);
    expect((await late.next('ready')).afresh).toBe(true);
    await late.drop();
    await restarted.stop();
    expect((await listenAs(bearer('director'), '999999')).ready.afresh).toBe(true);
  });
});

describe('who is sent away', () => {
  test('comes with no token that works', async () => {
    const screen = await addScreen();
    const params = { id: screen.id };
    await server.call('revokeScreen', { token: screen.admin, params });
    for (const authorization of ['', 'Bearer', 'Bearer nothing', 'Device nothing', screen.authorization]) {
      const stranger = await listen(server.url, authorization);
      expect(await stranger.closed).toBe(liveCloses.notSignedIn);
      expect(stranger.messages).toEqual([]);
    }
  });

  test('has signed out, or is a screen that was revoked, with the next beat', async () => {
    const token = await server.residentToken('leaving');
    const screen = await addScreen();
    const [resident, device, stays] = [
      await listenAs(`Bearer ${token}`),
      await listenAs(screen.authorization),
      await listenAs(bearer('director')),
    ];
    await server.call('signOut', { token });
    await server.call('revokeScreen', { token: screen.admin, params: { id: screen.id } });
    await device.heard('screen');
    await server.app.live.beat();
    expect([await resident.closed, await device.closed]).toEqual(Array(2).fill(liveCloses.notSignedIn));
    await stays.next('beat');
  });

  test('leaves three beats unanswered', async () => {
    const [silent, awake] = [await listenAs(bearer('handler')), await listenAs(bearer('director'))];
    for (let beats = 0; beats < 3; beats++) {
      await server.app.live.beat();
      if (beats < 2) await awake.next('beat');
      awake.send({ type: 'beat' });
      // The answer has arrived once the next message does.
      await ring('director');
      await awake.heard('inbox');
    }
    expect(await silent.closed).toBe(1006);
    await ring('director');
    await awake.heard('inbox');
  });

  test('sends what is no message', async () => {
    const hello = { type: 'hello', authorization: bearer('director'), since: null };
    const wrong = [
      'no json',
      '[]',
      '{"type":"beat"}',
      '{"type":"hello"}',
      JSON.stringify({ ...hello, since: -1 }),
      JSON.stringify({ ...hello, since: '1e9' }),
      JSON.stringify({ ...hello, more: true }),
      Buffer.from(JSON.stringify(hello)),
    ];
    for (const text of wrong) {
      const socket = await openSocket(server.url);
      if (typeof text === 'string') socket.send(text);
      else socket.sendBinary(text);
      expect(await socket.closed).toBe(liveCloses.malformed);
    }
    const twice = await listenAs(bearer('director'));
    twice.send(hello);
    expect(await twice.closed).toBe(liveCloses.malformed);
    const long = await openSocket(server.url);
    long.send({ ...hello, authorization: 'x'.repeat(5000) });
    expect(await long.closed).toBe(1009);
    const chatty = await listenAs(bearer('director'));
    for (let index = 0; index < 30; index++) chatty.send({ type: 'beat' });
    expect(await chatty.closed).toBe(liveCloses.malformed);
  });

  test('was there longest, when somebody opens too many', async () => {
    const opened = [];
    for (let count = 0; count < 9; count++) opened.push(await listenAs(bearer('director')));
    expect(await opened[0]?.closed).toBe(liveCloses.tooMany);
    await ring('director');
    await Promise.all(opened.slice(1).map((listener) => listener.heard('inbox')));
  });
});

test('there is a socket at this one address only', async () => {
  expect((await fetch(server.url + livePath)).status).toBe(404);
  await expect(openSocket(`${server.url}/api/v1/other`)).rejects.toThrow('404');
});

test('a server that stops says good-bye first', async () => {
  const other = await startTestServer({
    database: { uri: server.database.uri, name: server.database.connection.name },
    clock: server.clock,
  });
  const listener = await listen(other.url, bearer('director'));
  await listener.next('ready');
  await other.stop();
  expect(await listener.closed).toBe(1001);
});
