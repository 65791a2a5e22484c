import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { EndpointId } from '@linli/shared/api/routes.ts';
import { routes } from '@linli/shared/api/routes.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
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
  articleFile,
  bookingOf,
  createApiCall,
  pdf,
  photoWithPlace,
  signedCall,
  slotsOf,
  startTestServer,
  type TestServer,
  testFiles,
  testFolder,
  testSecrets,
  testSettings,
  walkConsultation,
} from '../testing/index.ts';
import { type Clock, minuteMs } from './clock.ts';
import { createLog } from './log.ts';
import { startWechatStandIn } from './wechat/stand-in/index.ts';

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

/** What a resident does to see a lawyer, waiting for a seat included. */
async function useAppointments(call: ApiCall, token: string) {
  await call('listStations', {});
  const { body: found } = await call('listLawyers', { query: {} });
  const id = found.items[0]?.id ?? '';
  await call('listSlotsOfLawyer', { params: { id }, query: {} });
  // From the story's Tuesday on: what begins today can no longer be changed.
  const [first, second, third] = (await slotsOf(call, { lawyer: id, from: '2026-11-24' })).filter(({ free }) => free > 0);
  if (!first || !second || !third) throw new Error('nothing is free');
  const wanted = { lawyerId: id, startsAt: first.startsAt };
  const held = await call('holdSlot', { token, body: { ...wanted, idempotencyKey: 'index-holds-a-seat' } });
  const made = await call('bookAppointment', { token, body: bookingOf(first, { holdId: held.body.id }) });
  const params = { id: made.body.id };
  const body = { lawyerId: id, startsAt: second.startsAt };
  await call('rescheduleAppointment', { token, params, body });
  await call('bookAppointment', { token, body: bookingOf(third) });
  const page = await call('listMyAppointments', { token, query: { limit: 1 } });
  await call('listMyAppointments', { token, query: { limit: 1, cursor: page.body.nextCursor ?? '' } });
  await call('getMyAppointment', { token, params });
  await call.raw('getAppointmentCalendar', { token, params });
  await fillAndWait(call, id, second.startsAt);
  await call('cancelAppointment', { token, params });
}

const quizFileText = `title: 一问
summary: 一道题
questions:
  - { kind: single, text: 先找谁, options: [邻居, 法院], answer: A, explanation: 先说清楚, legalBasis: [] }
`;

/** Two articles with a picture, and a quiz. */
async function importArticles(app: App) {
  const folder = await testFolder({
    'one.md': articleFile(),
    'two.md': articleFile({ cover: 'a.jpg' }),
    'a.jpg': await photoWithPlace(),
  });
  await app.articles.import(folder.path, { reviewedBy: 'supervisor' });
  await folder.remove();
  const quizzes = await testFolder({ 'quiz.yaml': quizFileText });
  await app.quizzes.import(quizzes.path);
  await quizzes.remove();
}

/** What a resident reads. */
async function readArticles(call: ApiCall) {
  const first = await call('listArticles', { query: { limit: 1 } });
  const [article] = first.body.items;
  await call('getArticle', { params: { id: article?.id ?? '' } });
  const image = article?.cover?.split('/').at(-1) ?? '';
  await call.raw('getArticleImage', { params: { id: image } });
}

/** What anyone does to read a law. */
async function readLaws(call: ApiCall) {
  const { body: list } = await call('listLaws', {});
  await call('getLaw', { params: { id: list.items[0]?.versions[0]?.id ?? '' } });
  await call('searchLawArticles', { query: { q: '半夜敲墙' } });
  const { body: cited } = await call('searchLawArticles', { query: { q: '示例条例 3' } });
  await call('getLawArticle', { params: { id: cited.items[0]?.id ?? '' } });
}

/** What a resident says of articles, keeps, and answers. */
async function useArticles(call: ApiCall, token: string) {
  const [one, two] = (await call('listArticles', { query: { q: '装修' } })).body.items;
  await call('listArticles', { query: { q: '彩票中奖' } });
  for (const article of [one, two]) {
    const params = { id: article?.id ?? '' };
    await call('countArticleView', { params, body: { visitor: 'index-test-visitor' } });
    await call('getMyArticle', { token, params });
    await call('judgeArticle', { token, params, body: { verdict: { useful: true } } });
    await call('addFavourite', { token, params });
  }
  const kept = await call('listFavourites', { token, query: { limit: 1 } });
  await call('listFavourites', { token, query: { limit: 1, cursor: kept.body.nextCursor ?? '' } });
  await call('removeFavourite', { token, params: { id: one?.id ?? '' } });
  await call('judgeArticle', { token, params: { id: one?.id ?? '' }, body: { verdict: null } });
  await call('getDue', {});
  await call('listLawDays', { query: {} });
  await call('listCampaigns', {});
  await call('getCampaign', { params: { code: 'against-fraud' } });
  const [quiz] = (await call('listQuizzes', { query: {} })).body.items;
  const params = { id: quiz?.id ?? '' };
  const [question] = (await call('getQuiz', { params })).body.questions;
  for (const option of [0, 1])
    await call('answerQuestion', {
      token,
      params,
      body: { question: question?.key ?? '', chosen: [option] },
    });
  await call('listMyQuizzes', { token });
  await call('eraseMyQuizzes', { token });
}

/** What an editor does, and a supervisor who reviews. */
async function writeArticles(call: ApiCall, editor: string, supervisor: string) {
  const page = await call('listEditorialArticles', { token: editor, query: { limit: 1 } });
  await call('listEditorialArticles', {
    token: editor,
    query: { limit: 1, state: 'published', ...(page.body.nextCursor && { cursor: page.body.nextCursor }) },
  });
  await call('listEditorialOptions', { token: editor });
  await call('previewArticle', { token: editor, body: { markdown: '正文' } });
  const [there] = page.body.items;
  const { content } = (await call('getEditorialArticle', { token: editor, params: { id: there?.id ?? '' } }))
    .body;
  const body = { content, idempotencyKey: 'index-test-article-1' };
  const draft = (await call('createArticle', { token: editor, body })).body;
  await call('createArticle', { token: editor, body });
  const params = { id: draft.id };
  const edited = (
    await call('editArticle', { token: editor, params, body: { version: draft.version, content } })
  ).body;
  await call('getArticleVersion', { token: editor, params: { id: draft.id, number: 1 } });
  const handedIn = (
    await call('actOnArticle', { token: editor, params, body: { version: edited.version, action: 'submit' } })
  ).body;
  const approval = { version: handedIn.version, action: 'approve' as const };
  await call('actOnArticle', { token: supervisor, params, body: approval });
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(await photoWithPlace())]), 'a.jpg');
  await call.raw('addArticleImage', { token: editor }, { body: form });
  const year = { from: '2026-01-01', to: '2026-12-31' };
  for (const by of ['department', 'campaign', 'article'] as const)
    await call('listPublicityFigures', { token: supervisor, query: { ...year, by } });
  const said = { token: editor, params: { id: there?.id ?? '' } };
  const words = await call('listVerdicts', { ...said, query: { limit: 1 } });
  const cursor = words.body.nextCursor;
  if (cursor) await call('listVerdicts', { ...said, query: { limit: 1, cursor } });
  await call('listSearchGaps', { token: editor });
}

/** Takes every other seat of a day, so that somebody can wait for one. */
async function fillAndWait(call: ApiCall, lawyerId: string, startsAt: string) {
  const day = dayOf(new Date(startsAt));
  const slots = await slotsOf(call, { lawyer: lawyerId, from: day, to: day });
  const signIn = async (name: string) =>
    (await call('signInWithWechat', { body: { code: `demo-${name}` } })).body.accessToken;
  for (const [index, slot] of slots.filter(({ free }) => free > 0).entries()) {
    await call('bookAppointment', { token: await signIn(`fills-${index}`), body: bookingOf(slot) });
  }
  const token = await signIn('waits');
  const body = { lawyerId, day, matter: 'other' as const, idempotencyKey: 'index-waits-for-one' };
  const wait = await call('joinWaitlist', { token, body });
  await call('listMyWaits', { token });
  await call('leaveWaitlist', { token, params: { id: wait.body.id } });
}

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

/** A counter's code is printed, revoked and changed, and a screen shows one. Answers what the screen called. */
async function useCodes(url: string, call: ApiCall, admin: string): Promise<EndpointId[]> {
  const { items } = (await call('listCodes', { token: admin })).body;
  const [{ id, scanCode } = { id: '', scanCode: null }] = items.filter(({ code }) => code === 'A05');
  await call.raw('printCodes', { token: admin, query: { kind: 'counter', format: 'plate', id } });
  const change = { token: admin, params: { id }, body: { scanCode: scanCode ?? '' } };
  await call('revokeCounterCode', change);
  await call('changeCounterCode', change);
  const added = await call('addScreen', {
    token: admin,
    body: { counter: id, name: '小屏', idempotencyKey: 'index-test-screen' },
  });
  const headers = { authorization: `Device ${added.body.token}` };
  const shown = await fetch(`${url}/api/v1/screen`, { headers });
  const { scene } = (await shown.json()) as AnswerOf<'getScreen'>;
  const picture = await fetch(`${url}/api/v1/screen/code?scene=${scene}`, { headers });
  expect([shown.status, picture.status]).toEqual([200, 200]);
  await call('listScreens', { token: admin });
  await call('revokeScreen', { token: admin, params: { id: added.body.id } });
  return ['getScreen', 'getScreenCode'];
}

/** Another system is let in, makes each of its calls, and is let in no longer. Answers which calls those were. */
async function useOpenInterface(
  server: { url: string; clock: Clock },
  call: ApiCall,
  admin: string,
): Promise<EndpointId[]> {
  const added = await call('addPartner', {
    token: admin,
    body: { name: '受理系统', unit: 'gumei', idempotencyKey: 'index-test-partner' },
  });
  const send = (method: 'GET' | 'POST', path: string, body?: unknown) =>
    signedCall(server, added.body, method, path, body);
  const service = { counter: 'A02', serviceItem: 'birth-registration', staff: 'clerk.qian' };
  const servedAt = server.clock.now().toISOString();
  const answers = [
    // Twice: the second finds the first.
    await send('POST', '/open/v1/service-records', { ...service, projectNo: 'index-1', servedAt }),
    await send('POST', '/open/v1/service-records', { ...service, projectNo: 'index-1', servedAt }),
    await send('POST', '/open/v1/monthly-figures', {
      month: '2026-10',
      rows: [{ counter: 'A02', records: 1, ratings: [] }],
    }),
    await send('GET', '/open/v1/ratings?limit=1'),
  ];
  expect(answers.map(({ code }) => code)).toEqual([undefined, undefined, undefined, undefined]);
  await call('listPartners', { token: admin });
  await call('revokePartner', { token: admin, params: { id: added.body.id } });
  return ['createServiceRecord', 'importMonthlyFigures', 'exportRatings'];
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
  const body = { grade: 1 as const, tags: ['115'], anonymous: false as const, contact, consent };
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
  await readLaws(call);
  await useAppointments(call, token);
  await walkConsultation(call, clock);
  called.add('judgeConsultation');
  await readArticles(call);
  await useArticles(call, token);
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
  await writeArticles(call, editor, supervisor);

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
  for (const id of await useCodes(url, call, admin)) called.add(id);
  for (const id of await useOpenInterface({ url, clock }, call, admin)) called.add(id);
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
  await app.feedback.openMissingTickets();
  await app.consultations.openMissingTickets();
  await app.consultations.eraseOld();
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
  await importArticles(stage.app);
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
