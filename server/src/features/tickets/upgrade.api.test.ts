import { Types } from 'mongoose';
import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/index.ts';
import { upgradeTickets } from './upgrade.ts';

test('tickets of the form that knew ratings only can be read and joined by those of feedback', async () => {
  const server = await startTestServer();
  try {
    const { connection } = server.database;
    const tickets = connection.collection('tickets');
    const directory = server.app.organization.directory();
    const counter = directory.counterByScanCode('A01')?.counter;
    const handler = directory.staffByUsername('handler');
    const ratingIds = [new Types.ObjectId(), new Types.ObjectId()] as const;
    const at = server.clock.now();
    await tickets.dropIndex('sourceId_1');
    await tickets.createIndex({ ratingId: 1 }, { unique: true });
    const old = (ratingId: Types.ObjectId, number: string) => ({
      ratingId,
      counterId: counter?._id,
      departmentId: counter?.departmentId,
      serviceItemId: null,
      ratedStaffIds: [],
      grade: 2,
      tags: ['208'],
      comment: '等了很久',
      contact: null,
      ratedAt: at,
      number,
      version: 1,
      state: 'assigned',
      open: true,
      handlerId: handler?._id,
      finding: null,
      reply: null,
      openedAt: at,
      closedAt: null,
      history: [{ kind: 'opened', at, staffId: null, text: null, finding: null }],
    });
    await tickets.insertMany([old(ratingIds[0], '20261123-7KQ2'), old(ratingIds[1], '20261123-7KQ3')]);

    await upgradeTickets(connection, at);
    await upgradeTickets(connection, at);

    const token = await server.staffToken('handler');
    const { items } = (await server.call('listTickets', { token })).body;
    const row = { kind: 'rating', grade: 2, excerpt: '等了很久', counter: { code: 'A01' } };
    expect(items).toMatchObject([row, row]);
    const { body } = await server.call('getTicket', { token, params: { id: items[0]?.id ?? '' } });
    expect(body).toMatchObject({
      kind: 'rating',
      comment: '等了很久',
      anonymous: true,
      ratedAt: at.toISOString(),
    });
    expect((await server.app.tickets.progressOf(ratingIds[1]))?.number).toBe('20261123-7KQ3');
    expect(await tickets.countDocuments({ ratingId: { $exists: true } })).toBe(0);
    expect((await tickets.indexes()).map(({ name }) => name)).not.toContain('ratingId_1');
  } finally {
    await server.stop();
  }
});
