import { type Day, dayOf, startOfDay } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import type {
  Absence,
  ExtraSession,
  Firm,
  Lawyer,
  LegalServiceModels,
  Station,
  Week,
  WeeklySession,
} from './model.ts';

type Id = Types.ObjectId | string;

/** Who advises where and when: a copy in memory. */
export interface LegalDirectory {
  stations(): readonly Station[];
  station(id: Id): Station | null;
  firm(id: Id): Firm | null;
  firms(): readonly Firm[];
  /** Those who advise residents at present. */
  lawyers(): readonly Lawyer[];
  /** Also one who does no longer. */
  lawyer(id: Id): Lawyer | null;
  lawyerOfStaff(staffId: Id): Lawyer | null;
  /** The sessions of a day by the weekly schedules and beyond them, holidays and absences not yet looked at. */
  sessionsOn(day: Day): readonly (WeeklySession | ExtraSession)[];
  absences(): readonly Absence[];
}

/** Absences that have ended are of no use for slots. */
export async function loadLegalDirectory(models: LegalServiceModels, now: Date): Promise<LegalDirectory> {
  const [stations, firms, lawyers, weeks, extras, absences] = await Promise.all([
    models.stations.find().sort({ code: 1 }).lean<Station[]>(),
    models.firms.find().sort({ code: 1 }).lean<Firm[]>(),
    models.lawyers.find().sort({ _id: 1 }).lean<Lawyer[]>(),
    models.weeks.find().lean<Week[]>(),
    models.extras.find({ day: { $gte: dayOf(now) } }).lean<ExtraSession[]>(),
    models.absences.find({ endedAt: null, to: { $gte: startOfDay(dayOf(now)) } }).lean<Absence[]>(),
  ]);
  const stationById = byId(stations);
  const firmById = byId(firms);
  const lawyerById = byId(lawyers);
  const lawyerByStaff = new Map(lawyers.map((lawyer) => [lawyer.staffId.toHexString(), lawyer]));
  const active = lawyers.filter((lawyer) => lawyer.active);
  const advises = new Set(active.map(({ _id }) => _id.toHexString()));
  const sessions = weeks.flatMap((week) => week.sessions);

  return {
    stations: () => stations,
    station: (id) => stationById.get(String(id)) ?? null,
    firm: (id) => firmById.get(String(id)) ?? null,
    firms: () => firms,
    lawyers: () => active,
    lawyer: (id) => lawyerById.get(String(id)) ?? null,
    lawyerOfStaff: (staffId) => lawyerByStaff.get(String(staffId)) ?? null,
    sessionsOn: (day) =>
      [
        ...sessions.filter(({ weekday }) => weekday === weekdayOf(day)),
        ...extras.filter((extra) => extra.day === day),
      ].filter(({ lawyerId }) => advises.has(lawyerId.toHexString())),
    absences: () => absences,
  };
}

function byId<Row extends { _id: Types.ObjectId }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row._id.toHexString(), row]));
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
