import { describe, expect, it } from 'vitest';
import { dropDraft, loadDraft, newDraft, saveDraft } from './drafts';
import { writeStored } from './storage';

describe('a rating draft', () => {
  it('starts without a grade and anonymous', () => {
    expect(newDraft()).toMatchObject({ grade: null, tags: [], comment: '', anonymous: true });
  });

  it('starts with an idempotency key that the server takes, and that no other draft has', () => {
    const { idempotencyKey } = newDraft();
    expect(idempotencyKey).toMatch(/^[0-9A-Za-z_-]{16,64}$/);
    expect(newDraft().idempotencyKey).not.toBe(idempotencyKey);
  });

  it('is found again by its scene, key included', () => {
    const draft = { ...newDraft(), grade: 2 as const, comment: '排队太久' };
    saveDraft('c.A01', draft);
    expect(loadDraft('c.A01')).toEqual(draft);
    expect(loadDraft('c.A02').comment).toBe('');
  });

  it('is gone once it has been dropped', () => {
    const draft = newDraft();
    saveDraft('c.A01', draft);
    dropDraft('c.A01');
    expect(loadDraft('c.A01').idempotencyKey).not.toBe(draft.idempotencyKey);
  });

  it('starts anew when what is kept cannot be read', () => {
    writeStored('draft.c.A01', { grade: 9 });
    expect(loadDraft('c.A01').grade).toBeNull();
  });
});
