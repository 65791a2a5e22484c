import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../platform/clock.ts';
import {
  consultingStage,
  createTestClock,
  firstSlot,
  slotsOf,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

const clock = createTestClock();
let server: TestServer;
let stage: ReturnType<typeof consultingStage>;
/** A second process on the same database. */
let other: TestServer;

beforeAll(async () => {
  server = await startTestServer({ clock });
  const { uri, connection } = server.database;
  other = await startTestServer({ clock, database: { uri, name: connection.name } });
  stage = consultingStage(server);
});
beforeEach(async () => {
  stage.at(0);
  await stage.clear();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

/** Both processes sweep at the same moment, and again. */
async function sweep() {
  await Promise.all([server.app.appointments.remind(), other.app.appointments.remind()]);
  await server.app.appointments.remind();
}
const reminders = async () =>
  (await stage.collection('notifications').find({ 'notice.kind': 'appointment-reminder' }).toArray()).map(
    ({ notice }) => notice.when,
  );
const inbox = async (name: string) =>
  (await server.call('listNotifications', { token: await stage.resident(name), query: {} })).body.items;

/** The Wednesday's first slot; the Monday's are the first six. */
const wednesday = 6;
const wednesdaySlot = firstSlot + 2 * 24 * 60;

test('residents are reminded the day before and an hour before, once each, with two processes', async () => {
  await stage.book('wang', wednesday);
  stage.at(wednesdaySlot - 24 * 60 - 1);
  await sweep();
  expect(await reminders()).toEqual([]);
  stage.at(wednesdaySlot - 24 * 60);
  await sweep();
  expect(await reminders()).toEqual(['day']);
  expect(await inbox('wang')).toMatchObject([
    { title: '别忘了律师咨询', text: expect.stringContaining('11月25日 13:30') },
  ]);
  stage.at(wednesdaySlot - 60);
  await sweep();
  stage.at(wednesdaySlot - 1);
  await sweep();
  expect(await reminders()).toEqual(['day', 'hour']);
});

test('who has moved the appointment is reminded of the new time, as often', async () => {
  const { id } = await stage.book('wang', 0);
  stage.at(firstSlot - 150);
  const token = await stage.resident('wang');
  const moveTo = async (startsAt: string, lawyerId: string) =>
    server.call('rescheduleAppointment', { token, params: { id }, body: { lawyerId, startsAt } });
  const [slot] = (await slotsOf(server.call, { matter: 'family' })).filter(({ startsAt }) =>
    startsAt.startsWith('2026-11-25'),
  );
  if (!slot) throw new Error('nothing is free');
  await moveTo(slot.startsAt, slot.lawyer.id);
  stage.at(firstSlot - 60);
  await sweep();
  expect(await reminders(), 'nothing of the old time').toEqual([]);
  stage.at(wednesdaySlot - 24 * 60);
  await sweep();
  stage.at(wednesdaySlot - 60);
  await sweep();
  expect(await reminders()).toEqual(['day', 'hour']);
});

test('who has moved it once more after a reminder is reminded of the new day, too', async () => {
  const { id, slot } = await stage.book('wang', wednesday);
  stage.at(wednesdaySlot - 24 * 60);
  await sweep();
  const [next] = (await slotsOf(server.call, { matter: 'family', mode: 'phone' })).filter(
    ({ free }) => free > 0,
  );
  if (!next) throw new Error('nothing is free');
  await server.call('rescheduleAppointment', {
    token: await stage.resident('wang'),
    params: { id },
    body: { lawyerId: slot.lawyer.id, startsAt: next.startsAt },
  });
  clock.advance(Date.parse(next.startsAt) - 24 * 60 * minuteMs - clock.now().getTime());
  await sweep();
  expect(await reminders()).toEqual(['day', 'day']);
});

test('nobody is reminded of what was cancelled, or of what they have only just booked', async () => {
  const { id } = await stage.book('wang', wednesday);
  await server.call('cancelAppointment', { token: await stage.resident('wang'), params: { id } });
  await stage.book('li', 0);
  stage.at(wednesdaySlot - 24 * 60);
  await sweep();
  expect(await reminders()).toEqual([]);
});

test('a process that slept through the day before says nothing of what has begun', async () => {
  const { id } = await stage.book('wang', 0);
  stage.at(firstSlot + 1);
  await sweep();
  expect(await reminders()).toEqual([]);
  const stored = await stage.collection('appointments').findOne({ _id: new Types.ObjectId(id) });
  expect(stored?.remindAt).toBeNull();
});
