import type { BodyOf, EvidenceList } from '@linli/shared/api/types.ts';
import { evidenceMax, recordingHoursMax } from '@linli/shared/limits.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../../platform/audit.ts';
import { type Clock, hourMs } from '../../../platform/clock.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { Files, TakenFile } from '../../../platform/files/index.ts';
import type { StaffActor } from '../../../platform/http/actor.ts';
import { answerOf, type FileAnswer, keptOf } from '../../../platform/http/file-answer.ts';
import type { Upload } from '../../../platform/http/mount.ts';
import type { Organization } from '../../organization/index.ts';
import type { TicketAccess } from '../access.ts';
import type { TicketModel } from '../model.ts';
import type { Ticket, TicketEvidence } from '../ticket.ts';
import { countersOf, presentEvidence } from './present.ts';

type RecordingBody = BodyOf<'addRecording'>;

export interface EvidenceNeeds {
  tickets: TicketModel;
  organization: Organization;
  access: TicketAccess;
  files: Files;
  audit: Audit;
  clock: Clock;
}

/** Entries of a ticket, those of removed files included, so that its document stays small. */
const entriesMax = 4 * evidenceMax;

export function createEvidenceService({ tickets, organization, access, files, audit, clock }: EvidenceNeeds) {
  async function list(actor: StaffActor, id: string): Promise<EvidenceList> {
    const { ticket, relations } = await access.load(id, actor, 'readEvidence');
    return presentEvidence(ticket, relations, actor, organization.directory());
  }

  /** @throws ticket-action-not-allowed, evidence-full */
  function checkAddable({ open, evidence }: Ticket): void {
    const held = evidence.filter(({ gone }) => gone === null).length;
    if (!open) throw new ApiError('ticket-action-not-allowed');
    if (held >= evidenceMax || evidence.length >= entriesMax) throw new ApiError('evidence-full');
  }

  const isThere = (ticket: Ticket, idempotencyKey: string) =>
    ticket.evidence.some((evidence) => evidence.idempotencyKey === idempotencyKey);

  /** Adds the entry; false when another upload with the same key was first. */
  async function attach(actor: StaffActor, id: string, entry: TicketEvidence): Promise<boolean> {
    for (;;) {
      const { ticket } = await access.load(id, actor, 'addEvidence');
      if (isThere(ticket, entry.idempotencyKey)) return false;
      checkAddable(ticket);
      const { caption: text, at, staffId } = entry;
      const { modifiedCount } = await tickets.updateOne(
        { _id: ticket._id, open: true, evidenceRevision: ticket.evidenceRevision },
        {
          $inc: { evidenceRevision: 1 },
          ...(entry.fileKey !== null && { $set: { evidenceHeld: true } }),
          $push: {
            evidence: entry,
            history: { kind: 'evidence-added', at, staffId, text, finding: null },
          },
        },
      );
      if (modifiedCount === 1) return true;
    }
  }

  function entryFor(file: TakenFile, actor: StaffActor, idempotencyKey: string, caption: string | undefined) {
    return {
      id: new Types.ObjectId(),
      idempotencyKey,
      kind: file.kind,
      ...keptOf(file),
      caption: caption || null,
      staffId: new Types.ObjectId(actor.id),
      at: clock.now(),
      gone: null,
    } satisfies TicketEvidence;
  }

  /** @throws recording-not-of-department, recording-time-wrong */
  function recordingEntry(actor: StaffActor, ticket: Ticket, body: RecordingBody): TicketEvidence {
    const now = clock.now();
    const [from, to] = [new Date(body.from), new Date(body.to)];
    const span = to.getTime() - from.getTime();
    if (span <= 0 || span > recordingHoursMax * hourMs || to > now)
      throw new ApiError('recording-time-wrong');
    const counter = countersOf(ticket, organization.directory()).find(
      ({ scanCode }) => scanCode === body.counter,
    );
    if (!counter) throw new ApiError('recording-not-of-department');
    return {
      id: new Types.ObjectId(),
      idempotencyKey: body.idempotencyKey,
      kind: 'recording',
      fileKey: null,
      counterId: counter._id,
      from,
      to,
      caption: body.caption || null,
      staffId: new Types.ObjectId(actor.id),
      at: now,
      gone: null,
    };
  }

  return {
    list,

    /**
     * Takes the file and adds it. Who may not is told before anything is read.
     * @throws not-found, not-allowed, ticket-action-not-allowed, evidence-full, and what taking a file throws
     */
    async add(
      actor: StaffActor,
      id: string,
      idempotencyKey: string,
      upload: Upload<{ caption?: string | undefined }>,
      ip: string,
    ): Promise<EvidenceList> {
      const before = await access.loadFor(id, actor, 'addEvidence', 'evidence-add', ip);
      if (isThere(before.ticket, idempotencyKey)) return list(actor, id);
      checkAddable(before.ticket);
      const { file, readBody } = await upload.receive(files.take);
      try {
        const { caption } = readBody();
        const added = await attach(actor, id, entryFor(file, actor, idempotencyKey, caption));
        if (!added) {
          await files.remove(file.key);
          return await list(actor, id);
        }
      } catch (error) {
        // A refusal is certain. After any other error the entry may be there, and the sweep finds out.
        if (error instanceof ApiError) await files.remove(file.key);
        throw error;
      }
      await files.keep(file.key);
      await access.record(actor, 'evidence-add', id, ip, 'done');
      return list(actor, id);
    },

    /** @throws not-found, not-allowed, ticket-action-not-allowed, evidence-full, and as `recordingEntry` */
    async addRecording(
      actor: StaffActor,
      id: string,
      body: RecordingBody,
      ip: string,
    ): Promise<EvidenceList> {
      const { ticket } = await access.loadFor(id, actor, 'addEvidence', 'evidence-add', ip);
      if (!isThere(ticket, body.idempotencyKey)) {
        const added = await attach(actor, id, recordingEntry(actor, ticket, body));
        if (added) await access.record(actor, 'evidence-add', id, ip, 'done');
      }
      return list(actor, id);
    },

    /** @throws not-found, not-allowed */
    async read(actor: StaffActor, id: string, evidenceId: string, ip: string): Promise<FileAnswer> {
      const { ticket } = await access.load(id, actor, 'readEvidence').catch(async (error: unknown) => {
        await recordRead(actor, evidenceId, ip, 'refused');
        throw error;
      });
      const index = ticket.evidence.findIndex((one) => one.id.equals(evidenceId));
      const evidence = ticket.evidence[index];
      if (!evidence || evidence.kind === 'recording' || !evidence.fileKey) throw new ApiError('not-found');
      await recordRead(actor, evidenceId, ip, 'done');
      const { fileKey } = evidence;
      return answerOf(files, { ...evidence, fileKey }, `${ticket.number}-${index + 1}`);
    },
  };

  function recordRead(actor: StaffActor, evidenceId: string, ip: string, outcome: 'done' | 'refused') {
    return audit.record({
      chain: 'tickets',
      actor: { kind: 'staff', id: actor.id },
      action: 'evidence-read',
      subject: { kind: 'evidence', id: evidenceId },
      outcome,
      ip,
    });
  }
}
