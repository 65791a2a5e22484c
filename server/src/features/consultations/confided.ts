import type { AnswerOf, BodyOf, ConsultationCase } from '@linli/shared/api/types.ts';
import type { ConsultationKind } from '@linli/shared/consultations.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { FileAnswer } from '../../platform/http/file-answer.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Appointments } from '../appointments/index.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { ConsultationAccess } from './access.ts';
import type { DayNeeds } from './day.ts';
import type { ConsultationRecord } from './model.ts';
import { type ConsultationRelation, may } from './policy.ts';
import { presentLawyerName } from './present.ts';
import type { Visit } from './visit.ts';

export interface ConfidedNeeds extends DayNeeds {
  access: ConsultationAccess;
  notifications: Notifications;
  openAttachment: Appointments['openAttachment'];
  vault: Vault;
  clock: Clock;
}

interface Place {
  kind: ConsultationKind;
  id: string;
}

/** Told in one round; the rest wait for the next. */
const sweepSize = 100;

type RecordAnswer = AnswerOf<'writeConsultationRecord'>;

/** Over: the number is masked for everybody from then on. */
const isOver = ({ state }: Visit) => state === 'finished' || state === 'no-show';

/** States in which a lawyer writes the record, and corrects it. */
const isRecordable = ({ state }: Visit) => state === 'serving' || state === 'finished';

/** Whether name and number can be read in full now. */
export function contactReadable(visit: Visit, relations: readonly ConsultationRelation[]): boolean {
  if (isOver(visit)) return false;
  if (may('readContact', relations)) return true;
  const toCall = visit.phoneConfirmation === 'asked' || visit.urgent;
  return visit.mode === 'on-site' && toCall && may('readContactToConfirm', relations);
}

/** Where a video consultation takes place, until it has ended. */
export function videoLinkOf(visit: Visit, legalService: Pick<LegalService, 'videoLinkOf'>): string | null {
  const { mode, lawyerId, stationId } = visit;
  return mode === 'video' && lawyerId && !isOver(visit)
    ? legalService.videoLinkOf({ lawyerId, stationId })
    : null;
}

export function recordable(visit: Visit, relations: readonly ConsultationRelation[]): boolean {
  return isRecordable(visit) && may('writeRecord', relations);
}

export function caseReadable(relations: readonly ConsultationRelation[]): 'yes' | 'with-reason' | 'no' {
  if (may('readCase', relations)) return 'yes';
  return may('readCaseWithReason', relations) ? 'with-reason' : 'no';
}

/** What was said under the seal of confidentiality (律师法 38): each read of it is remembered before it is answered. */
export function createConfided(needs: ConfidedNeeds) {
  const { access, vault, clock, notifications } = needs;
  const { records } = needs.models;

  /** @throws not-found, not-allowed, contact-masked */
  async function contact(actor: StaffActor, { kind, id }: Place, ip: string) {
    const { visit, relations } = await access.load(kind, id, actor);
    const remember = (outcome: 'done' | 'refused') =>
      access.record(actor, visit, ip, { action: 'contact-read', outcome });
    if (!contactReadable(visit, relations)) {
      await remember('refused');
      throw new ApiError(may('readContact', relations) ? 'contact-masked' : 'not-allowed');
    }
    await remember('done');
    const { name, phone } = visit.told(vault);
    return { name, phone: phone ?? '' };
  }

  /** What was confided is opened: by whom, and why, is on record first. @throws not-found, not-allowed, reason-needed */
  async function openVisit(
    actor: StaffActor,
    { kind, id }: Place,
    { action, reason }: { action: string; reason: string | undefined },
    ip: string,
  ): Promise<Visit> {
    const { visit, relations } = await access.load(kind, id, actor);
    const readable = caseReadable(relations);
    const remember = (outcome: 'done' | 'refused') =>
      access.record(actor, visit, ip, { action, outcome, reason });
    if (readable === 'no' || (readable === 'with-reason' && reason === undefined)) {
      await remember('refused');
      throw new ApiError(readable === 'no' ? 'not-allowed' : 'reason-needed');
    }
    await remember('done');
    return visit;
  }

  /** @throws not-found, not-allowed, reason-needed */
  async function readCase(
    actor: StaffActor,
    place: Place,
    reason: string | undefined,
    ip: string,
  ): Promise<ConsultationCase> {
    const visit = await openVisit(actor, place, { action: 'case-read', reason }, ip);
    const { description, otherParty, onBehalfOf, attachments } = visit.told(vault);
    const record = await records.findById(visit._id).lean<ConsultationRecord>();
    return { description, otherParty, onBehalfOf, attachments, record: record && presentRecord(record) };
  }

  /** @throws not-found, not-allowed, reason-needed */
  async function readAttachment(
    actor: StaffActor,
    { attachmentId, ...place }: Place & { attachmentId: string },
    reason: string | undefined,
    ip: string,
  ): Promise<FileAnswer> {
    const { appointment } = await openVisit(actor, place, { action: 'attachment-read', reason }, ip);
    if (!appointment) throw new ApiError('not-found');
    return needs.openAttachment(appointment, attachmentId);
  }

  /**
   * Writes the record, or corrects it. The resident finds advice and referral beside the appointment at once.
   * @throws not-found, not-allowed, consultation-action-not-allowed, consultation-changed
   */
  async function writeRecord(
    actor: StaffActor,
    { kind, id }: Place,
    body: BodyOf<'writeConsultationRecord'>,
    ip: string,
  ): Promise<RecordAnswer> {
    const { visit, relations } = await access.load(kind, id, actor);
    const remember = (outcome: 'done' | 'refused') =>
      access.record(actor, visit, ip, { action: 'record-write', outcome });
    await access.need('writeRecord', relations, () => remember('refused'));
    if (!isRecordable(visit) || !visit.lawyerId) throw new ApiError('consultation-action-not-allowed');
    const stored = await store(visit, visit.lawyerId, body);
    await remember('done');
    await tell(stored, visit);
    return presentRecord(stored);
  }

  /** @throws consultation-changed when somebody has written since `version` */
  async function store(
    { _id, kind, stationId }: Visit,
    lawyerId: Types.ObjectId,
    { version, record, advice, referral }: BodyOf<'writeConsultationRecord'>,
  ): Promise<ConsultationRecord> {
    const words = {
      record: vault.seal('consultation.record', record),
      advice: vault.seal('consultation.advice', advice),
      referral: referral
        ? {
            kind: referral.kind,
            to: vault.seal('consultation.referral-to', referral.to),
            bring: vault.seal('consultation.bring', referral.bring),
          }
        : null,
      at: clock.now(),
      version: version + 1,
      tellDue: true as const,
    };
    if (version === 0) {
      const first = { _id, kind, lawyerId, stationId, ...words };
      try {
        await records.create(first);
        return first;
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        throw new ApiError('consultation-changed');
      }
    }
    const after = await records
      .findOneAndUpdate({ _id, version }, { $set: words }, { returnDocument: 'after' })
      .lean<ConsultationRecord>();
    if (!after) throw new ApiError('consultation-changed');
    return after;
  }

  /** Tells the resident that there is advice, once however often it is corrected. Who walked in has no inbox. */
  async function tell({ _id }: Pick<ConsultationRecord, '_id'>, visit: Visit | null): Promise<void> {
    if (visit?.residentId)
      await notifications.tell(
        [visit.residentId],
        `${_id.toHexString()}:advice`,
        { kind: 'advice-written' },
        { kind: 'appointment', id: _id },
      );
    await records.updateOne({ _id }, { $unset: { tellDue: 1 } });
  }

  function presentRecord(record: ConsultationRecord): RecordAnswer {
    const { version, at, lawyerId } = record;
    return {
      version,
      record: vault.open('consultation.record', record.record),
      ...presentAdvice(record),
      by: presentLawyerName(lawyerId, needs).name,
      at: at.toISOString(),
    };
  }

  function presentAdvice({ advice, referral }: ConsultationRecord) {
    return {
      advice: vault.open('consultation.advice', advice),
      referral: referral && {
        kind: referral.kind,
        to: vault.open('consultation.referral-to', referral.to),
        bring: vault.open('consultation.bring', referral.bring),
      },
    };
  }

  return {
    contact,
    readCase,
    readAttachment,
    writeRecord,
    /** Tells those whom a process left untold that died after a record was written. */
    async tellMissing(): Promise<void> {
      const untold = await records.find({ tellDue: true }).limit(sweepSize).lean<ConsultationRecord[]>();
      for (const record of untold)
        await tell(record, await needs.store.find(record.kind, record._id.toHexString()));
    },
    /** What the resident reads: advice and referral, never the record. Null until it is written. */
    async adviceFor(id: Types.ObjectId) {
      const record = await records.findById(id).lean<ConsultationRecord>();
      if (!record) return null;
      const { advice, referral } = presentAdvice(record);
      return {
        text: advice,
        referral,
        by: presentLawyerName(record.lawyerId, needs).name,
        at: record.at.toISOString(),
      };
    },
  };
}

export type Confided = ReturnType<typeof createConfided>;
