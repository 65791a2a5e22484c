import type { AgeGroup } from '@linli/shared/consent.ts';
import { type Connection, Schema, Types } from 'mongoose';
import { contactSchema, type PersonalCopy, type SealedContact } from '../tickets/index.ts';

/** Proof of a consent; lies in the document whose data it is for, and stays when the data goes. */
export interface GivenConsent {
  /** Of the text that was read. */
  version: number;
  ageGroup: AgeGroup;
  at: Date;
}

/** That a part is to go, and that it went: `askedAt` by its owner, without it because its time was up. */
export interface Erasure {
  askedAt?: Date;
  doneAt?: Date;
}

/**
 * What of a rating or a feedback is personal. The document of the source is the truth; its ticket has a copy.
 * Absent rather than null where a partial index asks whether a field is there.
 */
export interface PersonalParts {
  _id: Types.ObjectId;
  /** Who gave it. Once the account is closed, an id that nobody has. */
  residentId: Types.ObjectId;
  createdAt: Date;
  comment: string | null;
  commentErasure?: Erasure;
  contact: SealedContact | null;
  contactErasure?: Erasure;
  consent?: GivenConsent;
  /** Rises with each change of these parts. */
  personalRevision: number;
  /** When somebody has to look whether something must go; absent when nothing is left that could. */
  reviewAt?: Date;
  /** True until its ticket is known to be open. */
  ticketDue?: true;
  /** True until the ticket's copy is known to be like this. */
  copyDue?: true;
}

const erasure = {
  type: new Schema<Erasure>({ askedAt: Date, doneAt: Date }, { _id: false }),
  required: false,
};

/** For the schema of each source. */
export const personalFields = {
  residentId: { type: Types.ObjectId, required: true },
  createdAt: { type: Date, required: true },
  comment: { type: String, default: null },
  commentErasure: erasure,
  contact: { type: contactSchema, default: null },
  contactErasure: erasure,
  consent: {
    type: new Schema<GivenConsent>({ version: Number, ageGroup: String, at: Date }, { _id: false }),
    required: false,
  },
  personalRevision: { type: Number, required: true },
  reviewAt: Date,
  ticketDue: Boolean,
  copyDue: Boolean,
} as const;

/** The personal parts of a collection that others write, with the indexes that looking after them needs. */
export function personalPartsModel(connection: Connection, collection: string) {
  const schema = new Schema<PersonalParts>(personalFields, { collection })
    .index({ reviewAt: 1 }, { partialFilterExpression: { reviewAt: { $exists: true } } })
    .index({ copyDue: 1 }, { partialFilterExpression: { copyDue: true } });
  return connection.model<PersonalParts>(`PersonalParts of ${collection}`, schema);
}

export type PersonalPartsModel = ReturnType<typeof personalPartsModel>;

/** What the ticket is given of it. */
export function copyOf(parts: PersonalParts): PersonalCopy {
  return {
    comment: parts.comment,
    contact: parts.contact,
    contactErased: parts.contactErasure?.doneAt !== undefined,
    revision: parts.personalRevision,
  };
}
