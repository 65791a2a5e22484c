import { randomUUID } from 'node:crypto';
import {
  type ApiCall,
  bookingOf,
  createApiCall,
  slotsOf,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { Types } from 'mongoose';
import type { Person } from './person.ts';
import type { Things } from './routes.ts';

/** Longer than any test looks at the pages. */
const holdMs = 60 * 60 * 1000;

/** Books a time for the resident of this browser, and holds another. */
export async function bookingsOf(
  person: Person,
  server: TestServer,
): Promise<Pick<Things, 'lawyerId' | 'holdId' | 'appointmentId' | 'advisedId'>> {
  const call = createApiCall(server.url);
  const { token } = await residentOf(person, server);
  const advisedId = await advised(call, token, server);
  const [first, second] = (await slotsOf(call, { matter: 'family' })).filter(({ free }) => free > 0);
  if (!first || !second) throw new Error('nothing is free');
  const booked = await call('bookAppointment', {
    token,
    body: bookingOf(first, { matter: 'family', description: '房子怎么分', otherParty: '王先生' }),
  });
  const { lawyer, startsAt } = second;
  const held = await call('holdSlot', {
    token,
    body: { lawyerId: lawyer.id, startsAt, idempotencyKey: randomUUID() },
  });
  // The server's clock stands still, the browser's does not: the time is kept for as long as a test looks.
  await server.database.connection
    .collection('appointments')
    .updateMany({ state: 'held' }, { $set: { expiresAt: new Date(Date.now() + holdMs) } });
  return { lawyerId: lawyer.id, holdId: held.body.id, appointmentId: booked.body.id, advisedId };
}

/** A consultation that has taken place: its time does not come while the server's clock stands still. */
async function advised(call: ApiCall, token: string, server: TestServer): Promise<string> {
  const [slot] = (await slotsOf(call, { matter: 'family' })).filter(({ free }) => free > 0);
  if (!slot) throw new Error('nothing is free');
  const body = bookingOf(slot, { matter: 'family', description: '房子怎么分' });
  const { id } = (await call('bookAppointment', { token, body })).body;
  const now = server.clock.now();
  const over = { state: 'finished', live: false, arrivedAt: now, startedAt: now, endedAt: now };
  await server.database.connection
    .collection('appointments')
    .updateOne({ _id: new Types.ObjectId(id) }, { $set: over });
  return id;
}

/** Signs in beside the browser as whoever uses it; they must have signed in there before. */
export async function residentOf(person: Person, server: TestServer): Promise<{ token: string }> {
  const stored = await person.page.evaluate(() => localStorage.getItem('linli.demo-name'));
  const name: unknown = JSON.parse(String(Object(JSON.parse(String(stored))).data));
  const { body } = await createApiCall(server.url)('signInWithWechat', { body: { code: `demo-${name}` } });
  return { token: body.accessToken };
}

/** Answers every question of the booking page, up to the last press. */
export async function fillInBooking(person: Person, description: string): Promise<void> {
  await person.button('下一步').click();
  await person.radio('同意，我已满 14 周岁').click();
  await person.field('姓名').fill('王秀兰');
  await person.field('电话').fill('13800001234');
  await person.button('下一步').click();
  await person.field('简单说说事情经过').fill(description);
  await person.button('下一步').click();
  await person.heading('请核对').waitFor();
}
