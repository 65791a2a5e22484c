import { type Connection, Schema, Types } from 'mongoose';
import type { TicketAlert, TicketClock } from './clocks.ts';
import type {
  FirstRating,
  Judgement,
  PersonalCopy,
  SealedContact,
  Telling,
  Ticket,
  TicketEvent,
  TicketRequest,
} from './ticket.ts';

const reference = { type: Types.ObjectId, required: true };
const referenceOrNull = { type: Types.ObjectId, default: null };
const textOrNull = { type: String, default: null };
const time = { type: Date, required: true };

const eventSchema = new Schema<TicketEvent>(
  {
    kind: { type: String, required: true },
    at: time,
    staffId: referenceOrNull,
    text: textOrNull,
    finding: textOrNull,
    privateNote: String,
    toStaffId: referenceOrNull,
    contact: {
      type: new Schema({ at: time, how: String, reached: Boolean }, { _id: false }),
      required: false,
    },
  },
  { _id: false },
);

const requestSchema = new Schema<TicketRequest>(
  {
    kind: { type: String, required: true },
    at: time,
    staffId: reference,
    text: { type: String, required: true },
  },
  { _id: false },
);

const pauseSchema = new Schema<NonNullable<Ticket['pause']>>({ at: time, until: time }, { _id: false });

const clockSchema = new Schema<TicketClock>(
  {
    kind: { type: String, required: true },
    yellowAt: time,
    dueAt: time,
    headAt: Date,
    startedAt: Date,
    stoppedAt: { type: Date, default: null },
    pausedAt: { type: Date, default: null },
    pausedFor: { type: Number, default: 0 },
  },
  { _id: false },
);

/** Which fields are there follows from `kind`; the type holds that. */
const evidenceSchema = new Schema(
  {
    id: reference,
    idempotencyKey: { type: String, required: true },
    kind: { type: String, required: true },
    fileKey: textOrNull,
    mediaType: String,
    extension: String,
    size: Number,
    sha256: String,
    counterId: Types.ObjectId,
    from: Date,
    to: Date,
    caption: textOrNull,
    staffId: reference,
    at: time,
    gone: {
      type: new Schema({ at: time, staffId: referenceOrNull, reason: textOrNull }, { _id: false }),
      default: null,
    },
  },
  { _id: false, id: false },
);

const judgementSchema = new Schema<Judgement>(
  { solved: { type: Boolean, required: true }, text: textOrNull, at: time, idempotencyKey: String },
  { _id: false },
);

const alertSchema = new Schema<TicketAlert>(
  { clock: { type: String, required: true }, step: { type: String, required: true }, at: time },
  { _id: false },
);

const tellingSchema = new Schema<Telling>(
  {
    occasion: { type: String, required: true },
    staffIds: [Types.ObjectId],
    toResident: Boolean,
    notice: { type: Schema.Types.Mixed, required: true },
    at: time,
  },
  { _id: false },
);

/** Which fields are there follows from `kind`; the type holds that. */
const subjectSchema = new Schema(
  {
    kind: { type: String, required: true },
    counterId: Types.ObjectId,
    serviceItemId: Types.ObjectId,
    grade: Number,
    tags: { type: [String], default: undefined },
    first: {
      type: new Schema<FirstRating>({ grade: Number, ratedAt: Date, ticketNumber: String }, { _id: false }),
      required: false,
    },
    feedbackKind: String,
  },
  { _id: false },
);

export const contactSchema = new Schema<SealedContact>(
  { name: String, phone: String, ofGuardian: Boolean },
  { _id: false },
);

const personalSchema = new Schema<PersonalCopy>(
  {
    comment: textOrNull,
    contact: { type: contactSchema, default: null },
    contactErased: { type: Boolean, required: true },
    revision: { type: Number, required: true },
  },
  { _id: false },
);

const schema = new Schema<Ticket>(
  {
    sourceId: reference,
    subject: { type: subjectSchema, required: true },
    departmentId: reference,
    ratedStaffIds: [Types.ObjectId],
    raisedAt: time,
    personal: { type: personalSchema, required: true },
    number: { type: String, required: true },
    version: { type: Number, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
    handlerId: referenceOrNull,
    finding: textOrNull,
    excluded: { type: Boolean, required: true },
    measures: [String],
    measureText: textOrNull,
    reply: textOrNull,
    privateNote: textOrNull,
    publicComment: String,
    reopened: { type: Boolean, required: true },
    closesAt: { type: Date, default: null },
    judgements: [judgementSchema],
    outcome: textOrNull,
    clocks: [clockSchema],
    formerClocks: [clockSchema],
    alerts: [alertSchema],
    nextAlertAt: { type: Date, default: null },
    turnsYellowAt: time,
    turnsRedAt: time,
    tellings: [tellingSchema],
    evidence: [evidenceSchema],
    evidenceRevision: { type: Number, required: true },
    evidenceHeld: Boolean,
    transfers: { type: Number, required: true },
    request: { type: requestSchema, default: null },
    extendedAt: { type: Date, default: null },
    pause: { type: pauseSchema, default: null },
    pauses: { type: Number, required: true },
    pauseDays: { type: Number, required: true },
    remindedAt: { type: Date, default: null },
    openedAt: time,
    closedAt: { type: Date, default: null },
    history: [eventSchema],
  },
  { collection: 'tickets' },
)
  .index({ sourceId: 1 }, { unique: true })
  .index({ number: 1 }, { unique: true })
  .index({ 'subject.counterId': 1, raisedAt: 1 })
  .index({ ratedStaffIds: 1, raisedAt: 1 })
  .index({ nextAlertAt: 1 })
  .index({ 'evidence.fileKey': 1 }, { partialFilterExpression: { evidenceHeld: true } })
  .index({ closedAt: 1 }, { partialFilterExpression: { evidenceHeld: true } })
  .index({ closesAt: 1 })
  .index({ 'tellings.at': 1 })
  .index({ handlerId: 1, open: 1, openedAt: 1, _id: 1 })
  .index({ departmentId: 1, open: 1, openedAt: 1, _id: 1 })
  .index({ departmentId: 1, open: 1, turnsRedAt: 1, _id: 1 });

export function ticketModel(connection: Connection) {
  return connection.model<Ticket>('Ticket', schema);
}

export type TicketModel = ReturnType<typeof ticketModel>;
