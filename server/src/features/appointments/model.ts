import type { AppointmentState, Urgency, WaitlistState } from '@linli/shared/appointments.ts';
import type { ConsultMode, Matter } from '@linli/shared/legal-service.ts';
import type { Day } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';
import { type Change, type ChangeLog, topic } from '../../platform/changes.ts';
import type { SealedContact } from '../tickets/index.ts';
import { type Attachment, attachmentSchema } from './attachments/model.ts';

/** The slot that an appointment has a seat of. */
export interface BookedSlot {
  lawyerId: Types.ObjectId;
  stationId: Types.ObjectId;
  mode: ConsultMode;
  startsAt: Date;
  endsAt: Date;
  bufferMinutes: number;
}

/** What a resident says of the case. Words are sealed. */
export interface Case {
  matter: Matter;
  /** Absent once what was said has been erased; then matter and article alone are left. */
  contact?: SealedContact;
  description: string | null;
  otherParty: string | null;
  /** Booked for someone else: how that person is related (母亲 …). */
  onBehalfOf: string | null;
  urgencies: Urgency[];
  /** Photos and papers for the lawyer; absent without any. */
  attachments?: Attachment[];
  /** The article that led to it. */
  articleId?: Types.ObjectId;
}

/**
 * A resident's seat, from the moment it is held. Each promise is a unique index over live appointments, so that one
 * insert or update decides: no seat has two (`seatCells`), nobody is in two places at once (`timeCells`), nobody has
 * more than their share (`place`), and nobody is offered two seats for one wait (`waitlistEntryId`).
 */
export interface Appointment {
  _id: Types.ObjectId;
  /** Rises with each change. */
  version: number;
  state: AppointmentState;
  live: boolean;
  residentId: Types.ObjectId;
  slot: BookedSlot;
  seat: number;
  seatCells: string[];
  timeCells: string[];
  /** Which of the resident's places it takes: one for each appointment they may have at once. */
  place: string;
  idempotencyKey: string;
  /** When a hold or an offer ends by itself. */
  expiresAt: Date | null;
  waitlistEntryId: Types.ObjectId | null;
  /** The closed appointment that this one takes the place of; of those that are live there is one. */
  insteadOf: Types.ObjectId | null;
  /** The absence that closed it. */
  closedBy: Types.ObjectId | null;
  /** There until everyone who has to know has been told, so that no death of a process keeps it from them. */
  untold?: true;
  /** Null while it is held or offered. */
  case: Case | null;
  /** The consent to it was taken back: it is erased once nobody is being advised on it. */
  eraseDue?: true;
  /** What the resident shows on arrival. */
  checkInCode: string | null;
  /** When its resident is reminded next; null when they will not be any more. */
  remindAt?: Date | null;
  /** The resident missed several: the station calls them before the day. Absent where it need not. */
  phoneConfirmation?: 'asked' | 'done';
  arrivedAt?: Date;
  calledAt?: Date;
  startedAt?: Date;
  createdAt: Date;
  endedAt: Date | null;
  history: {
    kind: AppointmentState | 'moved' | 'called' | 'confirmed';
    at: Date;
    by: 'resident' | 'staff' | 'system';
  }[];
}

/** Whose appointment was closed is offered a seat before those who wait of themselves. */
export const waitRanks = { closed: 0, ordinary: 1 } as const;

/** Somebody who waits for a seat to be freed. */
export interface WaitlistEntry {
  _id: Types.ObjectId;
  residentId: Types.ObjectId;
  /** Lower ranks come first, and within a rank who has waited longest. */
  rank: (typeof waitRanks)[keyof typeof waitRanks];
  /** The closed appointment that a seat is looked for instead of. */
  insteadOf: Types.ObjectId | null;
  /** Lawyers whose firm may not advise them (律师法 39). */
  notBy: Types.ObjectId[];
  /** Null: any lawyer who advises on the matter. */
  lawyerId: Types.ObjectId | null;
  mode: ConsultMode | null;
  /** Null: any day, instead of the one that was closed. */
  day: Day | null;
  matter: Matter;
  state: WaitlistState;
  /** Waiting or offered. */
  open: boolean;
  /** There until the resident has been told how it stands. */
  untold?: true;
  createdAt: Date;
  idempotencyKey: string;
}

const id = { type: Types.ObjectId, required: true };
const idOrNull = { type: Types.ObjectId, default: null };
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const number = { type: Number, required: true };
const time = { type: Date, required: true };
const timeOrNull = { type: Date, default: null };
const yesOrNo = { type: Boolean, required: true };

const slotSchema = new Schema<BookedSlot>(
  { lawyerId: id, stationId: id, mode: text, startsAt: time, endsAt: time, bufferMinutes: number },
  { _id: false },
);

const caseSchema = new Schema<Case>(
  {
    matter: text,
    contact: {
      type: new Schema<SealedContact>({ name: String, phone: String, ofGuardian: Boolean }, { _id: false }),
      required: true,
    },
    description: textOrNull,
    otherParty: textOrNull,
    onBehalfOf: textOrNull,
    urgencies: [String],
    attachments: { type: [attachmentSchema], default: undefined },
    articleId: Types.ObjectId,
  },
  { _id: false },
);

const live = { partialFilterExpression: { live: true } };

const appointmentSchema = new Schema<Appointment>(
  {
    version: number,
    state: text,
    live: yesOrNo,
    residentId: id,
    slot: { type: slotSchema, required: true },
    seat: number,
    seatCells: [String],
    timeCells: [String],
    place: text,
    idempotencyKey: text,
    expiresAt: timeOrNull,
    waitlistEntryId: idOrNull,
    insteadOf: idOrNull,
    closedBy: idOrNull,
    untold: Boolean,
    eraseDue: Boolean,
    case: { type: caseSchema, default: null },
    checkInCode: textOrNull,
    remindAt: timeOrNull,
    phoneConfirmation: String,
    arrivedAt: Date,
    calledAt: Date,
    startedAt: Date,
    createdAt: time,
    endedAt: timeOrNull,
    history: [new Schema({ kind: text, at: time, by: text }, { _id: false })],
  },
  { collection: 'appointments' },
)
  .index({ seatCells: 1 }, { unique: true, ...live })
  .index({ timeCells: 1 }, { unique: true, ...live })
  .index({ place: 1 }, { unique: true, ...live })
  .index(
    { waitlistEntryId: 1 },
    { unique: true, partialFilterExpression: { live: true, waitlistEntryId: { $type: 'objectId' } } },
  )
  .index(
    { insteadOf: 1 },
    { unique: true, partialFilterExpression: { live: true, insteadOf: { $type: 'objectId' } } },
  )
  .index({ residentId: 1, idempotencyKey: 1 }, { unique: true })
  .index({ createdAt: 1 }, { partialFilterExpression: { 'case.articleId': { $type: 'objectId' } } })
  .index({ residentId: 1, 'slot.startsAt': -1, _id: -1 })
  .index({ 'slot.startsAt': 1, _id: 1 }, live)
  .index({ 'slot.lawyerId': 1, 'slot.startsAt': 1, _id: 1 }, live)
  .index({ 'slot.stationId': 1, 'slot.startsAt': 1, _id: 1 }, live)
  // The days of a station and of a lawyer, with what has ended. Downwards, because upwards it is of what is live alone.
  .index({ 'slot.stationId': 1, 'slot.startsAt': -1, _id: -1 })
  .index({ 'slot.lawyerId': 1, 'slot.startsAt': -1, _id: -1 })
  .index({ remindAt: 1 }, live)
  .index({ expiresAt: 1 }, live)
  .index({ untold: 1 }, { partialFilterExpression: { untold: true } })
  .index({ 'slot.endsAt': 1 }, { partialFilterExpression: { 'case.contact': { $exists: true } } })
  .index({ eraseDue: 1 }, { partialFilterExpression: { eraseDue: true } })
  .index({ closedBy: 1 })
  .index(
    { 'case.attachments.fileKey': 1 },
    { partialFilterExpression: { 'case.attachments.fileKey': { $exists: true } } },
  )
  // A partial index by type guards, but MongoDB looks nothing up by it; these two do that.
  .index({ waitlistEntryId: 1, createdAt: 1 })
  .index({ insteadOf: 1, live: 1 });

const waitlistSchema = new Schema<WaitlistEntry>(
  {
    residentId: id,
    rank: number,
    insteadOf: idOrNull,
    notBy: [Types.ObjectId],
    lawyerId: idOrNull,
    mode: textOrNull,
    day: textOrNull,
    matter: text,
    state: text,
    open: yesOrNo,
    untold: Boolean,
    createdAt: time,
    idempotencyKey: text,
  },
  { collection: 'waitlist' },
)
  .index(
    { residentId: 1, lawyerId: 1, day: 1, matter: 1, insteadOf: 1 },
    { unique: true, partialFilterExpression: { open: true } },
  )
  .index({ residentId: 1, idempotencyKey: 1 }, { unique: true })
  .index({ insteadOf: 1 }, { unique: true, partialFilterExpression: { insteadOf: { $type: 'objectId' } } })
  .index({ insteadOf: 1, state: 1 })
  .index({ state: 1, day: 1, rank: 1, createdAt: 1, _id: 1 })
  .index({ untold: 1 }, { partialFilterExpression: { untold: true } })
  .index({ residentId: 1, createdAt: -1, _id: -1 });

/** Whose day it concerns what becomes of a slot. */
export function slotChanges({ stationId, lawyerId }: Pick<BookedSlot, 'stationId' | 'lawyerId'>): Change[] {
  return [{ topic: topic('station', stationId) }, { topic: topic('lawyer', lawyerId) }];
}

export function appointmentModels(connection: Connection, changes: ChangeLog) {
  // A seat changes hands in many places; the days that show it hear of each. Who only holds one is not shown.
  const told = async (appointment: Appointment | null) => {
    if (appointment?.case) await changes.tell(slotChanges(appointment.slot));
  };
  const schema = appointmentSchema.clone().post('save', told).post('findOneAndUpdate', told);
  return {
    appointments: connection.model<Appointment>('Appointment', schema),
    waitlist: connection.model<WaitlistEntry>('WaitlistEntry', waitlistSchema),
  };
}

export type AppointmentModels = ReturnType<typeof appointmentModels>;
