import type { Day, OpenSpan, YearSchedule } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** Hours set by hand for one day of a unit and of those below it. */
export interface CalendarDay {
  /** Unit and day: there is one for both. */
  _id: string;
  unitId: Types.ObjectId;
  day: Day;
  /** None: closed. */
  hours: OpenSpan[];
  reason: string;
}

/** A year's holidays as entered here; goes before what the installed package knows. */
export type StoredYear = Omit<YearSchedule, 'year'> & { _id: number };

const daySchema = new Schema<CalendarDay>(
  {
    _id: { type: String, required: true },
    unitId: { type: Types.ObjectId, required: true },
    day: { type: String, required: true },
    hours: [new Schema<OpenSpan>({ from: Number, to: Number }, { _id: false })],
    reason: { type: String, required: true },
  },
  { collection: 'calendarDays' },
);

const yearSchema = new Schema<StoredYear>(
  { _id: { type: Number, required: true }, holidays: [String], makeUpDays: [String] },
  { collection: 'yearSchedules' },
);

export function calendarModels(connection: Connection) {
  return {
    days: connection.model<CalendarDay>('CalendarDay', daySchema),
    years: connection.model<StoredYear>('YearSchedule', yearSchema),
  };
}

export type CalendarModels = ReturnType<typeof calendarModels>;

export function dayKey(unitId: Types.ObjectId, day: Day): string {
  return `${unitId.toHexString()}:${day}`;
}
