/** Files that staff add to a ticket: what kinds there are, and how large one may be. */
export const fileKinds = ['photo', 'document', 'audio', 'video'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fileKindLabels: Record<FileKind, string> = {
  photo: '照片',
  document: '文件',
  audio: '录音',
  video: '录像',
};

/** What a resident adds to an appointment: the lawyer reads it, and plays nothing. */
export const attachmentKinds = ['photo', 'document'] as const satisfies readonly FileKind[];
export type AttachmentKind = (typeof attachmentKinds)[number];

/** 50 MB: about four minutes of a phone's video. */
export const fileMaxBytes = 50 * 1024 * 1024;

/** A size as people read it. */
export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}
