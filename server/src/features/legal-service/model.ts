import type { ConsultMode, Language, Matter } from '@linli/shared/legal-service.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';
import type { KeptFile } from '../../platform/http/file-answer.ts';

/** A place where residents are advised: 公共法律服务站. */
export interface Station {
  _id: Types.ObjectId;
  code: string;
  name: string;
  /** The unit that runs it; its calendar says on which days it is closed. */
  unitId: Types.ObjectId;
  address: string;
  phone: string;
  /** When it is open, in words; null where nobody has said. */
  hours?: string | null;
  /** Where it stands on a map, in degrees (GCJ-02, as WeChat's maps have it). */
  location: { latitude: number; longitude: number } | null;
  /** Where its video consultations take place, unless the lawyer has a room of their own. */
  videoLink?: string | null;
}

export interface Firm {
  _id: Types.ObjectId;
  code: string;
  name: string;
  /** Whom the firm acts for: none of its lawyers advises against them (律师法 39). */
  clients: string[];
}

/** A lawyer of a firm who advises residents (顾问律师). */
export interface Lawyer {
  _id: Types.ObjectId;
  /** Who signs in. */
  staffId: Types.ObjectId;
  firmId: Types.ObjectId;
  licenceNumber: string;
  specialities: Matter[];
  languages: Language[];
  introduction: string;
  /** Without one the app draws the name's first character. */
  photoFile?: KeptFile | null;
  /** Where their video consultations take place. */
  videoLink?: string | null;
  active: boolean;
}

/** When a lawyer advises, week by week. Times of day are minutes after midnight in China. */
export interface WeeklySession {
  lawyerId: Types.ObjectId;
  stationId: Types.ObjectId;
  mode: ConsultMode;
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  from: number;
  to: number;
  slotMinutes: number;
  /** Kept free after each consultation. */
  bufferMinutes: number;
  /** More than one: a group session. */
  seats: number;
}

/** A session on one day, beyond the week. */
export interface ExtraSession extends Omit<WeeklySession, 'weekday'> {
  _id: Types.ObjectId;
  day: Day;
}

/** A time when a lawyer (leave) or a whole station (closure) is not there. */
export interface Absence {
  _id: Types.ObjectId;
  of: { kind: 'lawyer' | 'station'; id: Types.ObjectId };
  from: Date;
  to: Date;
  /** Shown to the residents whose appointments it closes. */
  reason: string;
  enteredById: Types.ObjectId;
  enteredAt: Date;
  idempotencyKey: string;
  /** When it was taken back: from then on there are slots again. */
  endedAt: Date | null;
  /** There until the people of the station and the lawyers have been told. */
  untold?: true;
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };
const number = { type: Number, required: true };
const time = { type: Date, required: true };

const stationSchema = new Schema<Station>(
  {
    code: text,
    name: text,
    unitId: id,
    address: text,
    phone: text,
    hours: { type: String, default: null },
    location: {
      type: new Schema({ latitude: Number, longitude: Number }, { _id: false }),
      default: null,
    },
    videoLink: { type: String, default: null },
  },
  { collection: 'stations' },
).index({ code: 1 }, { unique: true });

const firmSchema = new Schema<Firm>(
  { code: text, name: text, clients: [String] },
  { collection: 'firms' },
).index({ code: 1 }, { unique: true });

const sessionFields = {
  lawyerId: id,
  stationId: id,
  mode: text,
  from: number,
  to: number,
  slotMinutes: number,
  bufferMinutes: number,
  seats: number,
};

const lawyerSchema = new Schema<Lawyer>(
  {
    staffId: id,
    firmId: id,
    licenceNumber: text,
    specialities: [String],
    languages: [String],
    introduction: text,
    photoFile: {
      type: new Schema<KeptFile>(
        { fileKey: text, mediaType: text, extension: text, size: number, sha256: text },
        { _id: false },
      ),
      default: null,
    },
    videoLink: { type: String, default: null },
    active: { type: Boolean, required: true },
  },
  { collection: 'lawyers' },
)
  .index({ staffId: 1 }, { unique: true })
  .index({ licenceNumber: 1 }, { unique: true });

/** The whole week of one lawyer: it is entered and replaced as one. */
export interface Week {
  _id: Types.ObjectId;
  sessions: WeeklySession[];
}

const weekSchema = new Schema<Week>(
  { sessions: [new Schema({ ...sessionFields, weekday: number }, { _id: false })] },
  { collection: 'lawyerWeeks' },
);

const extraSchema = new Schema<ExtraSession>({ ...sessionFields, day: text }, { collection: 'extraSessions' })
  .index({ day: 1 })
  .index({ lawyerId: 1, day: 1, from: 1 }, { unique: true });

const absenceSchema = new Schema<Absence>(
  {
    of: { type: new Schema({ kind: text, id }, { _id: false }), required: true },
    from: time,
    to: time,
    reason: text,
    enteredById: id,
    enteredAt: time,
    idempotencyKey: text,
    endedAt: { type: Date, default: null },
    untold: Boolean,
  },
  { collection: 'consultationAbsences' },
)
  .index({ endedAt: 1, to: 1 })
  .index({ enteredById: 1, idempotencyKey: 1 }, { unique: true });

export function legalServiceModels(connection: Connection) {
  return {
    stations: connection.model<Station>('Station', stationSchema),
    firms: connection.model<Firm>('Firm', firmSchema),
    lawyers: connection.model<Lawyer>('Lawyer', lawyerSchema),
    weeks: connection.model<Week>('LawyerWeek', weekSchema),
    extras: connection.model<ExtraSession>('ExtraSession', extraSchema),
    absences: connection.model<Absence>('ConsultationAbsence', absenceSchema),
  };
}

export type LegalServiceModels = ReturnType<typeof legalServiceModels>;
