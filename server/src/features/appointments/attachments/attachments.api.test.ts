import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../platform/clock.ts';
import {
  addAttachment,
  consultingStage,
  createTestClock,
  firstSlot,
  imitation,
  pdf,
  photoWithPlace,
  placeMarks,
  startTestServer,
  type TestServer,
} from '../../../testing/index.ts';

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

const add = async (id: string, content: Buffer, key?: string, name = 'wang') =>
  addAttachment(server.call, await stage.resident(name), id, content, key);
const own = async (id: string, name = 'wang') =>
  (await server.call('getMyAppointment', { token: await stage.resident(name), params: { id } })).body;
const attached = async (id: string) => (await own(id)).given?.attachments ?? [];
/** The keys of the files that there are. */
const stored = async () => (await stage.collection('files').find().toArray()).map(({ _id }) => String(_id));

async function readOwn(id: string, attachmentId: string, token: string | undefined) {
  const parts = { params: { id, attachmentId }, ...(token && { token }) };
  return server.call.raw('getMyAttachment', parts);
}
async function readAsStaff(username: string, id: string, attachmentId: string, reason?: string) {
  return server.call.raw('getConsultationAttachment', {
    token: await stage.staff(username),
    params: { kind: 'appointment', id, attachmentId },
    query: reason === undefined ? {} : { reason },
  });
}
async function booked(...contents: Buffer[]) {
  const { id } = await stage.book('wang');
  for (const content of contents) await add(id, content);
  return { id, ids: (await attached(id)).map((one) => one.id) };
}

describe('a photo or PDF for the lawyer', () => {
  test('is added to an own appointment, drawn anew, and read by its resident', async () => {
    const { id } = await stage.book('wang');
    const answer = await add(id, await photoWithPlace());
    expect([answer.status, answer.body.given?.attachments]).toMatchObject([201, [{ kind: 'photo' }]]);
    const [photo] = await attached(id);
    const file = await readOwn(id, photo?.id ?? '', await stage.resident('wang'));
    const bytes = Buffer.from(await file.arrayBuffer()).toString('latin1');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    for (const mark of placeMarks) expect(bytes).not.toContain(mark);
  });

  test('that is sent again after a broken answer is there once', async () => {
    const { id } = await stage.book('wang');
    const key = randomUUID();
    const both = await Promise.all([add(id, pdf, key), add(id, pdf, key)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(await attached(id)).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  test('is one of three at the most, however many arrive at once', async () => {
    const { id } = await stage.book('wang');
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => add(id, pdf)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.find(({ status }) => status === 409)?.body.error?.code).toBe('attachments-full');
    expect(await attached(id)).toHaveLength(3);
    expect(await stored()).toHaveLength(3);
  });

  test.each([
    ['a recording', imitation('mp3'), 'attachment-kind-refused'],
    ['a page with scripts', Buffer.from('<html><script>1</script></html>'), 'file-kind-refused'],
    ['nothing', Buffer.alloc(0), 'file-empty'],
  ])('%s is not', async (_what, content, code) => {
    const { id } = await stage.book('wang');
    expect((await add(id, content)).body.error?.code).toBe(code);
    expect(await stored()).toEqual([]);
  });

  test('goes when its resident removes it, once', async () => {
    const { id, ids } = await booked(pdf, pdf);
    const token = await stage.resident('wang');
    const remove = { token, params: { id, attachmentId: ids[0] ?? '' } };
    const { body } = await server.call('removeAttachment', remove);
    expect(body.given?.attachments.map((one) => one.id)).toEqual([ids[1]]);
    await server.call('removeAttachment', remove);
    expect(await stored()).toHaveLength(1);
    expect((await readOwn(id, ids[0] ?? '', token)).status).toBe(404);
  });

  test('is neither added nor removed once the consultation is over', async () => {
    const { id, ids } = await booked(pdf);
    await stage.collection('appointments').updateMany({}, { $set: { state: 'finished', live: false } });
    expect((await add(id, pdf)).body.error?.code).toBe('appointment-changed');
    expect((await own(id)).attachable).toBe(false);
    const params = { id, attachmentId: ids[0] ?? '' };
    const token = await stage.resident('wang');
    expect((await server.call.refused('removeAttachment', { token, params })).code).toBe(
      'appointment-changed',
    );
  });

  test('stays with what is booked instead of a closed appointment, though the closed one lets go of it', async () => {
    const { id } = await booked(pdf);
    const [first] = await stage.collection('appointments').find().toArray();
    const instead = {
      ...first,
      _id: new Types.ObjectId(),
      seatCells: [],
      timeCells: [],
      place: 'x',
      live: false,
    };
    await stage.collection('appointments').insertOne({ ...instead, idempotencyKey: randomUUID() });
    const [attachment] = await attached(id);
    const params = { id, attachmentId: attachment?.id ?? '' };
    await server.call('removeAttachment', { token: await stage.resident('wang'), params });
    clock.advance(2 * minuteMs);
    await server.app.files.sweep();
    expect(await stored()).toHaveLength(1);
  });

  test('that no appointment names is swept away', async () => {
    const { id } = await booked(pdf);
    await stage.collection('appointments').deleteMany({ _id: new Types.ObjectId(id) });
    await stage.collection('files').updateMany({}, { $set: { lookAt: clock.now() } });
    clock.advance(25 * hourMs);
    await server.app.files.sweep();
    expect(await stored()).toEqual([]);
  });
});

describe('reading an attachment', () => {
  test('is for the assigned lawyer, and each time on record', async () => {
    const { id, ids } = await booked(pdf);
    stage.at(firstSlot);
    const file = await readAsStaff('lawyer', id, ids[0] ?? '');
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
    expect(await stage.audited('attachment-read', id)).toBe(1);
  });

  test('is for the supervisor with a reason, and for nobody else', async () => {
    const { id, ids } = await booked(pdf);
    const attachmentId = ids[0] ?? '';
    const answers = [
      await readAsStaff('supervisor', id, attachmentId),
      await readAsStaff('supervisor', id, attachmentId, '居民投诉律师没看材料'),
      await readAsStaff('station', id, attachmentId, '好奇'),
      await readAsStaff('lawyer.he', id, attachmentId, '好奇'),
      await readOwn(id, attachmentId, await stage.resident('li')),
      await readOwn(id, attachmentId, undefined),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 200, 403, 404, 404, 401]);
    const [entry] = await stage
      .collection('auditEntries')
      .find({ action: 'attachment-read', 'subject.id': id, outcome: 'done' })
      .toArray();
    expect(entry?.reason).toBe('居民投诉律师没看材料');
  });

  test('of another appointment does not work, nor adding to or removing from one', async () => {
    const { id, ids } = await booked(pdf);
    const other = await stage.book('li', 1);
    expect((await readOwn(other.id, ids[0] ?? '', await stage.resident('li'))).status).toBe(404);
    expect((await add(id, pdf, undefined, 'li')).status).toBe(404);
    const params = { id, attachmentId: ids[0] ?? '' };
    const token = await stage.resident('li');
    expect((await server.call.refused('removeAttachment', { token, params })).status).toBe(404);
    expect((await addAttachment(server.call, undefined, id, pdf)).status).toBe(401);
  });
});
