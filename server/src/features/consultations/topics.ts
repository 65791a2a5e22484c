import { dayOf } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import { type Change, type Heard, type Listener, topic } from '../../platform/changes.ts';
import { type DayNeeds, placesOf } from './day.ts';
import { lawyerOf, stationsOf } from './policy.ts';

/** Whose day somebody who walked in concerns: the station's, their lawyer's, and while they are nobody's, everybody's there. */
export function walkInChanges(walkIn: {
  stationId: Types.ObjectId;
  lawyerId: Types.ObjectId | null;
}): Change[] {
  const { stationId, lawyerId } = walkIn;
  return [
    { topic: topic('station', stationId) },
    { topic: topic('walk-ins', stationId) },
    ...(lawyerId ? [{ topic: topic('lawyer', lawyerId) }] : []),
  ];
}

/** The days that somebody sees: those of their stations, their own as a lawyer, and who walks in where they sit. */
export function dayTopicsFor(listener: Listener, needs: DayNeeds): Heard[] {
  if (listener.kind !== 'staff') return [];
  const lawyer = lawyerOf(listener, needs);
  return [
    ...stationsOf(listener, needs).map(({ _id }) => [topic('station', _id), 'day'] as const),
    ...(lawyer
      ? [
          [topic('lawyer', lawyer._id), 'day'] as const,
          ...placesOf(lawyer, dayOf(needs.clock.now()), needs).map(
            ({ _id }) => [topic('walk-ins', _id), 'day'] as const,
          ),
        ]
      : []),
  ];
}
