import type { AttachmentKind } from '@linli/shared/files.ts';
import { Schema, Types } from 'mongoose';
import type { KeptFile } from '../../../platform/http/file-answer.ts';

/** A photo or PDF that a resident has added for the lawyer. It is part of the case, and leaves with it. */
export interface Attachment extends KeptFile {
  id: Types.ObjectId;
  /** Of the upload: sent again, it adds nothing. */
  idempotencyKey: string;
  kind: AttachmentKind;
}

const text = { type: String, required: true };

export const attachmentSchema = new Schema<Attachment>(
  {
    id: { type: Types.ObjectId, required: true },
    idempotencyKey: text,
    kind: text,
    fileKey: text,
    mediaType: text,
    extension: text,
    size: { type: Number, required: true },
    sha256: text,
  },
  { _id: false, id: false },
);
