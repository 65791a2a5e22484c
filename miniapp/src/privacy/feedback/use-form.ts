import type { BodyOf } from '@linli/shared/api/types.ts';
import { useRef, useState } from 'react';
import { type ContactFaults, faultsOfContact } from '../../consent/check-contact';
import type { ContactDraft } from '../../platform/contact-draft';
import { randomId } from '../../platform/random-id';
import { copy } from './copy';
import { dropFeedbackDraft, type FeedbackDraft, loadFeedbackDraft, saveFeedbackDraft } from './draft';

/** Everything on the form. What is not in the draft lives as long as the page does. */
export interface FeedbackForm extends FeedbackDraft, ContactDraft {
  contactWanted: boolean;
}

/** What has to be put right before the form can be sent, by field. */
export type FeedbackFaults = ContactFaults & { kind?: string; text?: string };

/** The faults of a form; empty when it can be sent. `version` is that of the purpose a contact is given for. */
export function faultsOf(form: FeedbackForm, version: number): FeedbackFaults {
  return {
    ...(form.kind === null && { kind: copy.kindMissing }),
    ...(form.text.trim() === '' && { text: copy.textMissing }),
    ...(form.contactWanted && faultsOfContact(form, version)),
  };
}

/** The request for a form; null while it has faults. */
export function submissionOf(form: FeedbackForm, version: number): BodyOf<'submitFeedback'> | null {
  const { kind, text, idempotencyKey, contactWanted, name, phone, consent } = form;
  if (kind === null || Object.keys(faultsOf(form, version)).length > 0) return null;
  const common = { kind, text: text.trim(), idempotencyKey };
  if (!contactWanted || consent === null) return common;
  return { ...common, contact: { name: name.trim(), phone: phone.trim() }, consent };
}

/** What is being written. Each change counts from the latest form, drawn or not. */
export function useForm() {
  const [form, setForm] = useState<FeedbackForm>(() => ({
    ...loadFeedbackDraft(),
    contactWanted: false,
    name: '',
    phone: '',
    consent: null,
  }));
  const latest = useRef(form);

  const change = (changes: Partial<FeedbackForm>) => {
    latest.current = { ...latest.current, ...changes };
    setForm(latest.current);
    const { kind, text, idempotencyKey } = latest.current;
    saveFeedbackDraft({ kind, text, idempotencyKey });
  };

  return {
    form,
    change,
    latest: () => latest.current,
    drop: dropFeedbackDraft,
    /** What is sent next is another feedback than what was sent before. */
    beginAnother: () => change({ idempotencyKey: randomId() }),
  };
}
