import { type FeedbackKind, feedbackKinds } from '@linli/shared/feedback.ts';
import { randomId } from '../../platform/random-id';
import { createShelf } from '../../platform/shelf';
import { isRecord } from '../../platform/storage';
import { accountName } from '../../platform/wechat';

/** A feedback as far as it has been written. Name and number are not kept on the device. */
export interface FeedbackDraft {
  kind: FeedbackKind | null;
  text: string;
  /** Made with the draft and sent with every try, so that two tries never become two. */
  idempotencyKey: string;
}

/** As long as the draft of a rating. */
const ageMaxMs = 30 * 24 * 60 * 60 * 1000;
const drafts = createShelf(() => `feedback-draft.${accountName()}`, { entriesMax: 1, ageMaxMs });
const key = 'begun';

/** What was begun, or an empty draft. */
export function loadFeedbackDraft(): FeedbackDraft {
  const stored = drafts.get(key)?.value;
  return isDraft(stored) ? stored : { kind: null, text: '', idempotencyKey: randomId() };
}

export function saveFeedbackDraft(draft: FeedbackDraft): void {
  drafts.put(key, draft);
}

/** Forgets the draft: the server has it. */
export function dropFeedbackDraft(): void {
  drafts.drop(key);
}

function isDraft(value: unknown): value is FeedbackDraft {
  return (
    isRecord(value) &&
    (value.kind === null || feedbackKinds.some((kind) => kind === value.kind)) &&
    typeof value.text === 'string' &&
    typeof value.idempotencyKey === 'string'
  );
}
