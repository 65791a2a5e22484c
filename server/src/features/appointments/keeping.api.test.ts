import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../platform/clock.ts';
import {
  addAttachment,
  consultingStage,
  createTestClock,
  firstSlot,
  pdf,
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
  await stage.collection('files').deleteMany({});
});
afterAll(() => server.stop());

const own = async (id: string, name = 'wang') =>
  (await server.call('getMyAppointment', { token: await stage.resident(name), params: { id } })).body;
const cases = async () =>
  (await stage.collection('appointments').find().toArray()).map((one) => JSON.stringify(one.case));
const files = () => stage.collection('files').countDocuments();

async function bookedWithPaper(name = 'wang', index = 0) {
  const { id } = await stage.book(name, index);
  await addAttachment(server.call, await stage.resident(name), id, pdf);
  return id;
}
async function serving() {
  const { checkInCode, id } = await stage.book('wang');
  stage.at(firstSlot);
  return { id, visit: await stage.act('lawyer', await stage.checkIn('station', checkInCode), 'start') };
}
const withdraw = async (name = 'wang') =>
  (
    await server.call('withdrawConsent', {
      token: await stage.resident(name),
      params: { purpose: 'appointment' },
    })
  ).body;

describe('what was said of a case', () => {
  test('is erased 180 days after the consultation, with its attachments; what figures count stays', async () => {
    const id = await bookedWithPaper();
    clock.advance(dayMs);
    await server.app.appointments.visits.endForgotten();
    await server.app.appointments.keeping.sweep();
    expect((await own(id)).given).toMatchObject({ name: '王秀兰', attachments: [{}] });
    clock.advance(180 * dayMs);
    await server.app.appointments.keeping.sweep();
    expect(await own(id)).toMatchObject({ given: null, matter: 'family', state: 'expired' });
    expect(await cases()).toEqual([
      JSON.stringify({
        matter: 'family',
        description: null,
        otherParty: null,
        onBehalfOf: null,
        urgencies: [],
      }),
    ]);
    expect(await files()).toBe(0);
    expect(await stage.audited('case-erase', id)).toBe(1);
  });

  test('stays while 180 days are not over', async () => {
    const id = await bookedWithPaper();
    clock.advance(dayMs);
    await server.app.appointments.visits.endForgotten();
    clock.advance(178 * dayMs);
    await server.app.appointments.keeping.sweep();
    expect((await own(id)).given?.description).toBe('房子怎么分');
  });

  test('goes when the consent to it is taken back, and what has not begun is cancelled', async () => {
    const id = await bookedWithPaper();
    await bookedWithPaper('li', 1);
    expect(await withdraw()).toEqual({ purpose: 'appointment', givenAt: null, held: 0, waiting: 0 });
    expect(await own(id)).toMatchObject({ state: 'cancelled', given: null });
    expect(await files(), 'what others have given stays').toBe(1);
    const again = await stage.book('zhao', 0);
    expect(again.state, 'the seat is free again').toBe('booked');
  });

  test('is there for a consultation under way, and goes when it is over', async () => {
    const { id, visit } = await serving();
    expect(await withdraw()).toMatchObject({ held: 0, waiting: 1 });
    await server.app.appointments.keeping.sweep();
    expect((await own(id)).given?.description).toBe('房子怎么分');
    await stage.act('lawyer', visit, 'finish');
    await server.app.appointments.keeping.sweep();
    expect(await own(id)).toMatchObject({ state: 'finished', given: null });
  });

  test('goes with the account, and nothing leads from the booking to its resident any more', async () => {
    await bookedWithPaper('leaver');
    const token = await stage.resident('leaver');
    const { id } = (await server.call('whoAmI', { token })).body;
    await server.call('closeAccount', { token, body: { eraseComments: false } });
    clock.advance(2 * minuteMs);
    await server.app.privacy.finishClosings();
    const [booking] = await stage.collection('appointments').find().toArray();
    expect([booking?.state, String(booking?.residentId) === id, await files()]).toEqual([
      'cancelled',
      false,
      0,
    ]);
  });

  test('stands among the consents of its resident', async () => {
    await bookedWithPaper();
    const { body } = await server.call('getMyData', { token: await stage.resident('wang') });
    expect(body.consents.find(({ purpose }) => purpose === 'appointment')).toEqual({
      purpose: 'appointment',
      givenAt: clock.now().toISOString(),
      held: 1,
      waiting: 0,
    });
  });
});

test('who no lawyer of the firm may advise is shown the district’s legal-aid centre', async () => {
  const first = await stage.book('li');
  const { lawyer, startsAt } = first.slot;
  const later = new Date(Date.parse(startsAt) + 30 * minuteMs).toISOString();
  const refused = await server.call.refused('bookAppointment', {
    token: await stage.resident('wang'),
    body: {
      lawyerId: lawyer.id,
      startsAt: later,
      matter: 'family',
      contact: { name: '王秀兰', phone: '13800001234' },
      consent: { version: 2, ageGroup: '14-or-older' },
      otherParty: '上海古美物业管理有限公司',
      idempotencyKey: 'conflict-of-interest-1',
    },
  });
  expect([refused.code, refused.body.error.details]).toEqual([
    'conflict-of-interest',
    { legalAid: { name: '闵行区法律援助中心（示例）', phone: '021-00000002' } },
  ]);
});
