import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { grades } from '@linli/shared/grades.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, serve } from '../../demo/story.ts';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
/** A new resident for each test. */
let name: string;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  name = `resident-${randomUUID().slice(0, 8)}`;
  token = await server.residentToken(name);
});
afterAll(() => server.stop());

type Body = BodyOf<'submitRating'>;

const anonymous = (more: Partial<Body> = {}) =>
  ({ scene: 'c.A01', grade: 5, tags: [], anonymous: true, idempotencyKey: randomUUID(), ...more }) as Body;
const submit = (body: Body, as = token) => server.call('submitRating', { token: as, body });
const submitRefused = (body: unknown, as = token) => server.call.refused('submitRating', { token: as, body });
const newScene = async () => `r.${(await serve(server.app, 'A02', 'birth-registration')).token}`;
const stored = (filter: object) => server.database.connection.collection('ratings').countDocuments(filter);

describe('a resident rates', () => {
  test.each(grades)('grade %i with all tags of the grade and a comment', async (grade) => {
    const tags = reasonTags[grade].map((tag) => tag.code);
    const { status, body } = await submit(
      anonymous({ scene: await newScene(), grade, tags, comment: ' 谢谢 ' }),
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      grade,
      comment: '谢谢',
      anonymous: true,
      counter: { code: 'A02' },
      serviceItem: { name: '生育登记' },
      opensTicket: grade <= 2,
    });
    expect(body.tags).toEqual(reasonTags[grade]);
  });

  test('with a name and number, which lie encrypted in the database', async () => {
    const contact = { name: '王秀兰', phone: '13800001234' };
    const { body } = await submit({
      ...anonymous({ scene: await newScene() }),
      anonymous: false,
      contact,
      consent: consentTo('rating-contact'),
    } as Body);
    expect(body.anonymous).toBe(false);
    const raw = JSON.stringify(await server.database.connection.collection('ratings').find().toArray());
    expect(raw).not.toContain(contact.name);
    expect(raw).not.toContain(contact.phone);
  });

  test.each([
    ['no grade', { grade: undefined }],
    ['a sixth grade', { grade: 6 }],
    ['half a grade', { grade: 1.5 }],
    ['a comment of 501 characters', { comment: '很'.repeat(501) }],
    ['the same tag twice', { tags: ['510', '510'] }],
    ['a key that is too short', { idempotencyKey: 'short' }],
    ['anonymous with a contact', { contact: { name: '王', phone: '13800001234' } }],
    ['real-name without a contact', { anonymous: false }],
    ['real-name with a wrong number', { anonymous: false, contact: { name: '王', phone: '123' } }],
    ['an unknown key', { stars: 5 }],
  ])('%s is bad input that names the field', async (_what, more) => {
    const { status, code, body } = await submitRefused({ ...anonymous(), ...more });
    expect([status, code]).toEqual([400, 'invalid-request']);
    expect(body.error.details).toEqual([
      { path: expect.stringMatching(/^body/), message: expect.stringMatching(/[\u4e00-\u9fff]/) },
    ]);
  });

  test('a comment of 500 characters is stored whole', async () => {
    const comment = '很'.repeat(500);
    expect((await submit(anonymous({ comment }))).body.comment).toBe(comment);
  });

  test('a tag of another grade is refused', async () => {
    const { status, code } = await submitRefused(anonymous({ grade: 5, tags: ['510', '207'] }));
    expect([status, code]).toEqual([400, 'tags-not-of-grade']);
  });

  test.each([
    ['c.Z99', 404, 'scan-code-unknown'],
    ['c.A03-OLD', 410, 'scan-code-revoked'],
  ])('the code %s answers %i %s', async (scene, status, code) => {
    expect(await submitRefused(anonymous({ scene }))).toMatchObject({ status, code });
  });

  test('thirty days after the service it is too late', async () => {
    const scene = await newScene();
    server.clock.advance(30 * dayMs);
    const lateToken = await server.residentToken('late');
    expect(await submitRefused(anonymous({ scene }), lateToken)).toMatchObject({
      status: 410,
      code: 'scan-code-expired',
    });
  });

  test('who is not signed in, or is staff, cannot', async () => {
    expect(await server.call.refused('submitRating', { body: anonymous() })).toMatchObject({
      status: 401,
      code: 'not-signed-in',
    });
    expect(await submitRefused(anonymous(), await server.staffToken('clerk'))).toMatchObject({
      status: 403,
      code: 'not-allowed',
    });
  });

  test('a body that is no JSON, or too large, gets a clear error', async () => {
    const post = (body: string) =>
      fetch(`${server.url}/api/v1/ratings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
      });
    const unreadable = await post('{"grade":');
    expect([unreadable.status, await unreadable.json()]).toMatchObject([
      400,
      { error: { code: 'body-unreadable' } },
    ]);
    const large = await post(JSON.stringify({ comment: 'x'.repeat(100_000) }));
    expect([large.status, await large.json()]).toMatchObject([413, { error: { code: 'body-too-large' } }]);
  });
});

describe('a rating is given once', () => {
  test('fifty identical submits at once make one rating and get one answer', async () => {
    for (const scene of [await newScene(), 'c.A01']) {
      const body = anonymous({ scene, grade: 1 });
      const answers = await Promise.all(Array.from({ length: 25 }, () => submit(body)));
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
      expect(await stored({ idempotencyKey: body.idempotencyKey })).toBe(1);
    }
  });

  test('twenty residents at once on one service make one rating', async () => {
    const scene = await newScene();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) => server.residentToken(`crowd-${index}`)),
    );
    const answers = await Promise.allSettled(tokens.map((as) => submit(anonymous({ scene }), as)));
    const refusals = answers.filter((answer) => answer.status === 'rejected');
    expect(refusals).toHaveLength(19);
    expect(
      refusals.every(
        ({ reason }) => String(reason).includes('409') && String(reason).includes('already-rated'),
      ),
    ).toBe(true);
  });

  test('a key that comes back with other content is told that the first rating stands', async () => {
    const body = anonymous({ comment: '第一次' });
    await submit(body);
    const again = await submitRefused({ ...body, comment: '改了主意' });
    expect([again.status, again.code]).toEqual([409, 'idempotency-key-reused']);
  });

  test('a key of one resident says nothing to another', async () => {
    const body = anonymous({ scene: 'c.A04' });
    const mine = await submit(body);
    const theirs = await submit(body, await server.residentToken('someone-else'));
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test('by the static code a resident rates a counter again only after ten minutes, another counter at once', async () => {
    await submit(anonymous());
    const { status, code, body } = await submitRefused(anonymous());
    expect([status, code]).toEqual([409, 'rated-recently']);
    expect(body.error.details).toEqual({
      againAt: new Date(server.clock.now().getTime() + 10 * minuteMs).toISOString(),
    });
    await submit(anonymous({ scene: 'c.A02' }));
    server.clock.advance(10 * minuteMs);
    await submit(anonymous(), await server.residentToken(name));
  });

  test('of many different submits at one counter at once, one is taken', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => submit(anonymous({ scene: 'c.A06' }))),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('my ratings', () => {
  test('are listed newest first, page by page, and each only once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.unshift((await submit(anonymous({ scene: await newScene() }))).body.id);
      if (count % 2) server.clock.advance(1000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  const list = (query: { limit?: number; cursor?: string } = {}) =>
    server.call('listMyRatings', { token, query });

  test('are empty at first', async () => {
    expect((await list()).body).toEqual({ items: [], nextCursor: null });
  });

  test('are not those of others', async () => {
    const mine = await submit(anonymous({ scene: await newScene() }));
    const other = await server.residentToken('curious');
    const theirs = await server.call('listMyRatings', { token: other });
    expect(theirs.body.items.map(({ id }) => id)).not.toContain(mine.body.id);
    const refused = await server.call.refused('getMyRating', { token: other, params: { id: mine.body.id } });
    expect([refused.status, refused.code]).toEqual([404, 'not-found']);
  });

  test.each([{ limit: 0 }, { limit: 51 }, { limit: 'x' }, { cursor: 'bm9uc2Vuc2U' }, { page: 2 }])(
    '%j is bad input',
    async (query) => {
      const { status, code } = await server.call.refused('listMyRatings', { token, query });
      expect([status, code]).toEqual([400, 'invalid-request']);
    },
  );

  test('a bad one shows its ticket, a good one none', async () => {
    const bad = await submit(anonymous({ scene: await newScene(), grade: 1 }));
    const good = await submit(anonymous({ scene: await newScene(), grade: 4 }));
    await server.app.followUps.settled();
    expect((await list()).body.items.map(({ id, ticketState }) => [id, ticketState])).toEqual([
      [good.body.id, null],
      [bad.body.id, 'assigned'],
    ]);
    const { body } = await server.call('getMyRating', { token, params: { id: bad.body.id } });
    expect(body.ticket).toMatchObject({
      state: 'assigned',
      number: expect.stringMatching(/^\d{8}-[2-9A-Z]{4}$/),
    });
    expect(body.timeline.map(({ kind }) => kind)).toEqual(['rated', 'assigned']);
  });

  test('are for who is signed in, by a proper id', async () => {
    expect((await server.call.refused('listMyRatings', {})).code).toBe('not-signed-in');
    expect((await server.call.refused('getMyRating', { params: { id: 'a'.repeat(24) } })).code).toBe(
      'not-signed-in',
    );
    expect(await server.call.refused('getMyRating', { token, params: { id: 'nonsense' } })).toMatchObject({
      status: 400,
    });
    expect(await server.call.refused('getMyRating', { token, params: { id: 'a'.repeat(24) } })).toMatchObject(
      { status: 404 },
    );
  });
});
