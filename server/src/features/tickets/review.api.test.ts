import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rateBadly, staffBy, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(() => staffBy(server, {}));
afterAll(() => server.stop());

const read = async (token: string, id: string) =>
  (await server.call('getTicket', { token, params: { id } })).body;

type Step<Body = BodyOf<'actOnTicket'>> = Body extends unknown ? Omit<Body, 'version'> : never;

/** Acts on the ticket as it is now. */
async function act(token: string, id: string, step: Step): Promise<TicketDetail> {
  const { version } = await read(token, id);
  const body = { ...step, version } as BodyOf<'actOnTicket'>;
  return (await server.call('actOnTicket', { token, params: { id }, body })).body;
}

async function refused(token: string, id: string, step: object) {
  const { version } = await read(token, id);
  const { status, code } = await server.call.refused('actOnTicket', {
    token,
    params: { id },
    body: { version, ...step },
  });
  return [status, code];
}

const mistaken = { action: 'conclude', finding: 'mistaken', text: '评错了窗口' } as const;

/** A ticket whose handler has accepted it. */
async function accepted() {
  const rated = await rateBadly(server);
  const handler = await server.staffToken(rated.handler);
  await act(handler, rated.ticketId, { action: 'accept' });
  return { ...rated, id: rated.ticketId, handler, handlerName: rated.handler };
}

const inbox = async (username: string) =>
  (await server.call('listNotifications', { token: await server.staffToken(username), query: {} })).body
    .items;

describe('a finding against the rating', () => {
  test.each(['mistaken', 'malicious', 'no-legal-basis'] as const)(
    '%s waits for a supervisor, who is told; confirmed, it takes the rating out of the good rate',
    async (finding) => {
      const { id, handler } = await accepted();
      const proposed = await act(handler, id, { ...mistaken, finding });
      expect(proposed).toMatchObject({ state: 'reviewing', finding, excluded: false });
      expect(proposed.actions).toEqual(['note', 'ask-extension']);
      const [told] = await inbox('supervisor');
      expect(told).toMatchObject({ kind: 'ticket-to-review', subject: { id } });
      expect(told?.text).toContain(proposed.number);

      const supervisor = await server.staffToken('supervisor');
      expect((await read(supervisor, id)).actions).toEqual(
        expect.arrayContaining(['note', 'confirm', 'send-back']),
      );
      const confirmed = await act(supervisor, id, { action: 'confirm' });
      expect(confirmed).toMatchObject({ state: 'concluded', finding, excluded: true });
      expect((await read(handler, id)).actions).toContain('reply');
    },
  );

  test('is sent back with a reason, which the handler reads, and may then be another one', async () => {
    const { id, handler, handlerName } = await accepted();
    await act(handler, id, { ...mistaken, measures: ['training'] });
    const supervisor = await server.staffToken('supervisor');
    const back = await act(supervisor, id, { action: 'send-back', text: '请再看当天录像' });
    expect(back).toMatchObject({ state: 'accepted', finding: null, excluded: false, measures: [] });
    expect(back.history.at(-1)).toMatchObject({
      kind: 'send-back',
      by: '沈文清',
      text: '请再看当天录像',
      finding: 'mistaken',
    });
    expect((await inbox(handlerName))[0]).toMatchObject({ kind: 'ticket-reviewed', title: '结论被退回' });
    const concluded = await act(handler, id, {
      action: 'conclude',
      finding: 'substantiated',
      text: '录像显示确未告知',
      measures: ['apology', 'other'],
      measureText: '添置材料清单',
    });
    expect(concluded).toMatchObject({
      state: 'concluded',
      excluded: false,
      measures: ['apology', 'other'],
      measureText: '添置材料清单',
    });
  });

  test('is not known to the resident until it is confirmed, nor that it was sent back', async () => {
    const { id, handler, resident, ratingId } = await accepted();
    const supervisor = await server.staffToken('supervisor');
    await act(handler, id, mistaken);
    const seen = async () =>
      (await server.call('getMyRating', { token: resident, params: { id: ratingId } })).body;
    const waiting = await seen();
    expect(waiting.ticket).toMatchObject({ state: 'verifying', finding: null });
    expect(waiting.timeline.at(-1)).toMatchObject({ kind: 'verifying', text: null });
    const mine = await server.call('listMyRatings', { token: resident, query: {} });
    expect(mine.body.items[0]?.ticketState).toBe('verifying');
    expect(JSON.stringify(waiting)).not.toMatch(/mistaken|误评|复核|评错了窗口/);

    await act(supervisor, id, { action: 'send-back', text: '请再看当天录像' });
    expect(JSON.stringify(await seen())).not.toMatch(/mistaken|误评|退回|请再看/);
    await act(handler, id, mistaken);
    await act(supervisor, id, { action: 'confirm', text: '同意' });
    const confirmed = await seen();
    expect(confirmed.ticket).toMatchObject({ state: 'concluded', finding: 'mistaken' });
    expect(confirmed.timeline.at(-1)).toMatchObject({ kind: 'concluded', text: '误评' });
    expect(confirmed.grade, 'the rating stays as it was given').toBe(2);
  });
});

describe('the reviewer', () => {
  test('is nobody who handles the ticket, also as a supervisor', async () => {
    await staffBy(server, {
      handler: { roles: ['handler', 'supervisor'] },
      'handler.zhou': { roles: ['clerk'] },
    });
    const { id, handler } = await accepted();
    await act(handler, id, mistaken);
    expect((await read(handler, id)).actions).not.toContain('confirm');
    expect(await refused(handler, id, { action: 'confirm' })).toEqual([403, 'not-allowed']);
    const supervisor = await server.staffToken('supervisor');
    expect((await act(supervisor, id, { action: 'confirm' })).state).toBe('concluded');
  });

  test('reports to nobody who was rated', async () => {
    await staffBy(server, {
      supervisor: { reportsTo: 'clerk.qian' },
      director: { reportsTo: 'supervisor' },
      handler: { reportsTo: undefined },
      auditor: { department: 'minhang', roles: ['supervisor'] },
    });
    const { id, handler } = await accepted();
    await act(handler, id, mistaken);
    expect((await inbox('auditor'))[0]).toMatchObject({ kind: 'ticket-to-review', subject: { id } });
    for (const name of ['supervisor', 'director']) {
      expect((await inbox(name)).filter(({ subject }) => subject.id === id)).toEqual([]);
      expect(await refused(await server.staffToken(name), id, { action: 'confirm' })).toEqual([
        403,
        'not-allowed',
      ]);
    }
  });

  test('is missing where nobody else supervises: the finding is refused and nothing changes', async () => {
    await staffBy(server, {
      supervisor: { roles: ['handler'] },
      director: { roles: ['clerk'] },
      handler: { roles: ['handler', 'supervisor'] },
      'handler.zhou': { roles: ['clerk'] },
    });
    const { id, handler } = await accepted();
    expect(await refused(handler, id, mistaken)).toEqual([409, 'no-reviewer']);
    expect(await read(handler, id)).toMatchObject({ state: 'accepted', finding: null });
  });

  test('gives a reason for sending back, and names the version they saw', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, mistaken);
    const supervisor = await server.staffToken('supervisor');
    expect(await refused(supervisor, id, { action: 'send-back', text: ' ' })).toEqual([
      400,
      'invalid-request',
    ]);
    expect(await refused(supervisor, id, { action: 'confirm', version: 1 })).toEqual([409, 'ticket-changed']);
    const judicial = await server.staffToken('judicial.yang');
    const elsewhere = { token: judicial, params: { id }, body: { action: 'confirm', version: 3 } };
    expect((await server.call.refused('actOnTicket', elsewhere)).code).toBe('not-found');
  });

  test('of two who decide at once, one does', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, mistaken);
    const supervisor = await server.staffToken('supervisor');
    const decide = (body: BodyOf<'actOnTicket'>) =>
      server.call('actOnTicket', { token: supervisor, params: { id }, body });
    const answers = await Promise.allSettled([
      decide({ action: 'confirm', version: 3 }),
      decide({ action: 'send-back', version: 3, text: '再查' }),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { version, state, excluded } = await read(supervisor, id);
    expect([version, excluded]).toEqual([4, state === 'concluded']);
  });
});

test.each([
  ['a measure that is none', { measures: ['prize'] }],
  ['the same measure twice', { measures: ['apology', 'apology'] }],
  ['another measure without words', { measures: ['other'] }],
  ['a description of 501 characters', { measures: ['other'], measureText: '很'.repeat(501) }],
])('%s is bad input', async (_what, measures) => {
  const { id, handler } = await accepted();
  const step = { action: 'conclude', finding: 'substantiated', text: '属实', ...measures };
  expect(await refused(handler, id, step)).toEqual([400, 'invalid-request']);
});
