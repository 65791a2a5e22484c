import type { BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../platform/clock.ts';
import { createTestClock, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());

type Entry = Omit<Extract<BodyOf<'actOnTicket'>, { action: 'contact' }>, 'action' | 'version'>;
const call: Entry = { how: 'phone', reached: true, text: '约定周三答复' };

/** An accepted ticket of a resident who left a number. */
async function accepted() {
  const { ticketId: id, handler } = await rateBadly(server, { realName: true });
  const token = await server.staffToken(handler);
  await server.call('actOnTicket', { token, params: { id }, body: { action: 'accept', version: 1 } });
  const log = async (entry: Entry) => {
    const { version } = (await server.call('getTicket', { token, params: { id } })).body;
    const parts = { token, params: { id }, body: { action: 'contact' as const, version, ...entry } };
    return {
      enter: () => server.call('actOnTicket', parts),
      refused: () => server.call.refused('actOnTicket', parts),
    };
  };
  return log;
}

test('an entry says when and how the resident was contacted, whether they were reached and what was said', async () => {
  const log = await accepted();
  clock.advance(5 * minuteMs);
  const contactedAt = new Date(clock.now().getTime() - 3 * minuteMs).toISOString();
  const { body } = await (await log({ ...call, how: 'visit', contactedAt })).enter();
  expect(body.history.at(-1)).toMatchObject({
    kind: 'contact',
    text: '约定周三答复',
    contact: { at: contactedAt, how: 'visit', reached: true },
  });
});

test('an entry without a time is of now', async () => {
  const { body } = await (await (await accepted())(call)).enter();
  expect(body.history.at(-1)?.contact?.at).toBe(clock.now().toISOString());
});

test('an entry can be of the minute the ticket came in, of which a form drops the seconds', async () => {
  const contactedAt = new Date(clock.now().getTime() - 59_000).toISOString();
  const { body } = await (await (await accepted())({ ...call, contactedAt })).enter();
  expect(body.history.at(-1)?.contact?.at).toBe(contactedAt);
});

test('the clock of the first contact stops when the resident is reached, not when it is tried', async () => {
  const log = await accepted();
  const stopped = (clocks: { kind: string; stoppedAt: string | null }[]) =>
    clocks.find(({ kind }) => kind === 'contact')?.stoppedAt !== null;
  const tried = await (await log({ ...call, reached: false, text: '无人接听' })).enter();
  expect(stopped(tried.body.clocks)).toBe(false);
  const reached = await (await log(call)).enter();
  expect(stopped(reached.body.clocks)).toBe(true);
});

test.each([
  ['before the ticket was there', -24 * hourMs],
  ['in the future', 10 * minuteMs],
])('a contact %s is refused', async (_when, offset) => {
  const contactedAt = new Date(clock.now().getTime() + offset).toISOString();
  const { status, code } = await (await (await accepted())({ ...call, contactedAt })).refused();
  expect([status, code]).toEqual([400, 'contact-time-wrong']);
});

test('a contact without the way, or without saying whether it worked, is refused', async () => {
  const log = await accepted();
  for (const missing of ['how', 'reached', 'text'] as const) {
    const entry = { ...call, [missing]: undefined };
    expect((await (await log(entry as Entry)).refused()).code).toBe('invalid-request');
  }
});
