import type { FileKind } from '@linli/shared/files.ts';
import { fileTypeFromBuffer } from 'file-type';

/** What a content is, and how it is served. */
export interface MediaType {
  kind: FileKind;
  mediaType: string;
  extension: string;
}

const type = (kind: FileKind, mediaType: string, extension: string): MediaType => ({
  kind,
  mediaType,
  extension,
});

/**
 * What is taken, by what the content was recognised as: what phones make, and PDF. HEIC is not among it: it cannot be
 * decoded here, and both WeChat and browsers hand over a JPEG in its place.
 */
const taken: Partial<Record<string, MediaType>> = {
  'image/jpeg': type('photo', 'image/jpeg', 'jpg'),
  'image/png': type('photo', 'image/png', 'png'),
  'image/webp': type('photo', 'image/webp', 'webp'),
  'application/pdf': type('document', 'application/pdf', 'pdf'),
  'audio/mpeg': type('audio', 'audio/mpeg', 'mp3'),
  'audio/mp4': type('audio', 'audio/mp4', 'm4a'),
  'audio/x-m4a': type('audio', 'audio/mp4', 'm4a'),
  'audio/aac': type('audio', 'audio/aac', 'aac'),
  'audio/amr': type('audio', 'audio/amr', 'amr'),
  'audio/wav': type('audio', 'audio/wav', 'wav'),
  'video/mp4': type('video', 'video/mp4', 'mp4'),
  'video/quicktime': type('video', 'video/quicktime', 'mov'),
  'video/3gpp': type('video', 'video/3gpp', '3gp'),
  'video/webm': type('video', 'video/webm', 'webm'),
};

/** As much of a file's beginning as recognising it may take. */
export const headBytes = 4100;

/** Recognises a file by its first bytes; null when it is none of what is taken. Names and claims do not count. */
export async function recognise(head: Buffer): Promise<MediaType | null> {
  const recognised = await fileTypeFromBuffer(head);
  return (recognised && taken[recognised.mime]) ?? null;
}
