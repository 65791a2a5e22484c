import type { Grade } from '@linli/shared/grades.ts';
import { grades } from '@linli/shared/grades.ts';
import { type ContactDraft, isConsent } from './contact-draft';
import { randomId } from './random-id';
import { isRecord, readStored, removeStored, writeStored } from './storage';

/** A rating as far as it has been filled in. It stays on this device until the server has taken it. */
export interface RatingDraft extends ContactDraft {
  grade: Grade | null;
  tags: string[];
  comment: string;
  anonymous: boolean;
  /** Made with the draft and sent with every try, so that two tries never become two ratings. */
  idempotencyKey: string;
}

const keyOf = (scene: string) => `draft.${scene}`;

/** An empty draft. Nothing is chosen for the resident except that they stay anonymous. */
export function newDraft(): RatingDraft {
  return {
    grade: null,
    tags: [],
    comment: '',
    anonymous: true,
    name: '',
    phone: '',
    consent: null,
    idempotencyKey: randomId(),
  };
}

/** What was begun for this scene, or an empty draft. */
export function loadDraft(scene: string): RatingDraft {
  const stored = readStored(keyOf(scene));
  return isDraft(stored) ? stored : newDraft();
}

/** Keeps what has been filled in for this scene. */
export function saveDraft(scene: string, draft: RatingDraft): void {
  writeStored(keyOf(scene), draft);
}

/** Forgets the draft: the server has the rating. */
export function dropDraft(scene: string): void {
  removeStored(keyOf(scene));
}

function isDraft(value: unknown): value is RatingDraft {
  return (
    isRecord(value) &&
    (value.grade === null || grades.some((grade) => grade === value.grade)) &&
    Array.isArray(value.tags) &&
    value.tags.every((tag) => typeof tag === 'string') &&
    typeof value.comment === 'string' &&
    typeof value.anonymous === 'boolean' &&
    typeof value.name === 'string' &&
    typeof value.phone === 'string' &&
    (value.consent === null || isConsent(value.consent)) &&
    typeof value.idempotencyKey === 'string'
  );
}
