import { randomUUID } from 'node:crypto';
import type { BodyOf, Visit } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consentTo, demoLegalService } from '../../demo/story.ts';
import { dayMs } from '../../platform/clock.ts';
import {
  consultingStage,
  createTestClock,
  firstSlot,
  slotsOf,
  staffBy,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

const clock = createTestClock();
let server: TestServer;
let stage: ReturnType<typeof consultingStage>;
beforeAll(async () => {
  server = await startTestServer({ clock });
  stage = consultingStage(server);
});
beforeEach(async () => {
  stage.at(0);
  await stage.clear();
});
afterAll(() => server.stop());

/** Somebody of this name is being advised by 秦明理. */
async function serving(name = 'wang'): Promise<Visit> {
  const { checkInCode } = await stage.book(name);
  stage.at(firstSlot);
  return stage.act('lawyer', await stage.checkIn('station', checkInCode), 'start');
}
const finished = async (name = 'wang') => stage.act('lawyer', await serving(name), 'finish');
const paramsOf = ({ kind, id }: Pick<Visit, 'kind' | 'id'>) => ({ kind, id });
const words = {
  version: 0,
  record: '四个子女，老房子，没有遗嘱。',
  advice: '先去公证处问继承公证。',
  referral: { kind: 'mediation' as const, to: '街道人民调解委员会', bring: '身份证、房产证' },
};
const write = async (visit: Visit, body: BodyOf<'writeConsultationRecord'> = words) =>
  (
    await server.call('writeConsultationRecord', {
      token: await stage.staff('lawyer'),
      params: paramsOf(visit),
      body,
    })
  ).body;
const readCase = async (username: string, visit: Visit, reason?: string) =>
  (
    await server.call('readConsultationCase', {
      token: await stage.staff(username),
      params: paramsOf(visit),
      body: reason === undefined ? {} : { reason },
    })
  ).body;
const own = async (id: string, name = 'wang') =>
  (await server.call('getMyConsultation', { token: await stage.resident(name), params: { id } })).body;
const entries = (action: string, id: string) =>
  stage.collection('auditEntries').find({ action, 'subject.id': id }).sort({ sequence: 1 }).toArray();

test('advice that a process wrote and told nobody of before it died is told by the sweep, once', async () => {
  const visit = await serving();
  await write(visit);
  const inbox = async () =>
    (
      await server.call('listNotifications', { token: await stage.resident('wang'), query: {} })
    ).body.items.filter(({ kind }) => kind === 'advice-written');
  expect(await inbox()).toHaveLength(1);
  await stage.collection('notifications').deleteMany({});
  await server.app.consultations.tellMissing();
  expect(await inbox(), 'what was told is not told again').toEqual([]);
  await stage.collection('consultationRecords').updateMany({}, { $set: { tellDue: true } });
  await server.app.consultations.tellMissing();
  await server.app.consultations.tellMissing();
  expect(await inbox()).toMatchObject([{ subject: { kind: 'appointment', id: visit.id } }]);
});

describe('what was confided', () => {
  test('is read by the assigned lawyer, and each read is remembered', async () => {
    const visit = await serving();
    expect(await readCase('lawyer', visit)).toEqual({
      description: '房子怎么分',
      otherParty: '张三',
      onBehalfOf: null,
      attachments: [],
      record: null,
    });
    await readCase('lawyer', visit);
    expect(await stage.audited('case-read', visit.id)).toBe(2);
  });

  test('is read by the supervisor with a reason, which stands in the audit log', async () => {
    const visit = await serving();
    const refused = await server.call.refused('readConsultationCase', {
      token: await stage.staff('supervisor'),
      params: paramsOf(visit),
      body: {},
    });
    expect([refused.status, refused.code]).toEqual([403, 'reason-needed']);
    const read = await readCase('supervisor', visit, '居民投诉，核对咨询内容');
    expect(read.description).toBe('房子怎么分');
    expect(await entries('case-read', visit.id)).toMatchObject([
      { outcome: 'refused' },
      { outcome: 'done', reason: '居民投诉，核对咨询内容', chain: 'consultations' },
    ]);
    expect(await server.app.audit.firstBreak('consultations')).toBeNull();
    const found = await server.call('listAuditEntries', {
      token: await stage.staff('auditor'),
      query: { action: 'case-read', outcome: 'done', subject: visit.id },
    });
    expect(found.body.items).toMatchObject([{ reason: '居民投诉，核对咨询内容' }]);
    // The reason is part of the chain: whoever changes it breaks it.
    await stage
      .collection('auditEntries')
      .updateOne(
        { 'subject.id': visit.id, outcome: 'done', action: 'case-read' },
        { $set: { reason: '随便看看' } },
      );
    expect(await server.app.audit.firstBreak('consultations')).not.toBeNull();
    await stage
      .collection('auditEntries')
      .updateOne(
        { 'subject.id': visit.id, outcome: 'done', action: 'case-read' },
        { $set: { reason: '居民投诉，核对咨询内容' } },
      );
  });

  test('is not for the station’s other people, another lawyer, or nobody at all', async () => {
    const visit = await serving();
    const refused = async (username: string | null, body: object = { reason: '想看' }) =>
      server.call.refused('readConsultationCase', {
        ...(username && { token: await stage.staff(username) }),
        params: paramsOf(visit),
        body,
      });
    expect((await refused('station')).code).toBe('not-allowed');
    expect((await refused('lawyer.he')).code).toBe('not-found');
    expect((await refused('clerk')).code).toBe('not-found');
    expect((await refused('director')).code).toBe('not-found');
    expect((await refused('auditor')).code).toBe('not-allowed');
    expect((await refused(null)).status).toBe(401);
    expect((await refused('supervisor', { reason: '  ' })).code).toBe('invalid-request');
    expect((await entries('case-read', visit.id)).map(({ outcome }) => outcome)).toEqual(['refused']);
  });
});

describe('a number', () => {
  /** Somebody who is to be called on Friday by 秦明理. */
  async function toBeCalled() {
    const [call] = (await slotsOf(server.call, { mode: 'phone' })).filter(({ free }) => free > 0);
    const index = (await slotsOf(server.call, { matter: 'family' })).findIndex(
      ({ startsAt }) => startsAt === call?.startsAt,
    );
    const booked = await stage.book('wang', index);
    clock.advance(Date.parse(booked.slot.startsAt) - clock.now().getTime());
    const [visit] = (await stage.day('lawyer')).visits;
    if (!visit) throw new Error('nobody is booked');
    return visit;
  }
  const contact = async (username: string, visit: Visit) =>
    server.call('getConsultationContact', { token: await stage.staff(username), params: paramsOf(visit) });
  const refused = async (username: string | null, visit: Visit) =>
    server.call.refused('getConsultationContact', {
      ...(username && { token: await stage.staff(username) }),
      params: paramsOf(visit),
    });

  test('of a phone consultation is shown to the assigned lawyer alone, and masked once it has ended', async () => {
    const visit = await toBeCalled();
    expect(visit).toMatchObject({ mode: 'phone', phone: '138****1234' });
    expect((await contact('lawyer', visit)).body).toEqual({ name: '王秀兰', phone: '13800001234' });
    expect(await stage.audited('contact-read', visit.id)).toBe(1);
    for (const username of ['station', 'supervisor'])
      expect((await refused(username, visit)).code, username).toBe('not-allowed');
    expect((await refused('lawyer.he', visit)).code).toBe('not-found');
    expect((await refused(null, visit)).status).toBe(401);
    const started = await stage.act('lawyer', visit, 'start');
    expect((await contact('lawyer', started)).status).toBe(200);
    const over = await stage.act('lawyer', started, 'finish');
    expect((await refused('lawyer', over)).code).toBe('contact-masked');
    expect(JSON.stringify(await stage.day('lawyer'))).not.toContain('13800001234');
  });

  test('is shown to the station where a visit is urgent or has to be confirmed, and not otherwise', async () => {
    await stage.book('wang', 0, { urgencies: ['limitation-ends'] });
    await stage.book('li', 0);
    const { visits } = await stage.day('station');
    const [urgent, plain] = visits;
    if (!urgent || !plain) throw new Error('nobody is booked');
    expect((await contact('station', urgent)).body.phone).toBe('13800001234');
    expect((await refused('station', plain)).code).toBe('not-allowed');
  });
});

describe('the record', () => {
  test('is taken home by its resident with the appointment, and never with the record', async () => {
    const visit = await finished();
    await write(visit);
    await stage.book('li', 1);
    const exported = async (name: string) =>
      (await server.call('exportMyData', { token: await stage.resident(name) })).body;
    const mine = await exported('wang');
    expect(mine.appointments).toMatchObject([
      { id: visit.id, given: { description: '房子怎么分' }, advice: { text: words.advice, by: '秦明理' } },
    ]);
    expect(JSON.stringify(mine)).not.toContain(words.record);
    expect((await exported('li')).appointments).toMatchObject([{ state: 'booked', advice: null }]);
  });

  test('is sealed; the resident reads advice and referral, never the record', async () => {
    const visit = await serving();
    expect((await own(visit.id)).advice).toBeNull();
    expect(await write(visit)).toMatchObject({ version: 1, record: words.record, by: '秦明理' });
    const advised = await own(visit.id);
    expect(advised.advice).toMatchObject({ text: words.advice, referral: words.referral, by: '秦明理' });
    expect(JSON.stringify(advised)).not.toContain(words.record);
    const stored = JSON.stringify(await stage.collection('consultationRecords').findOne({}));
    for (const text of [words.record, words.advice, words.referral.to, words.referral.bring])
      expect(stored).not.toContain(text);
    expect(await stage.audited('record-write', visit.id)).toBe(1);
    const told = await server.call('listNotifications', { token: await stage.resident('wang'), query: {} });
    expect(told.body.items).toMatchObject([{ kind: 'advice-written', subject: { id: visit.id } }]);
  });

  test('can be corrected by its lawyer, as it was seen', async () => {
    const visit = await finished();
    await write(visit);
    const changed = { version: 1, record: '有遗嘱。', advice: '带遗嘱来。' };
    expect(await write(visit, changed)).toMatchObject({ version: 2, referral: null });
    const refused = async (body: object) =>
      (
        await server.call.refused('writeConsultationRecord', {
          token: await stage.staff('lawyer'),
          params: paramsOf(visit),
          body,
        })
      ).code;
    expect(await refused({ ...changed, version: 1 })).toBe('consultation-changed');
    expect(await refused({ ...changed, version: 0 })).toBe('consultation-changed');
    expect(await refused({ ...changed, advice: '' })).toBe('invalid-request');
    expect((await own(visit.id)).advice?.text).toBe('带遗嘱来。');
    expect((await readCase('lawyer', visit)).record).toMatchObject({ version: 2, record: '有遗嘱。' });
    expect((await stage.day('lawyer')).visits[0]?.recorded).toBe(true);
  });

  test('of a walk-in is written the same way', async () => {
    await stage.walkIn('station');
    stage.at(firstSlot);
    const visit = await stage.act('lawyer', await stage.callNext('lawyer'), 'start');
    expect(await write(visit)).toMatchObject({ version: 1 });
    expect(await readCase('lawyer', visit)).toMatchObject({
      description: null,
      record: { advice: words.advice },
    });
  });

  test('is written by the assigned lawyer alone, and not before it has begun', async () => {
    const { id } = await stage.book('wang');
    const send = async (username: string | null, params: object = { kind: 'appointment', id }) =>
      server.call.refused('writeConsultationRecord', {
        ...(username && { token: await stage.staff(username) }),
        params,
        body: words,
      });
    expect((await send('lawyer')).code).toBe('consultation-action-not-allowed');
    expect((await send('lawyer.he')).code).toBe('not-found');
    expect((await send('station')).code).toBe('not-allowed');
    expect((await send('lawyer', { kind: 'appointment', id: 'x' })).code).toBe('invalid-request');
    expect((await send(null)).status).toBe(401);
  });

  test('of one’s own consultation is not shown to others', async () => {
    const visit = await finished();
    const params = { id: visit.id };
    const token = await stage.resident('li');
    expect((await server.call.refused('getMyConsultation', { token, params })).code).toBe('not-found');
    expect((await server.call.refused('getMyConsultation', { params })).status).toBe(401);
    const mine = await stage.resident('wang');
    const wrong = { token: mine, params: { id: 'x' } };
    expect((await server.call.refused('getMyConsultation', wrong)).code).toBe('invalid-request');
  });
});

describe('a rating', () => {
  const body = (more: object = {}) => ({
    grade: 5 as const,
    tags: ['517'],
    anonymous: true as const,
    idempotencyKey: randomUUID(),
    ...more,
  });
  const rate = async (id: string, sent: BodyOf<'rateConsultation'> = body(), name = 'wang') =>
    (await server.call('rateConsultation', { token: await stage.resident(name), params: { id }, body: sent }))
      .body;
  const refused = async (id: string, sent: object = body(), name: string | null = 'wang') =>
    server.call.refused('rateConsultation', {
      ...(name && { token: await stage.resident(name) }),
      params: { id },
      body: sent,
    });

  test('is given once, within thirty days of the end', async () => {
    const { id } = await finished();
    expect((await own(id)).ratableUntil).toBe(new Date(clock.now().getTime() + 30 * dayMs).toISOString());
    const first = body();
    expect(await rate(id, first)).toMatchObject({
      rating: { grade: 5, anonymous: true, ticket: null },
      ratableUntil: null,
    });
    expect((await rate(id, first)).rating?.grade).toBe(5);
    expect((await refused(id, { ...first, grade: 1, tags: [] })).code).toBe('idempotency-key-reused');
    expect((await refused(id)).code).toBe('already-rated');
    expect(await stage.collection('consultationRatings').countDocuments()).toBe(1);
  });

  test('is refused before the end, too late, with reasons that do not fit, and to others', async () => {
    const visit = await serving();
    expect((await refused(visit.id)).code).toBe('consultation-not-ratable');
    await stage.act('lawyer', visit, 'finish');
    expect((await refused(visit.id, body({ tags: ['213'] }))).code).toBe('tags-not-of-grade');
    expect((await refused(visit.id, body({ tags: ['510'] }))).code).toBe('tags-not-of-grade');
    expect((await refused(visit.id, body({ grade: 6 }))).code).toBe('invalid-request');
    expect((await refused(visit.id, body(), 'li')).code).toBe('not-found');
    expect((await refused(visit.id, body(), null)).status).toBe(401);
    const unread = { anonymous: false, contact: { name: '王秀兰', phone: '13800001234' } };
    expect((await refused(visit.id, body(unread))).code).toBe('consent-needed');
    stage.at(firstSlot + 30 * 24 * 60);
    expect((await refused(visit.id)).code).toBe('consultation-not-ratable');
  });

  test('that is bad becomes a ticket of the station’s unit, never of the lawyer it is about', async () => {
    const { id } = await finished();
    const contact = { name: '王秀兰', phone: '13800001234' };
    const sent = {
      ...body({ grade: 1, tags: ['115'] }),
      grade: 1 as const,
      comment: '没讲清楚',
      anonymous: false as const,
      contact,
      consent: consentTo('consultation-contact'),
    };
    await rate(id, sent);
    await server.app.followUps.settled();
    const ticket = await stage.collection('tickets').findOne({ 'subject.kind': 'consultation' });
    const directory = server.app.organization.directory();
    expect(directory.staffMember(ticket?.handlerId)?.username).toBe('station');
    const read = await server.call('getTicket', {
      token: await stage.staff('station'),
      params: { id: String(ticket?._id) },
    });
    expect(read.body).toMatchObject({
      kind: 'consultation',
      grade: 1,
      lawyer: '秦明理',
      comment: '没讲清楚',
    });
    const list = await server.call('listTickets', { token: await stage.staff('station') });
    expect(list.body.items[0]).toMatchObject({ kind: 'consultation', lawyer: '秦明理' });
    expect((await own(id)).rating).toMatchObject({ ticket: { state: 'assigned' }, anonymous: false });
    // Even as a handler of the unit the lawyer neither gets it nor sees it.
    await staffBy(server, { lawyer: { roles: ['lawyer', 'handler'] } });
    const unseen = await server.call.refused('getTicket', {
      token: await server.staffToken('lawyer'),
      params: { id: String(ticket?._id) },
    });
    await staffBy(server, {});
    expect(unseen.code).toBe('not-found');
  });

  test('whose process died before the ticket is found again by the sweep, once', async () => {
    const { id } = await finished('zhao');
    await rate(id, { ...body({ grade: 2, tags: [] }), grade: 2 }, 'zhao');
    await server.app.followUps.settled();
    const rating = await stage.collection('consultationRatings').findOne({});
    if (!rating) throw new Error('nothing was rated');
    await stage.collection('tickets').deleteMany({ sourceId: rating._id });
    await stage
      .collection('consultationRatings')
      .updateOne({ _id: rating._id }, { $set: { ticketDue: true } });
    stage.at(firstSlot + 1);
    await Promise.all([
      server.app.consultations.openMissingTickets(),
      server.app.consultations.openMissingTickets(),
    ]);
    expect(await stage.collection('tickets').countDocuments({ sourceId: rating._id })).toBe(1);
  });

  test('that was answered is judged by its resident', async () => {
    const { id } = await finished();
    const params = { id };
    const sent = { solved: true as const, idempotencyKey: randomUUID() };
    const judge = async (name: string | null, judgement: object = sent) =>
      server.call.refused('judgeConsultation', {
        ...(name && { token: await stage.resident(name) }),
        params,
        body: judgement,
      });
    expect((await judge('wang')).code).toBe('judgement-not-open');
    await rate(id, { ...body({ grade: 2, tags: [] }), grade: 2 });
    await server.app.followUps.settled();
    const [ticket] = await stage.collection('tickets').find().sort({ _id: -1 }).limit(1).toArray();
    const token = await stage.staff('station');
    let version = 1;
    for (const step of [
      { action: 'accept' as const },
      { action: 'conclude' as const, finding: 'substantiated' as const, text: '情况属实' },
      { action: 'reply' as const, text: '已与律师沟通，向您道歉' },
    ]) {
      const { body: after } = await server.call('actOnTicket', {
        token,
        params: { id: String(ticket?._id) },
        body: { ...step, version },
      });
      version = after.version;
    }
    expect((await own(id)).rating?.ticket).toMatchObject({
      reply: '已与律师沟通，向您道歉',
      finding: 'substantiated',
    });
    expect((await judge('li')).code).toBe('not-found');
    expect((await judge('wang', { solved: false, idempotencyKey: randomUUID() })).code).toBe(
      'invalid-request',
    );
    expect((await judge(null)).status).toBe(401);
    const judged = await server.call('judgeConsultation', {
      token: await stage.resident('wang'),
      params,
      body: sent,
    });
    expect(judged.body.rating?.ticket).toMatchObject({ state: 'closed', outcome: 'solved' });
  });

  test('stands in figures of its own, and in no figure of a counter or a clerk', async () => {
    const { id } = await finished();
    await rate(id);
    const period = { from: '2026-11-01', to: '2026-11-30' };
    const supervisor = await stage.staff('supervisor');
    const figures = async (token: string) =>
      (await server.call('getConsultationFigures', { token, query: period })).body;
    expect(await figures(supervisor)).toMatchObject({
      minSample: 20,
      total: {
        finished: { 'on-site': 1, phone: 0 },
        missed: 0,
        byGrade: { 5: 1 },
        good: { part: 1, of: 1, rate: 1, small: true },
      },
      rows: [{ lawyer: { name: '秦明理' }, byGrade: { 5: 1 } }],
    });
    expect((await figures(await stage.staff('lawyer'))).rows).toHaveLength(1);
    expect((await figures(await stage.staff('lawyer.he'))).rows).toEqual([]);
    const lawyer = server.app.organization.directory().staffByUsername('lawyer');
    for (const by of ['staff', 'counter', 'department'] as const) {
      const { body: counted } = await server.call('listFigures', {
        token: supervisor,
        query: { ...period, by },
      });
      expect(counted.total.counted, by).toBe(0);
      expect(counted.rows.map(({ id: row }) => row)).not.toContain(lawyer?._id.toHexString());
    }
    const refused = async (token: string | undefined, query: object = period) =>
      server.call.refused('getConsultationFigures', { ...(token && { token }), query });
    expect((await refused(await stage.staff('station'))).code).toBe('not-allowed');
    expect((await refused(supervisor, { from: period.to, to: period.from })).code).toBe('invalid-request');
    expect((await refused(undefined)).status).toBe(401);
  });

  test('is part of the resident’s own data: listed, exported, erased', async () => {
    const { id } = await finished('sun');
    await rate(id, { ...body({ grade: 4, tags: [] }), grade: 4, comment: '律师很耐心' }, 'sun');
    const token = await stage.resident('sun');
    expect((await server.call('getMyData', { token })).body.consultations).toBe(1);
    const kind = 'consultation' as const;
    const list = await server.call('listMyHoldings', { token, params: { kind }, query: {} });
    expect(list.body.items).toMatchObject([{ title: '秦明理', excerpt: '律师很耐心' }]);
    expect((await server.call('exportMyData', { token })).body.consultationRatings).toMatchObject([
      { lawyer: '秦明理', grade: 4, comment: '律师很耐心' },
    ]);
    const held = list.body.items[0]?.id ?? '';
    await server.call('eraseMyData', { token, params: { kind, id: held }, body: { parts: ['comment'] } });
    const stored = await stage.collection('consultationRatings').findOne({ _id: new Types.ObjectId(held) });
    expect(stored).toMatchObject({ comment: null, grade: 4 });
  });
});

test('a video consultation tells lawyer and resident where it takes place, and nobody else', async () => {
  const file = demoLegalService();
  const stations = file.stations.map((station) => ({
    ...station,
    videoLink: 'https://meeting.example/gumei',
  }));
  await server.app.legalService.load({ ...file, stations });
  const [video] = (await slotsOf(server.call, { mode: 'video' })).filter(({ free }) => free > 0);
  const index = (await slotsOf(server.call, { matter: 'labour' })).findIndex(
    ({ startsAt }) => startsAt === video?.startsAt,
  );
  if (!video || index < 0) throw new Error('nothing is free');
  const { id, videoLink } = (
    await server.call('bookAppointment', {
      token: await stage.resident('wang'),
      body: {
        lawyerId: video.lawyer.id,
        startsAt: video.startsAt,
        matter: 'labour',
        contact: { name: '王秀兰', phone: '13800001234' },
        consent: consentTo('appointment'),
        idempotencyKey: randomUUID(),
      },
    })
  ).body;
  expect(videoLink).toBe('https://meeting.example/gumei');
  const params = { kind: 'appointment' as const, id };
  const link = async (username: string) =>
    (await server.call('getConsultation', { token: await stage.staff(username), params })).body.videoLink;
  expect(await link('lawyer.he')).toBe('https://meeting.example/gumei');
  expect(await link('station')).toBeNull();
});
