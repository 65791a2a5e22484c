import type { Connection } from 'mongoose';
import { turning } from './clocks.ts';
import type { Ticket } from './ticket.ts';

/**
 * Tickets used to know ratings only, by a `ratingId`; now they have a source of either kind. Rewrites what is left
 * of the old form and removes its unique index, under which a second ticket without a `ratingId` cannot be stored.
 * Safe to do again wherever it stopped.
 * @param judgeBy until when residents can judge what was answered before they could
 */
export async function upgradeTickets(connection: Connection, judgeBy: Date): Promise<void> {
  const tickets = connection.collection('tickets');
  // From before there were clocks: none run, rather than all of them late.
  await tickets.updateMany({ clocks: null }, { $set: { clocks: [], alerts: [], nextAlertAt: null } });
  await tickets.updateMany({ tellings: null }, { $set: { tellings: [] } });
  // From before findings were reviewed: what was found then stands, and counts as it was counted.
  await tickets.updateMany(
    { excluded: null },
    { $set: { excluded: false, measures: [], measureText: null } },
  );
  await tickets.updateMany({ evidenceRevision: null }, { $set: { evidence: [], evidenceRevision: 0 } });
  // From before there was an overview.
  for await (const { _id, clocks } of tickets.find<Pick<Ticket, '_id' | 'clocks'>>({ turnsRedAt: null })) {
    await tickets.updateOne({ _id }, { $set: turning(clocks) });
  }
  await tickets.updateMany(
    { reopened: null },
    {
      $set: {
        privateNote: null,
        reopened: false,
        closesAt: null,
        judgements: [],
        outcome: null,
        formerClocks: [],
      },
    },
  );
  await tickets.updateMany({ state: 'replied', closesAt: null }, { $set: { closesAt: judgeBy } });
  // From before tickets could be passed on and put off.
  await tickets.updateMany(
    { transfers: null },
    {
      $set: {
        transfers: 0,
        request: null,
        extendedAt: null,
        pause: null,
        pauses: 0,
        pauseDays: 0,
        remindedAt: null,
      },
    },
  );
  // From before there was a step that is no colour.
  await tickets.updateMany({ 'alerts.colour': { $exists: true } }, [
    {
      $set: {
        alerts: {
          $map: {
            input: '$alerts',
            in: {
              clock: '$$this.clock',
              step: { $ifNull: ['$$this.step', '$$this.colour'] },
              at: '$$this.at',
            },
          },
        },
      },
    },
  ]);
  const indexes = await tickets.indexes().catch(() => []);
  if (!indexes.some(({ name }) => name === 'ratingId_1')) return;
  await tickets.updateMany({ sourceId: { $exists: false } }, [
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
    { $unset: ['counterId', 'serviceItemId', 'grade', 'tags', 'ratedAt', 'comment', 'contact'] },
  ]);
  await tickets.dropIndex('ratingId_1');
  await tickets.updateMany({ ratingId: { $exists: true } }, { $unset: { ratingId: 1 } });
}
