import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { feedbackKinds } from '@linli/shared/feedback.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, demoOrganization } from '../../demo/story.ts';
import { minuteMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
/** A new resident for each test. */
let token: string;
/** The demonstration's judicial office is charged with feedback; these are its handlers. */
let office: string[];
let outsider: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await Promise.all([server.staffToken('judicial'), server.staffToken('judicial.yang')]);
  outsider = await server.staffToken('handler');
});
beforeEach(async () => {
  token = await server.residentToken(`f-${randomUUID().slice(0, 8)}`);
});
afterAll(async () => {
  await dying?.stop();
  await server.stop();
});

/** A second process on the same database that dies before anything that follows from a write. */
let dying: TestServer | undefined;

type Body = BodyOf<'submitFeedback'>;

const contact = { name: '王秀兰', phone: '13800001234' };
const consent = consentTo('feedback-contact');
const fault = (more: Partial<Body> = {}): Body => ({
  kind: 'fault',
  text: '提交以后一直在转圈',
  idempotencyKey: randomUUID(),
  ...more,
});
const submit = async (body: Body, as = token) =>
  (await server.call('submitFeedback', { token: as, body })).body;
const submitRefused = (body: unknown, as = token) =>
  server.call.refused('submitFeedback', { token: as, body });
const tickets = () => server.database.connection.collection('tickets');
const ticketsOf = async (feedbackId: string) =>
  (await tickets().find().toArray()).filter(({ sourceId }) => String(sourceId) === feedbackId);

/** Sends a feedback and finds its ticket, with the token of the person it was given to. */
async function newTicket(more: Partial<Body> = {}) {
  const feedback = await submit(fault(more));
  await server.app.followUps.settled();
  const id = String((await ticketsOf(feedback.id))[0]?._id);
  for (const handler of office) {
    const { body } = await server.call('getTicket', { token: handler, params: { id } });
    if (body.actions.includes('accept')) return { feedback, id, handler, ticket: body };
  }
  throw new Error('nobody may accept the ticket');
}

const act = async (as: string, id: string, body: BodyOf<'actOnTicket'>) =>
  (await server.call('actOnTicket', { token: as, params: { id }, body })).body;

describe('a feedback', () => {
  test.each(feedbackKinds)(
    'of kind %s opens exactly one ticket at the unit charged with it',
    async (kind) => {
      const feedback = await submit(fault({ kind, text: `这是一条 ${kind}` }));
      await server.app.followUps.settled();
      await server.app.feedback.openMissingTickets();
      expect(await ticketsOf(feedback.id)).toHaveLength(1);
      const { body } = await server.call('listTickets', {
        token: office[0] ?? '',
        query: { queue: 'team', limit: 50 },
      });
      expect(body.items.find((row) => row.excerpt === feedback.text)).toMatchObject({
        feedbackKind: kind,
        state: 'assigned',
        handler: { name: expect.stringMatching(/韩正言|杨守诚/) },
      });
    },
  );

  test('is handled like a bad rating, and the resident reads each step and the answer', async () => {
    const { feedback, id, handler, ticket } = await newTicket({ kind: 'suggestion', text: '字再大一点' });
    expect(ticket).toMatchObject({
      kind: 'feedback',
      feedbackKind: 'suggestion',
      comment: '字再大一点',
      department: { name: '司法所' },
      anonymous: true,
      findings: ['adopted', 'partly-adopted', 'not-adopted'],
    });
    await act(handler, id, { action: 'accept', version: 1 });
    await act(handler, id, { action: 'note', version: 2, text: '转给开发' });
    await act(handler, id, { action: 'conclude', version: 3, finding: 'adopted', text: '内部结论' });
    await act(handler, id, { action: 'reply', version: 4, text: '下个版本改大。' });
    const waiting = await server.call('getMyFeedback', { token, params: { id: feedback.id } });
    expect(waiting.body.ticket).toMatchObject({ state: 'replied', outcome: null });
    expect(waiting.body.ticket?.judgeBy).not.toBeNull();
    await server.call('judgeFeedback', {
      token,
      params: { id: feedback.id },
      body: { solved: true, idempotencyKey: randomUUID() },
    });
    const { body } = await server.call('getMyFeedback', { token, params: { id: feedback.id } });
    expect(body.timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ['sent', null],
      ['assigned', null],
      ['accepted', null],
      ['concluded', '采纳'],
      ['replied', '下个版本改大。'],
      ['solved', null],
    ]);
    expect(body.ticket).toMatchObject({ state: 'closed', finding: 'adopted', reply: '下个版本改大。' });
    for (const internal of ['转给开发', '内部结论', '韩正言', '杨守诚'])
      expect(JSON.stringify(body)).not.toContain(internal);
  });

  test.each([
    ['suggestion', 'substantiated'],
    ['fault', 'malicious'],
    ['complaint', 'mistaken'],
  ] as const)('of kind %s cannot be found %s', async (kind, finding) => {
    const { id, handler } = await newTicket({ kind });
    await act(handler, id, { action: 'accept', version: 1 });
    const body = { action: 'conclude', version: 2, finding, text: '查过' };
    const refused = await server.call.refused('actOnTicket', { token: handler, params: { id }, body });
    expect([refused.status, refused.code]).toEqual([400, 'finding-not-of-ticket']);
  });

  test('is not for the eyes of other departments', async () => {
    const { id } = await newTicket();
    const refused = await server.call.refused('getTicket', { token: outsider, params: { id } });
    expect([refused.status, refused.code]).toEqual([404, 'not-found']);
  });

  test('does not say who sent it', async () => {
    const { id, handler } = await newTicket();
    const me = (await server.call('whoAmI', { token })).body.id;
    const seen = await server.call('getTicket', { token: handler, params: { id } });
    expect(JSON.stringify(seen.body)).not.toContain(me);
    expect(JSON.stringify(await tickets().find().toArray())).not.toContain(me);
  });
});

describe('a contact with a feedback', () => {
  test('lies encrypted, is masked for staff, and read in full only on record', async () => {
    const { id, handler, ticket } = await newTicket({ contact, consent });
    expect(ticket).toMatchObject({
      contact: { name: '王**', phone: '138****1234' },
      contactOfGuardian: false,
    });
    const full = await server.call('getTicketContact', { token: handler, params: { id } });
    expect(full.body).toEqual(contact);
    for (const name of ['feedback', 'tickets', 'auditEntries']) {
      const raw = JSON.stringify(await server.database.connection.collection(name).find().toArray());
      expect(raw).not.toContain(contact.phone);
    }
  });

  test('of a child is the guardian’s, and staff see that', async () => {
    const guardian = { ...consent, ageGroup: 'under-14-with-guardian' as const };
    const { ticket } = await newTicket({ contact, consent: guardian });
    expect(ticket.contactOfGuardian).toBe(true);
  });

  test.each([
    ['without consent', undefined],
    ['with the consent to another text', { ...consent, version: consent.version + 1 }],
  ])('is refused %s, and nothing is stored', async (_what, given) => {
    const body = fault({ contact, ...(given && { consent: given }) });
    const { status, code, body: answer } = await submitRefused(body);
    expect([status, code]).toEqual([403, 'consent-needed']);
    expect(answer.error.details).toEqual({ purpose: 'feedback-contact', version: consent.version });
    const { body: mine } = await server.call('listMyFeedback', { token });
    expect(mine.items).toEqual([]);
  });

  test.each([
    ['no age group', { version: 1 }],
    ['a child without a guardian', { version: 1, ageGroup: 'under-14' }],
  ])('is refused with %s', async (_what, given) => {
    const { status, code } = await submitRefused({ ...fault({ contact }), consent: given });
    expect([status, code]).toEqual([400, 'invalid-request']);
  });
});

describe('sending', () => {
  test.each([
    ['no kind', { kind: undefined }],
    ['a kind that is none', { kind: 'praise' }],
    ['no words', { text: '  ' }],
    ['1001 characters', { text: '很'.repeat(1001) }],
    ['a wrong number', { contact: { name: '王', phone: '123' }, consent }],
    ['an unknown key', { stars: 5 }],
  ])('%s is bad input', async (_what, more) => {
    expect(await submitRefused({ ...fault(), ...more })).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });

  test('is for residents who are signed in', async () => {
    expect((await server.call.refused('submitFeedback', { body: fault() })).code).toBe('not-signed-in');
    expect((await submitRefused(fault(), outsider)).code).toBe('not-allowed');
    expect((await server.call.refused('listMyFeedback', {})).status).toBe(401);
    expect((await server.call.refused('listMyFeedback', { token: outsider })).status).toBe(403);
    const params = { id: 'a'.repeat(24) };
    expect((await server.call.refused('getMyFeedback', { params })).status).toBe(401);
    expect((await server.call.refused('getMyFeedback', { token: outsider, params })).status).toBe(403);
  });

  test('the same one ten times at once stores one and opens one ticket', async () => {
    const body = fault();
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(body)));
    await server.app.followUps.settled();
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await ticketsOf(answers[0]?.id ?? '')).toHaveLength(1);
  });

  test('other words under a key that was used are refused', async () => {
    const body = fault();
    await submit(body);
    const again = await submitRefused({ ...body, text: '别的内容' });
    expect([again.status, again.code]).toEqual([409, 'idempotency-key-reused']);
  });
});

describe('my feedback', () => {
  test('is listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift((await submit(fault())).id);
      server.clock.advance(1000);
    }
    await server.app.followUps.settled();
    const first = (await server.call('listMyFeedback', { token, query: { limit: 2 } })).body;
    const rest = (
      await server.call('listMyFeedback', { token, query: { limit: 2, cursor: first.nextCursor ?? '' } })
    ).body;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({ excerpt: '提交以后一直在转圈', ticketState: 'assigned' });
  });

  test('is not that of others', async () => {
    const { id } = await submit(fault());
    const other = await server.residentToken('f-other');
    expect((await server.call('listMyFeedback', { token: other })).body.items).toEqual([]);
    const refused = await server.call.refused('getMyFeedback', { token: other, params: { id } });
    expect([refused.status, refused.code]).toEqual([404, 'not-found']);
  });
});

test('a feedback whose process died before the ticket gets exactly one', async () => {
  dying = await startTestServer({
    database: { uri: server.database.uri, name: server.database.connection.name },
    clock: server.clock,
    followUps: { start: () => undefined, settled: async () => undefined },
  });
  const { body: feedback } = await dying.call('submitFeedback', { token, body: fault() });
  expect(await ticketsOf(feedback.id)).toHaveLength(0);
  server.clock.advance(minuteMs);
  await Promise.all([server.app.feedback.openMissingTickets(), dying.app.feedback.openMissingTickets()]);
  await server.app.feedback.openMissingTickets();
  expect(await ticketsOf(feedback.id)).toHaveLength(1);
  const owed = await server.database.connection.collection('feedback').countDocuments({ ticketDue: true });
  expect(owed).toBe(0);
});

test('where no unit is charged with feedback it goes to the highest supervisor', async () => {
  const plain = await startTestServer();
  try {
    const organization = demoOrganization();
    const units = organization.units.map((unit) => ({ ...unit, duties: [] }));
    await plain.app.organization.load({ ...organization, units });
    const resident = await plain.residentToken('plain');
    await plain.call('submitFeedback', { token: resident, body: fault() });
    await plain.app.followUps.settled();
    const supervisor = await plain.staffToken('supervisor');
    const { body } = await plain.call('listTickets', { token: supervisor, query: { queue: 'mine' } });
    expect(body.items).toMatchObject([{ kind: 'feedback', handler: { name: '沈文清' } }]);
  } finally {
    await plain.stop();
  }
});
