import { randomUUID } from 'node:crypto';
import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { rateBadly, startTestServer, type TestServer, testContact } from '../../testing/index.ts';

let server: TestServer;
/** The two handlers of the service centre, their supervisor, and others. */
let tokens: Record<
  'handler' | 'handler.zhou' | 'supervisor' | 'auditor' | 'judicial' | 'clerk.chu' | 'clerk' | 'admin',
  string
>;
beforeAll(async () => {
  server = await startTestServer();
  const organization = demoOrganization();
  const staff = organization.staff.map((member) =>
    member.username === 'clerk.chu' ? { ...member, roles: ['clerk' as const, 'handler' as const] } : member,
  );
  await server.app.organization.load({ ...organization, staff });
  const names = [
    'handler',
    'handler.zhou',
    'supervisor',
    'auditor',
    'judicial',
    'clerk.chu',
    'clerk',
    'admin',
  ] as const;
  const pairs = await Promise.all(names.map(async (name) => [name, await server.staffToken(name)] as const));
  tokens = Object.fromEntries(pairs) as typeof tokens;
});
afterAll(() => server.stop());

const contact = testContact;

/** Rates a new service at A02 badly and waits for the ticket. */
async function newTicket(what: Parameters<typeof rateBadly>[1] = {}) {
  const { ticketId, ratingId, resident } = await rateBadly(server, what);
  const { id, handler } = await read(tokens.supervisor, ticketId);
  return { id, resident, ratingId, handler };
}

/** The handlers of the service centre; the third, for these tests, also serves at A07 and A08. */
const handlerNames = { 陈思远: 'handler', 周敏行: 'handler.zhou', 褚云舒: 'clerk.chu' } as const;

/** The token of the person whom the ticket was given to, and of a colleague. */
function handlersOf(ticket: { handler: { name: string } | null }) {
  const mine = Object.entries(handlerNames).find(([name]) => name === ticket.handler?.name)?.[1] ?? 'handler';
  return { mine: tokens[mine], other: tokens[mine === 'handler' ? 'handler.zhou' : 'handler'] };
}

const read = async (token: string, id: string) =>
  (await server.call('getTicket', { token, params: { id } })).body;
const act = async (token: string, id: string, body: BodyOf<'actOnTicket'>) =>
  (await server.call('actOnTicket', { token, params: { id }, body })).body;
const judge = (ticket: { resident: string; ratingId: string }, judgement: Judgement) =>
  server.call('judgeRating', {
    token: ticket.resident,
    params: { id: ticket.ratingId },
    body: { ...judgement, idempotencyKey: randomUUID() },
  });
type Judgement = { solved: true } | { solved: false; text: string };
const actRefused = (token: string | undefined, id: string, body: unknown) =>
  server.call.refused('actOnTicket', { ...(token && { token }), params: { id }, body });

describe('a bad rating', () => {
  test.each([1, 2] as const)('of grade %i opens exactly one ticket', async (grade) => {
    const { ratingId } = await newTicket({ grade });
    await server.app.ratings.openMissingTickets();
    const tickets = server.database.connection.collection('tickets');
    const all = await tickets.find().toArray();
    expect(all.filter((ticket) => String(ticket.sourceId) === ratingId)).toHaveLength(1);
  });

  test('goes to the handler of the department with the fewest open tickets', async () => {
    const openTickets = async () => {
      const { body } = await server.call('listTickets', {
        token: tokens.supervisor,
        query: { queue: 'team', limit: 50 },
      });
      const names = Object.keys(handlerNames);
      return new Map(
        names.map((name) => [name, body.items.filter((row) => row.handler?.name === name).length]),
      );
    };
    for (let count = 0; count < 6; count += 1) {
      const before = await openTickets();
      const { handler } = await newTicket();
      expect(before.get(handler?.name ?? '')).toBe(Math.min(...before.values()));
    }
    const after = [...(await openTickets()).values()];
    expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(1);
  });

  test('never goes to the person it is about, who does not see it either', async () => {
    // clerk.chu serves at A07 and is a handler of the same department.
    const { id, handler } = await newTicket({ counter: 'A07' });
    expect(handler?.name).not.toBe('褚云舒');
    for (const queue of ['mine', 'team'] as const) {
      const { body } = await server.call('listTickets', {
        token: tokens['clerk.chu'],
        query: { queue, limit: 50 },
      });
      expect(body.items.map((row) => row.id)).not.toContain(id);
    }
    const refused = await server.call.refused('getTicket', { token: tokens['clerk.chu'], params: { id } });
    expect([refused.status, refused.code]).toEqual([404, 'not-found']);
    expect(
      (await actRefused(tokens['clerk.chu'], id, { action: 'note', version: 1, text: '我看看' })).status,
    ).toBe(404);
  });

  test('by the static code is about everyone who serves at the counter', async () => {
    const resident = await server.residentToken('static');
    const body = {
      scene: 'c.A07',
      grade: 1 as const,
      tags: [],
      anonymous: true as const,
      idempotencyKey: randomUUID(),
    };
    await server.call('submitRating', { token: resident, body });
    await server.app.followUps.settled();
    const { body: queue } = await server.call('listTickets', {
      token: tokens['clerk.chu'],
      query: { queue: 'team', limit: 50 },
    });
    expect(queue.items.some((row) => row.kind === 'rating' && row.counter.code === 'A07')).toBe(false);
  });

  test('goes to the supervisor where no handler is left', async () => {
    // L01 belongs to the legal station; its only handler is made the one who served.
    const directory = server.app.organization.directory();
    const station = directory.staffByUsername('station');
    const counter = directory.counterByScanCode('L01')?.counter;
    const item = directory.serviceItemByCode('legal-advice');
    if (!station || !counter || !item) throw new Error('the demonstration organization has changed');
    const { token } = await server.app.serviceRecords.add({
      counterId: counter._id,
      serviceItemId: item._id,
      staffId: station._id,
    });
    const body = {
      scene: `r.${token}`,
      grade: 2 as const,
      tags: [],
      anonymous: true as const,
      idempotencyKey: randomUUID(),
    };
    await server.call('submitRating', { token: await server.residentToken('legal'), body });
    await server.app.followUps.settled();
    const { body: queue } = await server.call('listTickets', {
      token: tokens.supervisor,
      query: { queue: 'mine' },
    });
    expect(queue.items).toMatchObject([{ counter: { code: 'L01' }, handler: { name: '沈文清' } }]);
  });
});

describe('a handler works a ticket', () => {
  test('from accepting to closing, and the resident reads each step and the answer', async () => {
    const ticket = await newTicket();
    const { mine } = handlersOf(ticket);
    const seen = await read(mine, ticket.id);
    expect(seen).toMatchObject({
      state: 'assigned',
      version: 1,
      actions: ['accept', 'note', 'transfer', 'ask-return'],
      comment: '等了很久',
      anonymous: true,
      contact: null,
    });
    await act(mine, ticket.id, { action: 'accept', version: 1 });
    await act(mine, ticket.id, { action: 'note', version: 2, text: '已看监控' });
    await act(mine, ticket.id, {
      action: 'conclude',
      version: 3,
      finding: 'substantiated',
      text: '内部结论',
    });
    await act(mine, ticket.id, { action: 'reply', version: 4, text: '向您道歉，已改进。' });
    await judge(ticket, { solved: true });
    const closed = await read(mine, ticket.id);
    expect(closed).toMatchObject({
      state: 'closed',
      version: 6,
      actions: [],
      finding: 'substantiated',
      outcome: 'solved',
    });
    expect(closed.history.map(({ kind }) => kind)).toEqual([
      'opened',
      'accept',
      'note',
      'conclude',
      'reply',
      'solved',
    ]);

    const { body } = await server.call('getMyRating', {
      token: ticket.resident,
      params: { id: ticket.ratingId },
    });
    expect(body.timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ['rated', null],
      ['assigned', null],
      ['accepted', null],
      ['concluded', '属实'],
      ['replied', '向您道歉，已改进。'],
      ['solved', null],
    ]);
    expect(body.ticket).toMatchObject({
      state: 'closed',
      finding: 'substantiated',
      reply: '向您道歉，已改进。',
    });
    const answer = JSON.stringify(body);
    for (const internal of ['已看监控', '内部结论', '陈思远', '周敏行'])
      expect(answer).not.toContain(internal);
  });

  test('and it moves from the open queue to the closed one', async () => {
    const ticket = await newTicket();
    const { mine } = handlersOf(ticket);
    const rows = async (state: 'open' | 'closed') =>
      (await server.call('listTickets', { token: mine, query: { state, limit: 50 } })).body.items.map(
        ({ id }) => id,
      );
    expect(await rows('open')).toContain(ticket.id);
    await closeTicket(mine, ticket);
    expect(await rows('open')).not.toContain(ticket.id);
    expect(await rows('closed')).toContain(ticket.id);
  });

  async function closeTicket(token: string, ticket: Awaited<ReturnType<typeof newTicket>>) {
    const { id } = ticket;
    await act(token, id, { action: 'accept', version: 1 });
    await act(token, id, { action: 'conclude', version: 2, finding: 'substantiated', text: '情况属实' });
    await act(token, id, { action: 'reply', version: 3, text: '已核实' });
    await judge(ticket, { solved: true });
  }

  test('what the state does not allow is refused with the current ticket', async () => {
    const ticket = await newTicket();
    const { mine } = handlersOf(ticket);
    const refused = await actRefused(mine, ticket.id, { action: 'reply', version: 1, text: '已改进' });
    expect([refused.status, refused.code]).toEqual([409, 'ticket-action-not-allowed']);
    expect(refused.body.error.details).toMatchObject({
      current: { id: ticket.id, state: 'assigned', version: 1 },
    });
  });

  test('an old version is refused with the current ticket, and nothing is lost', async () => {
    const ticket = await newTicket();
    const { mine } = handlersOf(ticket);
    await act(mine, ticket.id, { action: 'accept', version: 1 });
    const refused = await actRefused(mine, ticket.id, { action: 'note', version: 1, text: '晚了一步' });
    expect([refused.status, refused.code]).toEqual([409, 'ticket-changed']);
    expect(refused.body.error.details).toMatchObject({ current: { state: 'accepted', version: 2 } });
  });

  test('of ten people who act on one version at once, one does', async () => {
    const ticket = await newTicket();
    const { mine } = handlersOf(ticket);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        act(mine, ticket.id, { action: 'note', version: 1, text: `第 ${index} 笔` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const after = await read(mine, ticket.id);
    expect([after.version, after.history.length]).toEqual([2, 2]);
  });

  test.each([
    ['an unknown action', { action: 'burn', version: 1 }],
    ['no version', { action: 'accept' }],
    ['a note without words', { action: 'note', version: 1, text: '  ' }],
    ['a conclusion without a finding', { action: 'conclude', version: 1, text: '属实' }],
    ['a finding that is none', { action: 'conclude', version: 1, finding: 'maybe', text: '属实' }],
    ['a reply of 1001 characters', { action: 'reply', version: 1, text: '很'.repeat(1001) }],
    ['an unknown key', { action: 'accept', version: 1, text: '多余' }],
  ])('%s is bad input', async (_what, body) => {
    const { id } = await newTicket();
    expect(await actRefused(tokens.handler, id, body)).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });
});

describe('whose ticket it is', () => {
  test('a colleague reads it but cannot act', async () => {
    const ticket = await newTicket();
    const { other } = handlersOf(ticket);
    expect((await read(other, ticket.id)).actions).toEqual([]);
    const refused = await actRefused(other, ticket.id, { action: 'accept', version: 1 });
    expect([refused.status, refused.code]).toEqual([403, 'not-allowed']);
  });

  test('the supervisor reads it, adds notes, reminds and gives it to others, nothing more', async () => {
    const ticket = await newTicket();
    expect((await read(tokens.supervisor, ticket.id)).actions).toEqual(['note', 'reassign', 'remind']);
    await act(tokens.supervisor, ticket.id, { action: 'note', version: 1, text: '请尽快联系' });
    expect((await actRefused(tokens.supervisor, ticket.id, { action: 'accept', version: 2 })).status).toBe(
      403,
    );
  });

  test('the auditor reads it and cannot act', async () => {
    const ticket = await newTicket();
    expect((await read(tokens.auditor, ticket.id)).id).toBe(ticket.id);
    expect(
      (await actRefused(tokens.auditor, ticket.id, { action: 'note', version: 1, text: '看过' })).status,
    ).toBe(403);
  });

  test('another department does not learn that it exists', async () => {
    const { id } = await newTicket();
    for (const answer of [
      await server.call.refused('getTicket', { token: tokens.judicial, params: { id } }),
      await server.call.refused('getTicketContact', { token: tokens.judicial, params: { id } }),
      await actRefused(tokens.judicial, id, { action: 'note', version: 1, text: '越权' }),
    ]) {
      expect([answer.status, answer.code]).toEqual([404, 'not-found']);
    }
    const { body } = await server.call('listTickets', { token: tokens.judicial, query: { queue: 'team' } });
    expect(body.items.map((row) => row.id)).not.toContain(id);
  });

  test('residents, clerks, administrators and strangers have no way in', async () => {
    const { id, resident } = await newTicket();
    for (const token of [resident, tokens.clerk, tokens.admin]) {
      expect((await server.call.refused('listTickets', { token })).status).toBe(403);
      expect((await server.call.refused('getTicket', { token, params: { id } })).status).toBe(403);
      expect((await server.call.refused('getTicketContact', { token, params: { id } })).status).toBe(403);
      expect((await actRefused(token, id, { action: 'accept', version: 1 })).status).toBe(403);
    }
    expect((await server.call.refused('listTickets', {})).status).toBe(401);
    expect((await server.call.refused('getTicket', { params: { id } })).status).toBe(401);
    expect((await server.call.refused('getTicketContact', { params: { id } })).status).toBe(401);
    expect((await actRefused(undefined, id, { action: 'accept', version: 1 })).status).toBe(401);
  });

  test.each(['getTicket', 'getTicketContact'] as const)(
    '%s of an unknown or malformed id is refused',
    async (endpoint) => {
      const token = tokens.handler;
      expect((await server.call.refused(endpoint, { token, params: { id: 'a'.repeat(24) } })).status).toBe(
        404,
      );
      expect((await server.call.refused(endpoint, { token, params: { id: '1' } })).status).toBe(400);
    },
  );
});

describe('who rated', () => {
  test('is nowhere in the ticket of an anonymous rating, neither on screen nor in the database', async () => {
    const { id, resident, handler } = await newTicket();
    const { body: me } = await server.call('whoAmI', { token: resident });
    const seen = await read(handlersOf({ handler }).mine, id);
    const raw = await server.database.connection.collection('tickets').find().toArray();
    expect(JSON.stringify(seen)).not.toContain(me.id);
    expect(JSON.stringify(raw)).not.toContain(me.id);
    const refused = await server.call.refused('getTicketContact', {
      token: tokens.supervisor,
      params: { id },
    });
    expect([refused.status, refused.code]).toEqual([404, 'contact-not-given']);
  });

  test('is masked in the ticket of a real-name rating, and read in full only on record', async () => {
    const ticket = await newTicket({ realName: true });
    const { mine, other } = handlersOf(ticket);
    expect((await read(mine, ticket.id)).contact).toEqual({ name: '王**', phone: '138****1234' });
    const readsBefore = await contactReads(ticket.id);
    expect((await server.call('getTicketContact', { token: mine, params: { id: ticket.id } })).body).toEqual(
      contact,
    );
    expect(await contactReads(ticket.id)).toBe(readsBefore + 1);
    const refused = await server.call.refused('getTicketContact', {
      token: other,
      params: { id: ticket.id },
    });
    expect([refused.status, refused.code]).toEqual([403, 'not-allowed']);
    expect(await contactReads(ticket.id)).toBe(readsBefore + 1);
    expect(await contactReads(ticket.id, 'refused')).toBe(1);
  });

  const contactReads = (id: string, outcome: 'done' | 'refused' = 'done') =>
    server.database.connection
      .collection('auditEntries')
      .countDocuments({ action: 'contact-read', 'subject.id': id, outcome });
});

test('every action, done or refused, is in the audit log, and its chain holds', async () => {
  const ticket = await newTicket();
  const { mine, other } = handlersOf(ticket);
  await act(mine, ticket.id, { action: 'accept', version: 1 });
  await actRefused(other, ticket.id, { action: 'note', version: 2, text: '越权' }).catch(() => undefined);
  await actRefused(other, ticket.id, { action: 'conclude', version: 2, finding: 'mistaken', text: '越权' });
  const entries = await server.database.connection
    .collection('auditEntries')
    .find({ 'subject.id': ticket.id })
    .sort({ sequence: 1 })
    .toArray();
  expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['ticket-read', 'done'],
    ['ticket-accept', 'done'],
    ['ticket-note', 'refused'],
    ['ticket-conclude', 'refused'],
  ]);
  expect(await server.app.audit.firstBreak('tickets')).toBeNull();
});

test('the team queue is paged oldest first, each ticket once', async () => {
  for (let count = 0; count < 3; count += 1) await newTicket();
  const seen: TicketDetail['id'][] = [];
  let cursor: string | null = null;
  do {
    const query: { queue: 'team'; limit: number; cursor?: string } = {
      queue: 'team',
      limit: 2,
      ...(cursor && { cursor }),
    };
    const page: { items: { id: string }[]; nextCursor: string | null } = (
      await server.call('listTickets', { token: tokens.supervisor, query })
    ).body;
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  const all = await server.call('listTickets', {
    token: tokens.supervisor,
    query: { queue: 'team', limit: 50 },
  });
  expect(seen).toEqual(all.body.items.map(({ id }) => id));
});

test('a queue masks what is personal in the words of a resident; the ticket has them in full', async () => {
  const { ticketId: id } = await rateBadly(server, {
    realName: true,
    comment: '我是王秀兰，电话 13800001234',
  });
  const query = { queue: 'team' as const, limit: 50 };
  const { items } = (await server.call('listTickets', { token: tokens.supervisor, query })).body;
  expect(items.find((row) => row.id === id)?.excerpt).toBe('我是***，电话 ****');
  const { body } = await server.call('getTicket', { token: tokens.supervisor, params: { id } });
  expect(body.comment).toBe('我是王秀兰，电话 13800001234');
});
