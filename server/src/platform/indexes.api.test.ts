import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { CommandStartedEvent, Document } from 'mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app.ts';
import { demoPassword } from '../demo/accounts.ts';
import { consentTo, serve, storyClock, tellDemoStory } from '../demo/story.ts';
import { standInTemplates } from '../features/notifications/index.ts';
import {
  type ApiCall,
  addEvidence,
  createApiCall,
  importArticlesToWalk,
  pdf,
  startTestServer,
  type TestServer,
  testFiles,
  testSecrets,
  testSettings,
  walkArticlesOfResident,
  walkBooking,
  walkCodes,
  walkConsultation,
  walkLaws,
  walkOpenInterface,
  walkReading,
  walkWriting,
} from '../testing/index.ts';
import { minuteMs } from './clock.ts';
import { createLog } from './log.ts';
import { markedWords, startWechatStandIn } from './wechat/stand-in/index.ts';

/** Read whole, once in a while, by the copies in memory; agenda looks after its own jobs. */
const readWhole = new Set([
  'screens',
  'partners',
  'units',
  'counters',
  'serviceItems',
  'staff',
  'dutyGroups',
  'routing',
  'jobs',
  'calendarDays',
  'yearSchedules',
  'stations',
  'firms',
  'lawyers',
  'lawyerWeeks',
  'laws',
  'campaigns',
  'quizzes',
]);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** The look-ups in a command: the filters it finds documents by, with the order it wants them in. */
function lookUpsOf({
  commandName,
  command,
}: CommandStartedEvent): { collection: string; filter: Document; sort?: Document }[] {
  const collection = String(command[commandName]);
  if (commandName === 'find')
    return [{ collection, filter: command.filter ?? {}, ...(command.sort && { sort: command.sort }) }];
  if (commandName === 'aggregate') return [{ collection, filter: command.pipeline[0]?.$match ?? {} }];
  if (commandName === 'findAndModify' || commandName === 'count')
    return [{ collection, filter: command.query ?? {} }];
  const writes: Document[] = command.updates ?? command.deletes ?? [];
  return writes.map((write) => ({ collection, filter: write.q }));
}

/** The stages of a plan, from the top down. */
function stagesOf(plan: Document): string[] {
  const below: Document[] = plan.inputStages ?? (plan.inputStage ? [plan.inputStage] : []);
  return [plan.stage, ...below.flatMap(stagesOf)];
}

/** Looks at the audit log around each call. */
interface Watch {
  before(): Promise<number>;
  after(id: EndpointId, answer: unknown, before: number): Promise<void>;
}

/** Marks one's own messages as read; shows a draft as it will be; asks where a made-up ticket would go. Neither does anything to anybody. */
const needNoEntry: readonly EndpointId[] = ['readNotifications', 'queryRouting', 'previewArticle'];

/** What the walk's resident left: an answer to staff that has it in full is a read of personal data. */
const contact = { name: '王秀兰', phone: '13800001234' };

/** Finds what staff do or read of a resident without an entry in the audit log. */
function auditWatch({ database }: TestServer) {
  const unrecorded: EndpointId[] = [];
  const entries = database.connection.collection('auditEntries');
  const watch: Watch = {
    before: () => entries.countDocuments(),
    async after(id, answer, before) {
      const { method, access } = routes[id];
      const byStaff = Array.isArray(access) || access === 'signed-in';
      const reads = JSON.stringify(answer ?? null).includes(contact.phone);
      if (!byStaff || needNoEntry.includes(id) || !(method === 'POST' || reads)) return;
      if ((await entries.countDocuments()) === before) unrecorded.push(id);
    },
  };
  return { watch, unrecorded };
}

/** Messages on their way to WeChat, and one that was given up. */
async function deliverMessages(call: ApiCall, resident: string, admin: string) {
  const id = 'a'.repeat(24);
  await call('getSubscriptionOffer', { token: resident, query: { kind: 'rating', id } });
  const answers = [{ template: 'case-progress' as const, accepted: true }];
  await call('answerSubscription', { token: resident, body: { kind: 'rating', id, answers } });
  const { connection } = server.database;
  const failed = { 'delivery.failedAt': new Date(), 'delivery.tries': 1 };
  await connection.collection('notifications').updateMany({}, { $set: failed });
  const page = await call('listFailedDeliveries', { token: admin, query: { limit: 1 } });
  const cursor = page.body.nextCursor ?? '';
  await call('listFailedDeliveries', { token: admin, query: { limit: 1, cursor } });
  const params = { id: page.body.items[0]?.id ?? '' };
  await call('deliverAgain', { token: admin, params });
}

/** Calls every endpoint once as a person would, tells `watch` of each, and answers which were called. */
async function walkAllEndpoints(
  url: string,
  clock: ReturnType<typeof storyClock>,
  watch: Watch,
): Promise<Set<EndpointId>> {
  const called = new Set<EndpointId>();
  const send = createApiCall(url);
  const call: typeof send = Object.assign(
    (async (id, parts) => {
      called.add(id);
      const before = await watch.before();
      const answer = await send(id, parts);
      await watch.after(id, answer.body, before);
      return answer;
    }) as typeof send,
    {
      refused: send.refused,
      raw: ((id, parts, init) => {
        called.add(id);
        return send.raw(id, parts, init);
      }) as typeof send.raw,
    },
  );
  const resident = (await call('signInWithWechat', { body: { code: 'demo-index' } })).body;
  const token = (await call('refreshSession', { body: { refreshToken: resident.refreshToken } })).body
    .accessToken;
  await call('whoAmI', { token });
  await call('takePhoneNumber', { token, body: { code: 'phone-13800001234' } });
  const { token: again } = await serve(server.app, 'A02', 'birth-registration');
  const good = { grade: 5 as const, tags: [], anonymous: true as const };
  const praised = await call('submitRating', {
    token,
    body: { ...good, scene: `r.${again}`, idempotencyKey: 'index-test-rating-3' },
  });
  const supplemented = { token, params: { id: praised.body.id } };
  const { token: code } = await serve(server.app, 'A02', 'birth-registration');
  await call('scan', { params: { scene: `r.${code}` } });
  const consent = consentTo('rating-contact');
  const body = {
    grade: 1 as const,
    tags: ['115'],
    anonymous: false as const,
    contact,
    consent,
    comment: markedWords.review,
  };
  const given = await call('submitRating', {
    token,
    body: { ...body, scene: `r.${code}`, idempotencyKey: 'index-test-rating-1' },
  });
  await call('submitRating', {
    token,
    body: { ...body, scene: 'c.A01', idempotencyKey: 'index-test-rating-2' },
  });
  await call('supplementRating', {
    ...supplemented,
    body: { ...body, idempotencyKey: 'index-test-supplement' },
  });
  await call('getMyRating', supplemented);
  const first = await call('listMyRatings', { token, query: { limit: 1 } });
  await call('listMyRatings', { token, query: { limit: 1, cursor: first.body.nextCursor ?? '' } });
  await call('getMyRating', { token, params: { id: given.body.id } });

  const consentToCall = consentTo('feedback-contact');
  for (const idempotencyKey of ['index-test-feedback-1', 'index-test-feedback-2'])
    await call('submitFeedback', {
      token,
      body: { kind: 'fault', text: '打不开', contact, consent: consentToCall, idempotencyKey },
    });
  const said = await call('listMyFeedback', { token, query: { limit: 1 } });
  await call('listMyFeedback', { token, query: { limit: 1, cursor: said.body.nextCursor ?? '' } });
  await call('getMyFeedback', { token, params: { id: said.body.items[0]?.id ?? '' } });
  await call('getLegal', {});
  await walkLaws(call);
  await walkBooking(call, token);
  await walkConsultation(call, clock);
  called.add('judgeConsultation');
  await walkReading(call);
  await walkArticlesOfResident(call, token);
  const read = await call('listCounterRatings', { params: { code: 'A08' }, query: { limit: 1 } });
  const further = read.body.nextCursor ?? '';
  await call('listCounterRatings', { params: { code: 'A08' }, query: { limit: 1, cursor: further } });
  const judged = { solved: true as const, idempotencyKey: 'index-test-judgement' };
  const liu = (await call('signInWithWechat', { body: { code: 'demo-liu' } })).body.accessToken;
  for (const { id, ticketState } of (await call('listMyRatings', { token: liu, query: {} })).body.items)
    if (ticketState === 'replied') await call('judgeRating', { token: liu, params: { id }, body: judged });
  // Looked for and not open yet: the same look-ups.
  const unanswered = { token, params: { id: said.body.items[0]?.id }, body: judged };
  expect((await call.refused('judgeFeedback', unanswered)).code).toBe('judgement-not-open');
  called.add('judgeFeedback');

  const staff = (await call('signInStaff', { body: { username: 'handler', password: demoPassword } })).body
    .accessToken;
  for (const queue of ['mine', 'team'] as const) {
    const page = await call('listTickets', { token: staff, query: { queue, limit: 1 } });
    if (page.body.nextCursor)
      await call('listTickets', { token: staff, query: { queue, limit: 1, cursor: page.body.nextCursor } });
  }
  const mine = await call('listTickets', { token: staff, query: { queue: 'mine', limit: 50 } });
  for (const { id } of mine.body.items) {
    const { body: ticket } = await call('getTicket', { token: staff, params: { id } });
    await call('listTicketTargets', { token: staff, params: { id } });
    if (!ticket.anonymous) await call('getTicketContact', { token: staff, params: { id } });
    await call('actOnTicket', {
      token: staff,
      params: { id },
      body: { action: 'note', version: ticket.version, text: '记一笔' },
    });
  }
  const [{ id: collecting } = { id: '' }] = mine.body.items;
  const added = await addEvidence(call, staff, collecting, pdf);
  const there = { id: collecting, evidenceId: added.body.items?.[0]?.id ?? '' };
  await call('addRecording', {
    token: staff,
    params: { id: collecting },
    body: {
      idempotencyKey: 'index-test-recording',
      counter: 'A02',
      from: '2026-01-05T01:00:00.000Z',
      to: '2026-01-05T01:20:00.000Z',
    },
  });
  await call('listEvidence', { token: staff, params: { id: collecting } });
  await call.raw('getEvidenceFile', { token: staff, params: there });
  await call('removeEvidence', { token: staff, params: there, body: { reason: '传错了' } });
  const told = await call('listNotifications', { token: staff, query: { limit: 1 } });
  const moreTold = told.body.nextCursor;
  if (moreTold) await call('listNotifications', { token: staff, query: { limit: 1, cursor: moreTold } });
  await call('readNotifications', { token: staff, body: { until: '2099-01-01T00:00:00.000Z' } });
  const [message] = told.body.items;
  if (message) await call('readNotifications', { token: staff, body: { ids: [message.id] } });
  const { people } = (await call('listAbsences', { token: staff })).body;
  const self = people[0]?.id ?? '';
  const [deputy] = (await call('listDeputies', { token: staff, query: { staff: self } })).body.items;
  const absence = await call('enterAbsence', {
    token: staff,
    body: {
      staff: self,
      from: '2026-11-23',
      to: '2026-11-27',
      deputy: deputy?.id ?? null,
      handOver: 'keep',
      idempotencyKey: 'index-test-absence-1',
    },
  });
  await call('endAbsence', { token: staff, params: { id: absence.body.id } });
  await call('signOut', { token: staff });

  const supervisor = (await call('signInStaff', { body: { username: 'supervisor', password: demoPassword } }))
    .body.accessToken;
  const period = { from: '2026-11-01', to: '2026-12-31' };
  const clerk = (await call('signInStaff', { body: { username: 'clerk.qian', password: demoPassword } })).body
    .accessToken;
  await call('getMyFigures', { token: clerk, query: period });
  const entries = await call('listMyEntries', { token: clerk, query: { limit: 1 } });
  await call('listMyEntries', { token: clerk, query: { limit: 1, cursor: entries.body.nextCursor ?? '' } });
  const [entry] = entries.body.items;
  await call('makeAppeal', { token: clerk, body: { ratingId: entry?.id ?? '', reason: '停机' } });
  for (const by of ['staff', 'counter', 'department'] as const)
    await call('listFigures', { token: supervisor, query: { ...period, by } });
  for (const state of ['decided', 'pending'] as const) {
    const appeals = await call('listAppeals', { token: supervisor, query: { state } });
    const [appeal] = appeals.body.items;
    const body = { verdict: 'dismissed' as const, reason: '没有停机' };
    if (appeal) await call('decideAppeal', { token: supervisor, params: { id: appeal.id }, body });
  }
  const checked = await call('listCheckedComments', {
    token: supervisor,
    query: { state: 'held', limit: 1 },
  });
  const [comment] = checked.body.items;
  const cursorOfChecked = checked.body.nextCursor ?? '';
  await call('listCheckedComments', {
    token: supervisor,
    query: { state: 'held', limit: 1, cursor: cursorOfChecked },
  });
  await call('decideComment', {
    token: supervisor,
    params: { id: comment?.id ?? '' },
    body: { verdict: 'hidden', seen: 'held', reason: '点名骂人' },
  });
  const drafted: { id: string; version: number }[] = [];
  for (const idempotencyKey of ['index-bulletin-one', 'index-bulletin-two'])
    drafted.push(
      (await call('draftBulletin', { token: supervisor, body: { ...period, idempotencyKey } })).body,
    );
  const [{ id, version }] = drafted as [{ id: string; version: number }];
  const words = { title: '通报', text: '正文' };
  await call('editBulletin', { token: supervisor, params: { id }, body: { version, ...words } });
  await call('publishBulletin', { token: supervisor, params: { id }, body: { version: version + 1 } });
  for (const token of [supervisor, clerk]) {
    const page = await call('listBulletins', { token, query: { limit: 1 } });
    const cursor = page.body.nextCursor;
    if (cursor) await call('listBulletins', { token, query: { limit: 1, cursor } });
    await call('getBulletin', { token, params: { id } });
  }
  await call('getOverview', { token: supervisor, query: {} });
  for (const query of [
    {},
    { colour: 'yellow' as const },
    { state: 'assigned' as const },
    { handler: 'none' },
  ]) {
    const page = await call('listOverviewTickets', { token: supervisor, query: { ...query, limit: 1 } });
    const cursor = page.body.nextCursor;
    if (cursor)
      await call('listOverviewTickets', { token: supervisor, query: { ...query, limit: 1, cursor } });
  }

  const editor = (await call('signInStaff', { body: { username: 'editor', password: demoPassword } })).body
    .accessToken;
  await walkWriting(call, editor, supervisor);

  const admin = (await call('signInStaff', { body: { username: 'admin', password: demoPassword } })).body
    .accessToken;
  await call('listRoutingOptions', { token: admin });
  await deliverMessages(call, token, admin);
  const asked = { counter: 'A02', serviceItem: null, grade: 1 as const, tags: [], comment: null };
  await call('queryRouting', { token: admin, body: asked });
  const day = { unit: 'gumei', day: '2026-12-01' };
  await call('listUnits', { token: admin });
  await call('getCalendar', { token: admin, query: { unit: 'gumei', month: '2026-12' } });
  await call('setCalendarDay', { token: admin, body: { ...day, hours: [], reason: '台风' } });
  await call('clearCalendarDay', { token: admin, body: day });
  const schedule = { year: 2027, holidays: ['2027-01-01'], makeUpDays: [] };
  await call('setYearSchedule', { token: admin, body: schedule });
  const { subjects } = (await call('listClosures', { token: admin })).body;
  const [subject] = subjects;
  const away = { kind: 'station' as const, id: subject?.id ?? '', from: '2026-12-01', to: '2026-12-02' };
  await call('previewClosure', { token: admin, query: away });
  const because = { reason: '台风', idempotencyKey: 'index-test-closure' };
  const closure = await call('enterClosure', { token: admin, body: { ...away, ...because } });
  await call('endClosure', { token: admin, params: { id: closure.body.id } });
  await call('getMyData', { token });
  await call('exportMyData', { token });
  for (const kind of ['rating', 'feedback', 'consultation'] as const) {
    const page = await call('listMyHoldings', { token, params: { kind }, query: { limit: 1 } });
    const cursor = page.body.nextCursor;
    if (cursor) await call('listMyHoldings', { token, params: { kind }, query: { limit: 1, cursor } });
  }
  const params = { kind: 'rating' as const, id: given.body.id };
  await call('correctMyContact', { token, params, body: { contact } });
  await call('eraseMyData', { token, params, body: { parts: ['contact', 'comment'] } });
  await call('withdrawConsent', { token, params: { purpose: 'feedback-contact' } });
  await call('closeAccount', { token, body: { eraseComments: true } });

  const auditor = (await call('signInStaff', { body: { username: 'auditor', password: demoPassword } })).body
    .accessToken;
  for (const query of [
    {},
    { actor: 'handler' },
    { subject: 'gumei:2026-12-01' },
    { action: 'ticket-note' },
    { outcome: 'done' as const },
  ]) {
    const page = await call('listAuditEntries', { token: auditor, query: { ...query, limit: 1 } });
    const cursor = page.body.nextCursor;
    if (cursor) await call('listAuditEntries', { token: auditor, query: { ...query, limit: 1, cursor } });
  }
  for (const id of await walkCodes(url, call, admin)) called.add(id);
  for (const id of await walkOpenInterface({ url, clock }, call, admin)) called.add(id);
  await call('listMonthlyFigures', { token: auditor, query: { month: '2026-10' } });
  await call('exportAuditEntries', { token: auditor, query: { action: 'ticket-note' } });
  return called;
}

/** What the endpoints are walked with: an app of its own, whose every command is seen. */
async function stageWalk() {
  const connection = await mongoose
    .createConnection(server.database.uri, {
      dbName: server.database.connection.name,
      monitorCommands: true,
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
  const standIn = await startWechatStandIn();
  const clock = storyClock(server.clock.now());
  const app = await createApp({
    connection,
    clock,
    log: createLog('silent'),
    secrets: testSecrets,
    wechat: standIn.account,
    messages: { templates: standInTemplates, robotUrl: standIn.robotUrl },
    files: testFiles().files,
    settings: testSettings,
    trustProxy: false,
    metricsAccess: 'closed',
  });
  await tellDemoStory(app, clock);
  await app.lawTexts.import(join(import.meta.dirname, '../features/law-texts/samples'));
  for (const name of ['handler', 'clerk.qian', 'supervisor', 'editor', 'admin', 'auditor'])
    await app.identity.setPassword(name, demoPassword);
  const http = createServer(app.koa.callback()).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const commands: CommandStartedEvent[] = [];
  connection.getClient().on('commandStarted', (event) => commands.push(event));
  return {
    app,
    clock,
    commands,
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async end() {
      http.close();
      await app.stop();
      await standIn.stop();
      await connection.close();
    },
  };
}

/** What the sweeps do that come round by themselves. */
async function sweepAll(app: App, clock: { at: Date }) {
  await app.followUps.settled();
  await app.ratings.openMissingTickets();
  await app.ratings.checkComments();
  await app.feedback.openMissingTickets();
  await app.consultations.openMissingTickets();
  await app.consultations.eraseOld();
  await app.consultations.tellMissing();
  await app.appointments.keeping.sweep();
  await app.appointments.remind();
  await app.appointments.visits.endForgotten();
  for (const { holdings } of [app.ratings, app.feedback, app.consultations]) await holdings.sweep();
  clock.at = new Date(clock.at.getTime() + 2 * minuteMs);
  await app.privacy.finishClosings();
  await app.tickets.raiseAlerts();
  await app.tickets.sweepEvidence();
  await app.tickets.closeUnjudged();
  await app.auditLog.expire();
  await app.oversight.tellMissing();
  await app.appointments.sweep();
  await app.notifications.deliver();
  await app.articles.sweep();
}

let stage: Awaited<ReturnType<typeof stageWalk>>;
let called: Set<EndpointId>;
let unrecorded: EndpointId[];

beforeAll(async () => {
  stage = await stageWalk();
});
beforeAll(async () => {
  const { watch, unrecorded: found } = auditWatch(server);
  await importArticlesToWalk(stage.app);
  called = await walkAllEndpoints(stage.url, stage.clock, watch);
  unrecorded = found;
});
beforeAll(() => sweepAll(stage.app, stage.clock));
afterAll(() => stage?.end());

test('the walk calls every endpoint there is', () => {
  expect([...called].sort()).toEqual(Object.keys(routes).sort());
});

test('what staff do, and each read of personal data, is in the audit log', () => {
  expect(unrecorded).toEqual([]);
});

/** The look-ups of the walk, each form once: the values that are looked for make no difference to the plan. */
function differentLookUps(commands: readonly CommandStartedEvent[]) {
  const forms = new Map<string, ReturnType<typeof lookUpsOf>[number]>();
  for (const lookUp of commands.flatMap(lookUpsOf)) {
    const { collection, filter, sort } = lookUp;
    if (readWhole.has(collection) || (Object.keys(filter).length === 1 && '_id' in filter)) continue;
    forms.set(`${collection} ${JSON.stringify(formOf(filter))} ${JSON.stringify(sort ?? {})}`, lookUp);
  }
  return [...forms.values()];
}

/** A filter with the kind of each value in its place. Strings and truth values stay: partial indexes may ask for them. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? 'number' : value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value.constructor.name;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, formOf(inside)]));
}

test('every look-up that an endpoint or a sweep makes is answered by an index', async () => {
  const unindexed: string[] = [];
  const lookUps = differentLookUps(stage.commands);
  for (const { collection, filter, sort } of lookUps) {
    const find = { find: collection, filter, ...(sort && { sort }) };
    const plan = await server.database.connection.db?.command({ explain: find, verbosity: 'queryPlanner' });
    if (stagesOf(plan?.queryPlanner.winningPlan).includes('COLLSCAN'))
      unindexed.push(`${collection} ${JSON.stringify(filter)} ${JSON.stringify(sort ?? {})}`);
  }
  expect(unindexed).toEqual([]);
  expect(lookUps.length).toBeGreaterThan(20);
});
