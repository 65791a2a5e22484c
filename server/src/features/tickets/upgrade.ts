import type { Connection } from 'mongoose';

/**
 * Tickets used to know ratings only, by a `ratingId`; now they have a source of either kind. Rewrites what is left
 * of the old form and removes its unique index, under which a second feedback's ticket could not be stored.
 * Safe to do again.
 */
export async function upgradeTickets(connection: Connection): Promise<void> {
  const tickets = connection.collection('tickets');
  const indexes = await tickets.indexes().catch(() => []);
  if (!indexes.some(({ name }) => name === 'ratingId_1')) return;
  await tickets.updateMany({ ratingId: { $exists: true } }, [
    {
      $set: {
        sourceId: '$ratingId',
        subject: {
          kind: 'rating',
          counterId: '$counterId',
          serviceItemId: '$serviceItemId',
          grade: '$grade',
          tags: '$tags',
        },
        raisedAt: '$ratedAt',
        personal: { comment: '$comment', contact: '$contact', contactErased: false, revision: 0 },
      },
    },
    { $unset: ['ratingId', 'counterId', 'serviceItemId', 'grade', 'tags', 'ratedAt', 'comment', 'contact'] },
  ]);
  await tickets.dropIndex('ratingId_1');
}
