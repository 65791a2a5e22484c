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
    const ratingId = new Types.ObjectId();
    const at = server.clock.now();
    await tickets.dropIndex('sourceId_1');
    await tickets.createIndex({ ratingId: 1 }, { unique: true });
    await tickets.insertOne({
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
      number: '20261123-7KQ2',
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

    await upgradeTickets(connection);
    await upgradeTickets(connection);

    const token = await server.staffToken('handler');
    const { items } = (await server.call('listTickets', { token })).body;
    expect(items).toMatchObject([
      { kind: 'rating', grade: 2, excerpt: '等了很久', counter: { code: 'A01' } },
    ]);
    const { body } = await server.call('getTicket', { token, params: { id: items[0]?.id ?? '' } });
    expect(body).toMatchObject({
      kind: 'rating',
      comment: '等了很久',
      anonymous: true,
      ratedAt: at.toISOString(),
    });
    expect((await server.app.tickets.progressOf(ratingId))?.number).toBe('20261123-7KQ2');
    expect((await tickets.indexes()).map(({ name }) => name)).not.toContain('ratingId_1');
  } finally {
    await server.stop();
  }
});
