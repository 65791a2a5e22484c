import { type AttachmentKind, attachmentKinds } from '@linli/shared/files.ts';
import { attachmentsMax } from '@linli/shared/limits.ts';
import { Types } from 'mongoose';
import { ApiError } from '../../../platform/errors.ts';
import type { Files, TakenFile } from '../../../platform/files/index.ts';
import { answerOf, type FileAnswer, keptOf } from '../../../platform/http/file-answer.ts';
import type { Upload } from '../../../platform/http/mount.ts';
import { own } from '../changing.ts';
import type { Appointment, AppointmentModels } from '../model.ts';
import type { Attachment } from './model.ts';
import { attachableStates, isAttachable } from './present.ts';

export interface AttachmentNeeds {
  models: AppointmentModels;
  files: Files;
}

/** What a resident adds to an appointment. Who else reads it, and that it is on record, is the consultation's to say. */
export function createAttachments({ models, files }: AttachmentNeeds) {
  const { appointments } = models;

  /** Which files some appointment still has. */
  async function usedAmong(keys: string[]): Promise<ReadonlySet<string>> {
    const using = await appointments
      .find({ 'case.attachments.fileKey': { $in: keys } }, { 'case.attachments.fileKey': 1 })
      .lean<Pick<Appointment, 'case'>[]>();
    return new Set(using.flatMap(({ case: told }) => told?.attachments?.map(({ fileKey }) => fileKey) ?? []));
  }
  files.countUse(usedAmong);

  /** Removes files that an appointment has let go of, unless one that was booked instead has them, too. */
  async function letGo(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    const used = await usedAmong(keys);
    for (const key of keys) await (used.has(key) ? files.keep(key) : files.remove(key));
  }

  const held = ({ case: told }: Appointment) => told?.attachments ?? [];
  const isThere = (appointment: Appointment, idempotencyKey: string) =>
    held(appointment).some((one) => one.idempotencyKey === idempotencyKey);

  /** @throws appointment-changed, attachments-full */
  function checkAddable(appointment: Appointment): void {
    if (!isAttachable(appointment)) throw new ApiError('appointment-changed');
    if (held(appointment).length >= attachmentsMax) throw new ApiError('attachments-full');
  }

  /** Adds the entry by one update that counts. False when another upload with the same key was first. */
  async function attach(residentId: Types.ObjectId, id: string, entry: Attachment): Promise<boolean> {
    const { modifiedCount } = await appointments.updateOne(
      {
        _id: new Types.ObjectId(id),
        residentId,
        case: { $ne: null },
        state: { $in: attachableStates },
        'case.attachments.idempotencyKey': { $ne: entry.idempotencyKey },
        [`case.attachments.${attachmentsMax - 1}`]: { $exists: false },
      },
      { $push: { 'case.attachments': entry } },
    );
    if (modifiedCount === 1) return true;
    const now = await own(models, residentId, id);
    if (isThere(now, entry.idempotencyKey)) return false;
    checkAddable(now);
    return attach(residentId, id, entry);
  }

  return {
    /**
     * Takes the file and adds it. Who cannot add any more is told before anything is read.
     * @throws not-found, appointment-changed, attachments-full, attachment-kind-refused, and what taking a file throws
     */
    async add(
      residentId: Types.ObjectId,
      id: string,
      idempotencyKey: string,
      upload: Upload<unknown>,
    ): Promise<Appointment> {
      const before = await own(models, residentId, id);
      if (isThere(before, idempotencyKey)) return before;
      checkAddable(before);
      const { file, readBody } = await upload.receive(files.take);
      try {
        readBody();
        const added = await attach(residentId, id, entryFor(file, idempotencyKey));
        if (added) await files.keep(file.key);
        else await files.remove(file.key);
      } catch (error) {
        // A refusal is certain. After any other error the entry may be there, and the sweep finds out.
        if (error instanceof ApiError) await files.remove(file.key);
        throw error;
      }
      return own(models, residentId, id);
    },

    /** @throws not-found, appointment-changed once the consultation is over */
    async remove(residentId: Types.ObjectId, id: string, attachmentId: string): Promise<Appointment> {
      const appointment = await own(models, residentId, id);
      const entry = held(appointment).find((one) => one.id.equals(attachmentId));
      if (!entry) return appointment;
      if (!isAttachable(appointment)) throw new ApiError('appointment-changed');
      // From here on the sweep looks after it, should this process die.
      await files.doubt(entry.fileKey);
      await appointments.updateOne(
        { _id: appointment._id, state: { $in: attachableStates } },
        { $pull: { 'case.attachments': { id: entry.id } } },
      );
      await letGo([entry.fileKey]);
      return own(models, residentId, id);
    },

    /** @throws not-found */
    open(appointment: Appointment, attachmentId: string): FileAnswer {
      const index = held(appointment).findIndex((one) => one.id.equals(attachmentId));
      const entry = held(appointment)[index];
      if (!entry) throw new ApiError('not-found');
      return answerOf(files, entry, `attachment-${index + 1}`);
    },

    /** To be said before the case of an appointment is erased; what it answers, after. */
    async giveUp(appointment: Appointment): Promise<() => Promise<void>> {
      const keys = held(appointment).map(({ fileKey }) => fileKey);
      for (const key of keys) await files.doubt(key);
      return () => letGo(keys);
    },
  };
}

export type Attachments = ReturnType<typeof createAttachments>;

const isAttachmentKind = (kind: string): kind is AttachmentKind =>
  attachmentKinds.some((one) => one === kind);

/** @throws attachment-kind-refused */
function entryFor(file: TakenFile, idempotencyKey: string): Attachment {
  const { kind } = file;
  if (!isAttachmentKind(kind)) throw new ApiError('attachment-kind-refused');
  return { id: new Types.ObjectId(), idempotencyKey, kind, ...keptOf(file) };
}
