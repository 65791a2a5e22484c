import type { ChosenFile } from '../../platform/chosen-file';
import { randomId } from '../../platform/random-id';

/** A file that was chosen and is not sent yet. */
export interface WaitingFile {
  /** Sent with each try, so that two tries never become two attachments. */
  key: string;
  kind: 'photo' | 'document';
  file: ChosenFile;
}

/** What waits lies in memory alone: the paths that WeChat gives out do not outlive the app. */
const waiting = new Map<string, readonly WaitingFile[]>();

/** Where the files of a booking wait that is still being filled in. */
export const draftPlace = 'draft';

/** The files that wait for an appointment, in the order they were chosen. */
export const filesFor = (place: string): readonly WaitingFile[] => waiting.get(place) ?? [];

function put(place: string, files: readonly WaitingFile[]): void {
  if (files.length === 0) waiting.delete(place);
  else waiting.set(place, files);
}

export function addFile(place: string, kind: WaitingFile['kind'], file: ChosenFile): void {
  put(place, [...filesFor(place), { key: randomId(), kind, file }]);
}

export function dropFile(place: string, key: string): void {
  put(
    place,
    filesFor(place).filter((one) => one.key !== key),
  );
}

/** What was chosen while filling in is for this appointment now. */
export function handOver(appointmentId: string): void {
  put(appointmentId, filesFor(draftPlace));
  waiting.delete(draftPlace);
}
