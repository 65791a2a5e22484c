import type { ContactWay } from '@linli/shared/contact-log.ts';
import type { FeedbackKind } from '@linli/shared/feedback.ts';
import type { FileKind } from '@linli/shared/files.ts';
import type { Grade } from '@linli/shared/grades.ts';
import type { Measure } from '@linli/shared/measures.ts';
import type { Notice } from '@linli/shared/notifications.ts';
import type {
  Finding,
  TicketEventKind,
  TicketOutcome,
  TicketState,
} from '@linli/shared/ticket-life-cycle.ts';
import type { TicketRequestKind } from '@linli/shared/ticket-requests.ts';
import type { Types } from 'mongoose';
import type { TicketAlert, TicketClock } from './clocks.ts';

/** What a ticket is about. */
export type TicketSubject =
  | {
      kind: 'rating';
      counterId: Types.ObjectId;
      serviceItemId: Types.ObjectId | null;
      grade: Grade;
      tags: string[];
      /** Of a supplement (追评): the rating it belongs to. */
      first?: FirstRating;
    }
  | { kind: 'feedback'; feedbackKind: FeedbackKind }
  // Who advised stands in `ratedStaffIds`.
  | { kind: 'consultation'; grade: Grade; tags: string[] };

/** A rating that was supplemented, and what had come of it by then: both are settled and do not change. */
export interface FirstRating {
  grade: Grade;
  ratedAt: Date;
  /** Null when it had no ticket. */
  ticketNumber: string | null;
}

/** What a ticket is opened with: the bad rating or the feedback, without who gave it. */
export interface TicketSource {
  /** The id of the rating or feedback. */
  sourceId: Types.ObjectId;
  subject: TicketSubject;
  /** The unit that handles it. */
  departmentId: Types.ObjectId;
  /** The people it is about. They neither handle nor see the ticket. */
  ratedStaffIds: Types.ObjectId[];
  /** When the resident raised it. */
  raisedAt: Date;
  personal: PersonalCopy;
}

/** The personal data of the source, as far as handling needs it: a copy, which follows the source's. */
export interface PersonalCopy {
  comment: string | null;
  /** Sealed; null when none was given or it has been erased. */
  contact: SealedContact | null;
  /** A contact was given and has been erased since. */
  contactErased: boolean;
  /** Rises with each change at the source; an older copy never replaces a newer one. */
  revision: number;
}

export interface SealedContact {
  name: string;
  phone: string;
  /** The resident is under 14: these are the guardian's. */
  ofGuardian?: true;
}

export interface TicketEvent {
  kind: TicketEventKind;
  at: Date;
  staffId: Types.ObjectId | null;
  text: string | null;
  finding: Finding | null;
  /** Of an answer: what only the resident reads. */
  privateNote?: string;
  /** Who got it, where it changed hands. */
  toStaffId?: Types.ObjectId | null;
  /** Of a contact: when it was and how it went. */
  contact?: { at: Date; how: ContactWay; reached: boolean };
}

/** What the resident said of the handling. */
export interface Judgement {
  solved: boolean;
  text: string | null;
  at: Date;
  idempotencyKey: string;
}

export interface TicketRequest {
  kind: TicketRequestKind;
  at: Date;
  staffId: Types.ObjectId;
  text: string;
}

interface EvidenceCommon {
  id: Types.ObjectId;
  /** The client's, one for each piece it adds. */
  idempotencyKey: string;
  caption: string | null;
  staffId: Types.ObjectId;
  at: Date;
  /** By a member of staff with a reason, or because its time was up. What is gone leaves its entry behind. */
  gone: { at: Date; staffId: Types.ObjectId | null; reason: string | null } | null;
}

/** A file that staff have added. */
export interface FileEvidence extends EvidenceCommon {
  kind: FileKind;
  /** Where the file store has it; null once it is gone. */
  fileKey: string | null;
  mediaType: string;
  extension: string;
  size: number;
  sha256: string;
}

/** What a counter has recorded in some span of time; the recording stays where it is. */
export interface RecordingEvidence extends EvidenceCommon {
  kind: 'recording';
  fileKey: null;
  counterId: Types.ObjectId;
  from: Date;
  to: Date;
}

export type TicketEvidence = FileEvidence | RecordingEvidence;

/** A message that follows from a change to the ticket, until it is in the inboxes. */
export interface Telling {
  /** Names what happened: nobody is told of the same twice. */
  occasion: string;
  staffIds: Types.ObjectId[];
  /** It is for the resident, whom the ticket does not know: whose rating or feedback it is. */
  toResident?: true;
  notice: Notice;
  at: Date;
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
  /** While it is `reviewing`: not yet confirmed. */
  finding: Finding | null;
  /**
   * The confirmed finding speaks against the rating: it stays as it was given, and figures count it in a column of its
   * own. Of a rating's ticket this is the one place that says so.
   */
  excluded: boolean;
  /** What was done about it. */
  measures: Measure[];
  measureText: string | null;
  /** What everyone may read. */
  reply: string | null;
  /** What only the resident reads. */
  privateNote: string | null;
  /** What everyone may read of the comment, masked; absent until who answered had looked at it, and once it is erased. */
  publicComment?: string;
  /** The resident found it not solved: it runs for the second time. */
  reopened: boolean;
  /** When it closes unless the resident judges before; null while there is nothing to judge. What the sweep selects by. */
  closesAt: Date | null;
  /** The keys that judgements came with. */
  judgements: Judgement[];
  outcome: TicketOutcome | null;
  clocks: TicketClock[];
  /** The clocks of the time before it was reopened. */
  formerClocks: TicketClock[];
  alerts: TicketAlert[];
  /** When a clock turns its next colour; null when none will. What the sweep selects by. */
  nextAlertAt: Date | null;
  /** When it turns yellow and red, by its clocks; far away while none runs. What the overview counts and sorts by. */
  turnsYellowAt: Date;
  turnsRedAt: Date;
  /** Who is still to be told of what. Stored with the change itself, so that no message is lost with a process. */
  tellings: Telling[];
  evidence: TicketEvidence[];
  /** Rises with each change of the evidence, which leaves `version` as it is: nobody's next step depends on it. */
  evidenceRevision: number;
  /** True while the store holds a file of this ticket. */
  evidenceHeld?: true;
  /** How often handlers have passed it on. */
  transfers: number;
  /** What its handler has asked a supervisor for, until it is decided. */
  request: TicketRequest | null;
  /** The time to answer was made longer. */
  extendedAt: Date | null;
  /** The resident is waited for: since when, and when it goes on by itself. */
  pause: { at: Date; until: Date } | null;
  /** How often the resident was waited for, and how many working days before now. */
  pauses: number;
  pauseDays: number;
  remindedAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  history: TicketEvent[];
}
