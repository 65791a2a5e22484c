import { randomUUID } from 'node:crypto';
import { demoLegalService } from '@linli/server/demo/story.ts';
import {
  type ApiCall,
  bookingOf,
  createApiCall,
  createTestClock,
  slotsOf,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

/** Owns the database and prepares it; the two processes under test share it. */
let owner: TestServer;
let processes: ServerProcess[];
let calls: ApiCall[];
let tokens: string[];

const residents = 300;
const groupSeats = 20;

beforeAll(async () => {
  owner = await startTestServer({ clock: createTestClock(new Date()) });
  const file = demoLegalService();
  await owner.app.legalService.load({
    ...file,
    lawyers: file.lawyers.map((lawyer) => ({
      ...lawyer,
      // Every day of the week, so that there is a slot tomorrow whatever today is.
      week: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
        {
          weekday,
          from: 9 * 60,
          to: 11 * 60,
          station: 'gumei',
          mode: 'on-site' as const,
          slotMinutes: 30,
          bufferMinutes: 0,
          seats: 1,
        },
        {
          weekday,
          from: 14 * 60,
          to: 15 * 60,
          station: 'gumei',
          mode: 'on-site' as const,
          slotMinutes: 60,
          bufferMinutes: 0,
          seats: groupSeats,
        },
      ]),
    })),
  });
  processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
  calls = processes.map(({ origin }) => createApiCall(origin));
  tokens = [];
  for (let index = 0; index < residents; index += 1) {
    const { body } = await inTurn(index)('signInWithWechat', { body: { code: `demo-crowd-${index}` } });
    tokens.push(body.accessToken);
  }
}, 120_000);
beforeEach(async () => {
  await owner.database.connection.collection('appointments').deleteMany({});
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await owner.stop();
});

/** The two processes in turn. */
function inTurn(index: number): ApiCall {
  const call = calls[index % calls.length];
  if (!call) throw new Error('no process is running');
  return call;
}

async function freeSlot(seats: number) {
  const slot = (await slotsOf(inTurn(0))).find((one) => one.seats === seats && one.free === seats);
  if (!slot) throw new Error('nothing is free');
  return slot;
}

/** Everyone asks at once; answers the codes of the refusals and the ids of what was made. */
async function rush(count: number, ask: (token: string, call: ApiCall, index: number) => Promise<string>) {
  const answers = await Promise.allSettled(
    tokens.slice(0, count).map((token, index) => ask(token, inTurn(index), index)),
  );
  const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
  return { made, refused };
}

/** Books as the app does: asked to come again, it asks again with the same key. */
async function book(
  call: ApiCall,
  token: string,
  body: ReturnType<typeof bookingOf>,
  triesLeft = 5,
): Promise<string> {
  try {
    return (await call('bookAppointment', { token, body })).body.id;
  } catch (error) {
    if (triesLeft === 0 || !String(error).includes(': 503 ')) throw error;
    return book(call, token, body, triesLeft - 1);
  }
}

const live = () => owner.database.connection.collection('appointments').find({ live: true }).toArray();

test('two hundred residents at once on one seat: one has it', async () => {
  const slot = await freeSlot(1);
  const { made, refused } = await rush(200, (token, call) => book(call, token, bookingOf(slot)));
  expect(made).toHaveLength(1);
  expect(refused.filter((reason) => reason.includes('slot-full'))).toHaveLength(199);
  expect((await live()).map(({ _id }) => _id.toHexString())).toEqual(made);
}, 60_000);

test('three hundred on twenty seats: twenty have one each', async () => {
  const slot = await freeSlot(groupSeats);
  const { made, refused } = await rush(residents, (token, call) => book(call, token, bookingOf(slot)));
  expect(made).toHaveLength(groupSeats);
  expect(refused.every((reason) => reason.includes('slot-full'))).toBe(true);
  const stored = await live();
  expect(stored.map(({ seat }) => seat).sort((a, b) => a - b)).toEqual([...Array(groupSeats).keys()]);
}, 60_000);

test('one resident at two processes has no more than two appointments, and none twice for one key', async () => {
  const slots = (await slotsOf(inTurn(0)))
    .filter(({ seats, free }) => seats === 1 && free === 1)
    .slice(0, 10);
  const [token = ''] = tokens;
  const key = randomUUID();
  const answers = await Promise.allSettled(
    slots.flatMap((slot, index) => [
      inTurn(index)('bookAppointment', { token, body: bookingOf(slot) }),
      inTurn(index + 1)('bookAppointment', {
        token,
        body: bookingOf(slots[0] ?? slot, { idempotencyKey: key }),
      }),
    ]),
  );
  expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
  const stored = await live();
  expect(stored.length).toBe(2);
  expect(new Set(stored.map(({ place }) => place)).size).toBe(2);
}, 60_000);

test('two residents who change seats with each other at once end with one seat each', async () => {
  const [one, other] = (await slotsOf(inTurn(0))).filter(({ seats, free }) => seats === 1 && free === 1);
  const [first = '', second = ''] = tokens;
  if (!one || !other) throw new Error('nothing is free');
  const ids = await Promise.all(
    (
      [
        [first, one],
        [second, other],
      ] as const
    ).map(async ([token, slot], index) => {
      const { body } = await inTurn(index)('bookAppointment', { token, body: bookingOf(slot) });
      return body.id;
    }),
  );
  const move = (token: string, id: string, to: typeof one, index: number) =>
    inTurn(index)('rescheduleAppointment', {
      token,
      params: { id },
      body: { lawyerId: to.lawyer.id, startsAt: to.startsAt },
    });
  const answers = await Promise.allSettled([
    move(first, ids[0] ?? '', other, 0),
    move(second, ids[1] ?? '', one, 1),
  ]);
  // Each seat is still taken by the other when it is asked for: nobody moves, and nobody loses what they have.
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await live()).map(({ _id }) => _id.toHexString()).sort()).toEqual([...ids].sort());
}, 60_000);
