import { dayOf } from '@linli/shared/working-time.ts';
import type { ApiCall } from './api-call.ts';
import { addAttachment } from './attachments.ts';
import { bookingOf, slotsOf } from './booking.ts';
import { pdf } from './sample-files.ts';

/** What a resident does to see a lawyer, waiting for a seat included. */
export async function walkBooking(call: ApiCall, token: string) {
  await call('listStations', {});
  const { body: found } = await call('listLawyers', { query: {} });
  const id = found.items[0]?.id ?? '';
  await call.raw('getLawyerPhoto', { params: { id }, query: { v: '1' } });
  await call('listSlotsOfLawyer', { params: { id }, query: {} });
  // From the story's Tuesday on: what begins today can no longer be changed.
  const [first, second, third] = (await slotsOf(call, { lawyer: id, from: '2026-11-24' })).filter(
    ({ free }) => free > 0,
  );
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
  const added = await addAttachment(call, token, made.body.id, pdf);
  const attachment = { ...params, attachmentId: added.body.given?.attachments[0]?.id ?? '' };
  await call.raw('getMyAttachment', { token, params: attachment });
  await call('removeAttachment', { token, params: attachment });
  await fillAndWait(call, id, second.startsAt);
  await call('cancelAppointment', { token, params });
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
