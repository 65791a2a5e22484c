import { randomUUID } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, serve } from '../../demo/story.ts';
import { dayMs, hourMs } from '../../platform/clock.ts';
import { createTestClock, startTestServer, type TestServer, testSettings } from '../../testing/index.ts';

let server: TestServer;
const clock = createTestClock();
beforeAll(async () => {
  server = await startTestServer({ clock });
});
beforeEach(async () => {
  for (const name of ['ratings', 'tickets']) {
    await server.database.connection.collection(name).deleteMany({});
  }
});
afterAll(() => server.stop());

const contact = { name: '王秀兰', phone: '13800001234' };
const comment = '王秀兰 13800001234 说钱一帆态度不好';

const list = (query: { cursor?: string; limit?: number } = {}, on = server) =>
  on.call('listCounterRatings', { params: { code: 'A02' }, query });

async function rate(more: object = {}) {
  const { token: code } = await serve(server.app, 'A02', 'birth-registration');
  const token = await server.residentToken(`p-${randomUUID().slice(0, 8)}`);
  const common = { scene: `r.${code}`, grade: 5, tags: [], idempotencyKey: randomUUID() };
  const body = { ...common, anonymous: true, ...more } as BodyOf<'submitRating'>;
  const { id } = (await server.call('submitRating', { token, body })).body;
  await server.app.followUps.settled();
  return { id, token };
}

const realName = { grade: 1, comment, anonymous: false, contact, consent: consentTo('rating-contact') };

/** Handles the only ticket there is. */
async function handle(...steps: object[]) {
  const director = await server.staffToken('director');
  const { items } = (await server.call('listTickets', { token: director, query: { queue: 'team' } })).body;
  const id = items[0]?.id ?? '';
  const username = items[0]?.handler?.name === '陈思远' ? 'handler' : 'handler.zhou';
  const token = await server.staffToken(username);
  for (const step of steps) {
    const { version } = (await server.call('getTicket', { token, params: { id } })).body;
    const body = { ...step, version } as BodyOf<'actOnTicket'>;
    await server.call('actOnTicket', { token, params: { id }, body });
  }
  return { id, token };
}

const accept = { action: 'accept' };
const conclude = { action: 'conclude', finding: 'substantiated', text: '内部结论' };
const reply = { action: 'reply', text: '已补印清单', privateNote: '请带回执', publishComment: true };

describe('the public page of a counter', () => {
  test('shows ratings and replies to anyone, masked, with no time finer than the day and no trace of who rated', async () => {
    const { id, token } = await rate(realName);
    await handle(accept, conclude, reply);
    clock.advance(dayMs);
    const { body, headers } = await list();
    expect(body).toMatchObject({ counter: { code: 'A02' }, department: { name: '社区事务受理服务中心' } });
    expect(body.items).toEqual([
      {
        ratedOn: '2026-11-23',
        grade: 1,
        tags: [],
        supplementTo: null,
        serviceItem: { name: '生育登记' },
        servedBy: null,
        comment: '*** **** 说***态度不好',
        handling: 'answered',
        finding: 'substantiated',
        excluded: false,
        reply: '已补印清单',
        repliedOn: '2026-11-23',
      },
    ] satisfies AnswerOf<'listCounterRatings'>['items']);
    const again = await server.residentToken('someone');
    const me = (await server.call('whoAmI', { token: again })).body;
    expect(token).not.toBe('');
    for (const trace of [id, me.id, '王秀兰', '1380000', '钱一帆', '内部结论', '请带回执', 'T0'])
      expect(JSON.stringify(body)).not.toContain(trace);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('etag')).toBeTruthy();
  });

  test('shows a rating from the day after it was given', async () => {
    await rate();
    clock.advance(hourMs);
    expect((await list()).body.items).toEqual([]);
    clock.advance(dayMs);
    expect((await list()).body.items).toMatchObject([{ grade: 5, handling: 'none' }]);
  });

  test('shows no comment and no finding before there is an answer, nor a comment that was not looked at', async () => {
    await rate({ grade: 2, comment });
    await handle(accept, conclude);
    clock.advance(dayMs);
    expect((await list()).body.items).toMatchObject([
      { comment: null, handling: 'under-way', finding: null, reply: null },
    ]);
    await handle({ ...reply, publishComment: false });
    expect((await list()).body.items).toMatchObject([{ comment: null, reply: '已补印清单' }]);
  });

  test('shows no comment once its writer has had it erased', async () => {
    const { id, token } = await rate({ grade: 2, comment });
    const { id: ticketId } = await handle(accept, conclude, reply);
    await server.call('judgeRating', {
      token,
      params: { id },
      body: { solved: true, idempotencyKey: randomUUID() },
    });
    const params = { kind: 'rating' as const, id };
    await server.call('eraseMyData', { token, params, body: { parts: ['comment'] } });
    clock.advance(dayMs);
    expect((await list()).body.items).toMatchObject([{ comment: null, reply: '已补印清单' }]);
    const raw = await server.database.connection.collection('tickets').findOne();
    expect([String(raw?._id), raw?.publicComment]).toEqual([ticketId, undefined]);
  });

  test('is paged newest first, by cursors that tell nothing, each rating once', async () => {
    for (const grade of [3, 4, 5]) {
      await rate({ grade });
      clock.advance(dayMs);
    }
    const first = (await list({ limit: 2 })).body;
    const second = (await list({ limit: 2, cursor: first.nextCursor ?? '' })).body;
    expect([...first.items, ...second.items].map(({ grade }) => grade)).toEqual([5, 4, 3]);
    expect(second.nextCursor).toBeNull();
    expect((await list({ limit: 2 })).body.nextCursor, 'the same answer for the same question').toBe(
      first.nextCursor,
    );
    const inside = Buffer.from(first.nextCursor ?? '', 'base64url').toString();
    expect(inside).not.toMatch(/[0-9a-f]{24}|\d{13}/);
  });

  test('names who served only where the installation says so', async () => {
    await rate();
    clock.advance(dayMs);
    const open = await startTestServer({
      clock,
      database: { uri: server.database.uri, name: server.database.connection.name },
      settings: { ...testSettings, publicStaffNames: true },
    });
    try {
      expect((await list({}, open)).body.items).toMatchObject([{ servedBy: '钱一帆' }]);
    } finally {
      await open.stop();
    }
  });

  test.each([
    ['an unknown counter', { code: 'Z99' }, {}, 'not-found'],
    ['a cursor of another list', { code: 'A02' }, { cursor: 'MTIzLmFiYw' }, 'invalid-request'],
    ['a page of 51', { code: 'A02' }, { limit: 51 }, 'invalid-request'],
    ['an unknown parameter', { code: 'A02' }, { staff: 'x' }, 'invalid-request'],
  ])('refuses %s', async (_what, params, query, code) => {
    expect((await server.call.refused('listCounterRatings', { params, query })).code).toBe(code);
  });
});

describe('a public reply', () => {
  test('with personal data is refused with each place, and nothing changes', async () => {
    await rate(realName);
    const { id, token } = await handle(accept, conclude);
    const text = '王秀兰您好，请拨 13912345678 找钱一帆，或致电 021-64120000。';
    const refused = await server.call.refused('actOnTicket', {
      token,
      params: { id },
      body: { action: 'reply', version: 3, text },
    });
    expect([refused.status, refused.code]).toEqual([400, 'reply-has-personal-data']);
    const { places } = Object(refused.body.error.details);
    expect(
      places.map(({ from, to, kind, message }: Record<string, never>) => [
        text.slice(from, to),
        kind,
        message,
      ]),
    ).toEqual([
      ['王秀兰', 'name', '像是姓名'],
      ['13912345678', 'phone', '像是电话号码'],
      ['钱一帆', 'name', '像是姓名'],
    ]);
    expect((await server.call('getTicket', { token, params: { id } })).body).toMatchObject({
      state: 'concluded',
      reply: null,
    });
  });

  test('is free of what the private note may say', async () => {
    await rate(realName);
    const { id, token } = await handle(accept, conclude, {
      ...reply,
      privateNote: '王秀兰女士，请回电 13912345678',
    });
    expect((await server.call('getTicket', { token, params: { id } })).body.privateNote).toContain(
      '13912345678',
    );
  });
});
