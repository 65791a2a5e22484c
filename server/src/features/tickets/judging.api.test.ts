import { randomUUID } from 'node:crypto';
import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import {
  askFor,
  createTestClock,
  rateBadly,
  staffBy,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());

type Rated = Awaited<ReturnType<typeof rateBadly>>;

/** Signs in once for each moment: tokens live shorter than the clock is moved. */
const tokens = new Map<string, Promise<string>>();
function tokenOf(username: string): Promise<string> {
  const key = `${username} ${clock.now().getTime()}`;
  const token = tokens.get(key) ?? server.staffToken(username);
  tokens.set(key, token);
  return token;
}

async function read(id: string, username: string): Promise<TicketDetail> {
  return (await server.call('getTicket', { token: await tokenOf(username), params: { id } })).body;
}

/** Takes the ticket through these actions, as it is now. */
async function work(id: string, username: string, ...actions: Parameters<typeof askFor>[0][]) {
  const token = await tokenOf(username);
  for (const action of actions) {
    const { version } = await read(id, username);
    await server.call('actOnTicket', {
      token,
      params: { id },
      body: askFor(action, version, `${action} 的话`),
    });
  }
}

async function answered(what: Parameters<typeof rateBadly>[1] = {}): Promise<Rated> {
  const rated = await rateBadly(server, what);
  await work(rated.ticketId, rated.handler, 'accept', 'conclude', 'reply');
  return rated;
}

type Judgement = { solved: true } | { solved: false; text: string };

const solved = { solved: true } as const;
const notSolved = { solved: false, text: '还是没有清单' } as const;

const judge = ({ resident, ratingId }: Rated, judgement: Judgement, idempotencyKey: string = randomUUID()) =>
  server.call('judgeRating', {
    token: resident,
    params: { id: ratingId },
    body: { ...judgement, idempotencyKey } as BodyOf<'judgeRating'>,
  });

async function refused({ resident, ratingId }: Rated, body: object) {
  const parts = { token: resident, params: { id: ratingId } };
  const { status, code } = await server.call.refused('judgeRating', {
    ...parts,
    body: { idempotencyKey: randomUUID(), ...body },
  });
  return [status, code];
}

const stored = (id: string) =>
  server.database.connection.collection('tickets').findOne({ _id: new Types.ObjectId(id) });

describe('a resident who was answered', () => {
  test('says that it is solved, which closes the ticket', async () => {
    const rated = await answered();
    const before = await server.call('getMyRating', {
      token: rated.resident,
      params: { id: rated.ratingId },
    });
    const judgeBy = new Date(clock.now().getTime() + 7 * dayMs).toISOString();
    expect(before.body.ticket).toMatchObject({ state: 'replied', judgeBy, outcome: null });
    const { body } = await judge(rated, solved);
    expect(body.ticket).toMatchObject({ state: 'closed', judgeBy: null, outcome: 'solved', reopened: false });
    expect(body.timeline.at(-1)).toMatchObject({ kind: 'solved', text: null });
    const seen = await read(rated.ticketId, rated.handler);
    expect(seen).toMatchObject({ state: 'closed', outcome: 'solved', actions: [] });
    expect(seen.history.at(-1)).toMatchObject({ kind: 'solved', by: null });
  });

  test('says that it is not solved: once it goes to the supervisor with new clocks, the second time it ends', async () => {
    const rated = await answered({ realName: true });
    const { ticketId: id } = rated;
    clock.advance(minuteMs);
    const { body } = await judge(rated, notSolved);
    expect(body.ticket).toMatchObject({ state: 'assigned', judgeBy: null, outcome: null, reopened: true });
    expect(body.timeline.at(-1)).toMatchObject({ kind: 'reopened', text: '还是没有清单' });

    const again = await read(id, 'supervisor');
    expect(again).toMatchObject({ state: 'assigned', handler: { name: '沈文清' }, reopened: true });
    expect(again.actions).toEqual(expect.arrayContaining(['accept', 'note']));
    expect(again.clocks.map(({ kind, stoppedAt }) => [kind, stoppedAt])).toEqual([
      ['accept', null],
      ['contact', null],
      ['settle', null],
    ]);
    const inbox = await server.call('listNotifications', {
      token: await tokenOf('supervisor'),
      query: {},
    });
    expect(inbox.body.items.filter(({ subject }) => subject.id === id)).toMatchObject([
      { kind: 'ticket-reopened' },
    ]);
    const before = await stored(id);
    expect(before?.formerClocks.map((one: { stoppedAt: unknown }) => one.stoppedAt !== null)).toEqual([
      true,
      true,
      true,
    ]);

    await work(id, 'supervisor', 'accept', 'conclude', 'reply');
    const ended = (await judge(rated, { solved: false, text: '依然没有' })).body;
    expect(ended.ticket).toMatchObject({ state: 'closed', outcome: 'not-solved', judgeBy: null });
    expect(ended.timeline.map(({ kind, text }) => [kind, text]).slice(-5)).toEqual([
      ['reopened', '还是没有清单'],
      ['accepted', null],
      ['concluded', '属实'],
      ['replied', 'reply 的话'],
      ['unsolved', '依然没有'],
    ]);
    expect(await refused(rated, notSolved)).toEqual([409, 'judgement-not-open']);
  });

  test('of a ticket that was reopened the supervisors are told again of each colour', async () => {
    const rated = await answered();
    await judge(rated, notSolved);
    const alerts = async () =>
      (
        await server.call('listNotifications', {
          token: await tokenOf('supervisor'),
          query: { limit: 50 },
        })
      ).body.items.filter(({ subject, kind }) => subject.id === rated.ticketId && kind === 'ticket-alert');
    clock.advance(dayMs);
    await server.app.tickets.raiseAlerts();
    await server.app.tickets.raiseAlerts();
    expect((await alerts()).map(({ title }) => title).sort()).toEqual(['已超时：接单', '快到期：接单']);
  });

  test('and does not judge is taken to have nothing to add after seven days', async () => {
    const rated = await answered();
    clock.advance(7 * dayMs - 1);
    await server.app.tickets.closeUnjudged();
    expect((await stored(rated.ticketId))?.state).toBe('replied');
    clock.advance(1);
    await Promise.all([server.app.tickets.closeUnjudged(), server.app.tickets.closeUnjudged()]);
    const closed = await stored(rated.ticketId);
    expect(closed).toMatchObject({ state: 'closed', open: false, outcome: 'unanswered', closesAt: null });
    expect(closed?.history.filter(({ kind }: { kind: string }) => kind === 'lapse')).toHaveLength(1);
    const token = await server.residentToken('nobody-else');
    expect((await server.call.refused('getMyRating', { token, params: { id: rated.ratingId } })).status).toBe(
      404,
    );
    expect(await server.app.audit.firstBreak('tickets')).toBeNull();
  });

  test('judges once, however often the same is sent', async () => {
    const rated = await answered();
    const key = randomUUID();
    await Promise.all([
      judge(rated, notSolved, key),
      judge(rated, notSolved, key),
      judge(rated, notSolved, key),
    ]);
    await judge(rated, notSolved, key);
    const ticket = await stored(rated.ticketId);
    expect([ticket?.state, ticket?.judgements.length]).toEqual(['assigned', 1]);
    expect(await refused(rated, { ...solved, idempotencyKey: key })).toEqual([409, 'idempotency-key-reused']);
  });

  test('of two judgements at once, one counts', async () => {
    const rated = await answered();
    const answers = await Promise.allSettled([judge(rated, solved), judge(rated, notSolved)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const ticket = await stored(rated.ticketId);
    expect(ticket?.judgements).toHaveLength(1);
    expect(ticket?.state).toBe(ticket?.judgements[0].solved ? 'closed' : 'assigned');
  });

  test('is heard also while the handler writes a note', async () => {
    const rated = await answered();
    const token = await tokenOf(rated.handler);
    const { version } = await read(rated.ticketId, rated.handler);
    const note = { token, params: { id: rated.ticketId }, body: askFor('note', version) };
    await Promise.allSettled([server.call('actOnTicket', note), judge(rated, solved)]);
    expect(await stored(rated.ticketId)).toMatchObject({ state: 'closed', outcome: 'solved' });
  });

  test('reads the note that is for them alone', async () => {
    const rated = await rateBadly(server);
    await work(rated.ticketId, rated.handler, 'accept', 'conclude');
    const body = { action: 'reply', version: 3, text: '已改进', privateNote: '请带回执来换卡' } as const;
    const token = await tokenOf(rated.handler);
    await server.call('actOnTicket', { token, params: { id: rated.ticketId }, body });
    const mine = await server.call('getMyRating', { token: rated.resident, params: { id: rated.ratingId } });
    expect(mine.body.ticket).toMatchObject({ reply: '已改进', privateNote: '请带回执来换卡' });
  });
});

describe('a judgement is refused', () => {
  test('before there is an answer, and after the ticket has closed', async () => {
    const rated = await rateBadly(server);
    expect(await refused(rated, solved)).toEqual([409, 'judgement-not-open']);
    await work(rated.ticketId, rated.handler, 'accept', 'conclude', 'reply');
    await judge(rated, solved);
    expect(await refused(rated, notSolved)).toEqual([409, 'judgement-not-open']);
  });

  test('from anyone but the resident whose rating it is', async () => {
    const rated = await answered();
    const body = { ...solved, idempotencyKey: randomUUID() };
    const params = { id: rated.ratingId };
    const codeFor = async (token?: string) =>
      (await server.call.refused('judgeRating', { ...(token && { token }), params, body })).code;
    expect(await codeFor(await server.residentToken('someone-else'))).toBe('not-found');
    expect(await codeFor(await tokenOf(rated.handler))).toBe('not-allowed');
    expect(await codeFor()).toBe('not-signed-in');
    expect((await stored(rated.ticketId))?.state).toBe('replied');
  });

  test.each([
    ['no answer', {}],
    ['not solved without a word why', { solved: false }],
    ['not solved with blanks', { solved: false, text: '  ' }],
    ['1001 characters', { solved: false, text: '很'.repeat(1001) }],
    ['words with a solved one', { solved: true, text: '谢谢' }],
    ['no key', { solved: true, idempotencyKey: undefined }],
  ])('%s', async (_what, body) => {
    expect(await refused(await answered(), body)).toEqual([400, 'invalid-request']);
  });

  test('for a good rating, which has no ticket', async () => {
    const resident = await server.residentToken('content');
    const { body } = await server.call('submitRating', {
      token: resident,
      body: { scene: 'c.A01', grade: 5, tags: [], anonymous: true, idempotencyKey: randomUUID() },
    });
    expect(await refused({ resident, ratingId: body.id, ticketId: '', handler: '' }, solved)).toEqual([
      409,
      'judgement-not-open',
    ]);
  });
});

test('where nobody else supervises, what is not solved comes back to its handler', async () => {
  await staffBy(server, { supervisor: { roles: ['clerk'] }, director: { roles: ['clerk'] } });
  try {
    const rated = await answered();
    await judge(rated, notSolved);
    const again = await read(rated.ticketId, rated.handler);
    expect(again).toMatchObject({ state: 'assigned', reopened: true });
    expect(again.actions).toContain('accept');
  } finally {
    await staffBy(server, {});
  }
});
