import type { BodyOf } from '@linli/shared/api/types.ts';
import type { Grade } from '@linli/shared/grades.ts';
import { grades } from '@linli/shared/grades.ts';
import { type ContactDraft, isConsent } from './contact-draft';
import { randomId } from './random-id';
import { createShelf } from './shelf';
import { isRecord } from './storage';
import { accountName } from './wechat';

/** A rating as far as it has been filled in. It stays on this device until it is sent or waits to be (outbox). */
export interface RatingDraft extends ContactDraft {
  grade: Grade | null;
  tags: string[];
  comment: string;
  anonymous: boolean;
  /** Made with the draft and sent with every try, so that two tries never become two ratings. */
  idempotencyKey: string;
}

/** As long as a service can be rated. */
const ageMaxMs = 30 * 24 * 60 * 60 * 1000;

/** Each resident's own, since a draft may hold a name and a number. */
const drafts = createShelf(() => `drafts.${accountName()}`, { entriesMax: 10, ageMaxMs });

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
  const stored = drafts.get(scene)?.value;
  return isDraft(stored) ? stored : newDraft();
}

/** Keeps what has been filled in for this scene. */
export function saveDraft(scene: string, draft: RatingDraft): void {
  drafts.put(scene, draft);
}

/** Makes a draft again of what was sent off. The key stays: should the server have it after all, it is not taken twice. */
export function changeAgain(sent: BodyOf<'submitRating'>): void {
  const { scene, grade, tags, comment = '', anonymous, idempotencyKey } = sent;
  const { name, phone } = sent.anonymous ? { name: '', phone: '' } : sent.contact;
  const consent = (!sent.anonymous && sent.consent) || null;
  saveDraft(scene, { grade, tags, comment, anonymous, name, phone, consent, idempotencyKey });
}

/** Forgets the draft: it has been sent, or waits to be. */
export function dropDraft(scene: string): void {
  drafts.drop(scene);
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
