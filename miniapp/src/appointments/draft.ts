import { type Urgency, urgencies } from '@linli/shared/appointments.ts';
import { type Matter, matters } from '@linli/shared/legal-service.ts';
import { useRef, useState } from 'react';
import { type ContactDraft, isConsent } from '../platform/contact-draft';
import { randomId } from '../platform/random-id';
import { createShelf } from '../platform/shelf';
import { isRecord } from '../platform/storage';
import { accountName } from '../platform/wechat';

/** A booking as far as it has been filled in. It belongs to no slot: a hold may end, what was typed stays. */
export interface BookingDraft extends ContactDraft {
  matter: Matter | null;
  urgencies: Urgency[];
  forOther: boolean;
  onBehalfOf: string;
  description: string;
  otherParty: string;
  /** Made with the draft and sent with every try, so that two tries never become two appointments. */
  idempotencyKey: string;
}

/** It may hold what nobody else should read, so it does not lie on the device longer than a day. */
const ageMaxMs = 24 * 60 * 60 * 1000;
const drafts = createShelf(() => `booking-draft.${accountName()}`, { entriesMax: 1, ageMaxMs });
const key = 'begun';

const empty = () => ({
  matter: null,
  urgencies: [],
  forOther: false,
  onBehalfOf: '',
  description: '',
  otherParty: '',
  name: '',
  phone: '',
  consent: null,
  idempotencyKey: randomId(),
});

/** What is being filled in. Each change is kept at once, and counts from the latest draft, drawn or not. */
export function useBookingDraft(matter: Matter | null) {
  const [draft, setDraft] = useState<BookingDraft>(() => {
    const stored = drafts.get(key)?.value;
    const begun = isDraft(stored) ? stored : empty();
    return { ...begun, matter: matter ?? begun.matter };
  });
  const latest = useRef(draft);
  return {
    draft,
    latest: () => latest.current,
    change(changes: Partial<BookingDraft>) {
      latest.current = { ...latest.current, ...changes };
      setDraft(latest.current);
      drafts.put(key, latest.current);
    },
    /** The server has it. */
    drop: () => drafts.drop(key),
  };
}

function isDraft(value: unknown): value is BookingDraft {
  return (
    isRecord(value) &&
    (value.matter === null || matters.some((matter) => matter === value.matter)) &&
    Array.isArray(value.urgencies) &&
    value.urgencies.every((urgency) => urgencies.some((known) => known === urgency)) &&
    typeof value.forOther === 'boolean' &&
    ['onBehalfOf', 'description', 'otherParty', 'name', 'phone', 'idempotencyKey'].every(
      (field) => typeof value[field] === 'string',
    ) &&
    (value.consent === null || isConsent(value.consent))
  );
}
