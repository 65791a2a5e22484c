import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.staffToken('admin');
  // Nothing is delivered but what the test says.
  await server.app.notifications.stop();
});
afterAll(() => server.stop());

const rows = () => server.database.connection.collection('notifications');
const failedList = async () =>
  (await server.call('listFailedDeliveries', { token: admin, query: {} })).body.items;

async function givenUp(): Promise<string> {
  const handler = server.app.organization.directory().staffByUsername('handler')?._id ?? new Types.ObjectId();
  const subject = { kind: 'ticket', id: new Types.ObjectId() } as const;
  const occasion = new Types.ObjectId().toHexString();
  await server.app.notifications.tell(
    [handler],
    occasion,
    { kind: 'ticket-assigned', ticketNumber: 'N1' },
    subject,
  );
  await rows().updateOne(
    { occasion },
    {
      $set: { delivery: { tries: 10, failedAt: server.clock.now(), fault: 'unavailable' } },
    },
  );
  return (await rows().findOne({ occasion }))?._id.toHexString() ?? '';
}

test('what was given up is listed with its reason, and tried once more when an administrator says so', async () => {
  const id = await givenUp();
  const [row] = await failedList();
  const name = server.app.organization.directory().staffByUsername('handler')?.name;
  expect(row).toMatchObject({
    id,
    title: '您有新工单',
    staffName: name,
    tries: 10,
    reason: '微信一直没有回应',
  });
  await server.call('deliverAgain', { token: admin, params: { id } });
  expect(await failedList()).toEqual([]);
  await server.app.notifications.deliver();
  expect((await rows().findOne({ _id: new Types.ObjectId(id) }))?.delivery).toMatchObject({
    tries: 1,
    fault: null,
  });
  expect((await server.call.refused('deliverAgain', { token: admin, params: { id } })).code).toBe(
    'not-found',
  );
});

test('only administrators see it', async () => {
  expect((await server.call.refused('listFailedDeliveries', { query: {} })).code).toBe('not-signed-in');
  const supervisor = await server.staffToken('supervisor');
  expect((await server.call.refused('listFailedDeliveries', { token: supervisor, query: {} })).code).toBe(
    'not-allowed',
  );
  const params = { id: await givenUp() };
  expect((await server.call.refused('deliverAgain', { token: supervisor, params })).code).toBe('not-allowed');
  expect((await server.call.refused('deliverAgain', { params })).code).toBe('not-signed-in');
  const refused = await server.call.refused('deliverAgain', { token: admin, params: { id: 'x' } });
  expect(refused.code).toBe('invalid-request');
});
