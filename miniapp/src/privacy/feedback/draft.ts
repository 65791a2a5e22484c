import { type FeedbackKind, feedbackKinds } from '@linli/shared/feedback.ts';
import { randomId } from '../../platform/random-id';
import { isRecord, readStored, removeStored, writeStored } from '../../platform/storage';

/** A feedback as far as it has been written. Name and number are not kept on the device. */
export interface FeedbackDraft {
  kind: FeedbackKind | null;
  text: string;
  /** Made with the draft and sent with every try, so that two tries never become two. */
  idempotencyKey: string;
}

const storageKey = 'feedback-draft';

/** What was begun, or an empty draft. */
export function loadFeedbackDraft(): FeedbackDraft {
  const stored = readStored(storageKey);
  return isDraft(stored) ? stored : { kind: null, text: '', idempotencyKey: randomId() };
}

export function saveFeedbackDraft(draft: FeedbackDraft): void {
  writeStored(storageKey, draft);
}

/** Forgets the draft: the server has it. */
export function dropFeedbackDraft(): void {
  removeStored(storageKey);
}

function isDraft(value: unknown): value is FeedbackDraft {
  return (
    isRecord(value) &&
    (value.kind === null || feedbackKinds.some((kind) => kind === value.kind)) &&
    typeof value.text === 'string' &&
    typeof value.idempotencyKey === 'string'
  );
}
