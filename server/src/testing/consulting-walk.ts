import { demoPassword } from '../demo/accounts.ts';
import { later, minuteMs } from '../platform/clock.ts';
import type { ApiCall } from './api-call.ts';
import { addAttachment } from './attachments.ts';
import { bookingOf, slotsOf } from './booking.ts';
import { pdf } from './sample-files.ts';

/** Calls each endpoint of a consultation as its people do: booked, checked in, called, advised, rated, counted. */
export async function walkConsultation(call: ApiCall, clock: { at: Date }): Promise<void> {
  const staff = async (username: string) =>
    (await call('signInStaff', { body: { username, password: demoPassword } })).body.accessToken;
  const resident = async () =>
    (await call('signInWithWechat', { body: { code: 'demo-advised' } })).body.accessToken;
  const began = clock.at;
  const [slot] = (await slotsOf(call, { mode: 'on-site' })).filter(({ free }) => free > 0);
  if (!slot) throw new Error('nothing is free');
  const { body: booked } = await call('bookAppointment', {
    token: await resident(),
    body: bookingOf(slot, { urgencies: ['limitation-ends'] }),
  });
  const added = await addAttachment(call, await resident(), booked.id, pdf);
  const attachmentId = added.body.given?.attachments[0]?.id ?? '';
  clock.at = later(new Date(slot.startsAt), -minuteMs);
  const station = await staff('station');
  const { body: day } = await call('getConsultationDay', { token: station, query: {} });
  const place = slot.station.id;
  const params = { kind: 'appointment' as const, id: booked.id };
  await call('getConsultationContact', { token: station, params });
  await call('checkIn', { token: station, body: { code: booked.checkInCode ?? '' } });
  await call('addWalkIn', {
    token: station,
    body: { station: place, name: '李先生', matter: 'other', idempotencyKey: 'index-walks-in-now' },
  });
  const lawyer = await staff(slot.lawyer.name === '秦明理' ? 'lawyer' : 'lawyer.he');
  await call('getConsultationDay', { token: lawyer, query: { day: day.day } });
  for (let turn = 0; turn < 2; turn += 1) {
    const { body: called } = await call('callNext', { token: lawyer, body: { station: place } });
    const own = { kind: called.kind, id: called.id };
    const { body: seen } = await call('getConsultation', { token: lawyer, params: own });
    await call('readConsultationCase', { token: lawyer, params: own, body: {} });
    const attachment = { ...own, attachmentId };
    await call.raw('getConsultationAttachment', { token: lawyer, params: attachment, query: {} });
    const { body: started } = await call('actOnConsultation', {
      token: lawyer,
      params: own,
      body: { action: 'start', version: seen.version },
    });
    const written = { version: 0, record: '记录', advice: '建议' };
    await call('writeConsultationRecord', { token: lawyer, params: own, body: written });
    await call('actOnConsultation', {
      token: lawyer,
      params: own,
      body: { action: 'finish', version: started.version },
    });
  }
  const token = await resident();
  await call('getMyConsultation', { token, params: { id: booked.id } });
  await call('rateConsultation', {
    token,
    params: { id: booked.id },
    body: { grade: 1, tags: [], anonymous: true, idempotencyKey: 'index-rates-advice' },
  });
  // Looked for and not open yet: the same look-ups.
  await call.refused('judgeConsultation', {
    token,
    params: { id: booked.id },
    body: { solved: true, idempotencyKey: 'index-judges-advice' },
  });
  await call('getConsultationFigures', {
    token: await staff('supervisor'),
    query: { from: day.day, to: day.day },
  });
  clock.at = began;
}
