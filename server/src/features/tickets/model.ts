import type { Grade } from '@linli/shared/grades.ts';
import type { Finding, TicketAction, TicketState } from '@linli/shared/ticket-life-cycle.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** What a ticket is opened with: the bad rating, without who gave it. */
export interface TicketSource {
  ratingId: Types.ObjectId;
  counterId: Types.ObjectId;
  departmentId: Types.ObjectId;
  serviceItemId: Types.ObjectId | null;
  /** The people the rating is about. They neither handle nor see the ticket. */
  ratedStaffIds: Types.ObjectId[];
  grade: Grade;
  tags: string[];
  comment: string | null;
  /** Sealed; null when anonymous. */
  contact: SealedContact | null;
  ratedAt: Date;
}

export interface SealedContact {
  name: string;
  phone: string;
}

export interface TicketEvent {
  kind: 'opened' | TicketAction;
  at: Date;
  staffId: Types.ObjectId | null;
  text: string | null;
  finding: Finding | null;
}

export interface Ticket extends TicketSource {
  _id: Types.ObjectId;
  /** What people call it: day and four characters, e.g. 20261123-7KQ2. */
  number: string;
  /** Rises with each change; who acts names the one they saw. */
  version: number;
  state: TicketState;
  /** False once closed: what the queues select by. */
  open: boolean;
  /** The one named person. Null only while the organization has nobody to give it to. */
  handlerId: Types.ObjectId | null;
  finding: Finding | null;
  reply: string | null;
  openedAt: Date;
  closedAt: Date | null;
  history: TicketEvent[];
}

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
  },
  { _id: false },
);

const schema = new Schema<Ticket>(
  {
    ratingId: reference,
    counterId: reference,
    departmentId: reference,
    serviceItemId: referenceOrNull,
    ratedStaffIds: [Types.ObjectId],
    grade: { type: Number, required: true },
    tags: [String],
    comment: textOrNull,
    contact: {
      type: new Schema<SealedContact>({ name: String, phone: String }, { _id: false }),
      default: null,
    },
    ratedAt: time,
    number: { type: String, required: true },
    version: { type: Number, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
    handlerId: referenceOrNull,
    finding: textOrNull,
    reply: textOrNull,
    openedAt: time,
    closedAt: { type: Date, default: null },
    history: [eventSchema],
  },
  { collection: 'tickets' },
)
  .index({ ratingId: 1 }, { unique: true })
  .index({ number: 1 }, { unique: true })
  .index({ handlerId: 1, open: 1, openedAt: 1, _id: 1 })
  .index({ departmentId: 1, open: 1, openedAt: 1, _id: 1 });

export function ticketModel(connection: Connection) {
  return connection.model<Ticket>('Ticket', schema);
}

export type TicketModel = ReturnType<typeof ticketModel>;
