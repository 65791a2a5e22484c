import type { AppointmentDetail, BodyOf } from '@linli/shared/api/types.ts';
import { consentTo, faultsOfContact } from '../../consent/check-contact';
import type { BookingDraft } from '../draft';
import { copy } from './copy';

/** The questions, in the order they are asked. */
export const steps = ['matter', 'urgent', 'who', 'case', 'check'] as const;
export type Step = (typeof steps)[number];

/** What has to be put right, by field. */
export type BookingFaults = Partial<Record<'matter' | 'consent' | 'name' | 'phone' | 'onBehalfOf', string>>;

/** The faults of one step; empty when the next can be taken. `version` is that of the purpose that was read. */
export function faultsOf(step: Step, draft: BookingDraft, version: number): BookingFaults {
  if (step === 'matter') return draft.matter === null ? { matter: copy.matterMissing } : {};
  if (step !== 'who') return {};
  const { consent, ...contact } = faultsOfContact(draft, version);
  return {
    ...contact,
    ...(consent !== undefined && { consent: copy.consentMissing }),
    ...(draft.forOther && draft.onBehalfOf.trim() === '' && { onBehalfOf: copy.onBehalfOfMissing }),
  };
}

/** The first step with a fault; null when all can be sent. */
export function firstFaulty(draft: BookingDraft, version: number): Step | null {
  return steps.find((step) => Object.keys(faultsOf(step, draft, version)).length > 0) ?? null;
}

/** The request that makes an appointment of what is kept; null while something is missing. */
export function bookingOf(
  { id, slot }: AppointmentDetail,
  draft: BookingDraft,
  version: number,
): BodyOf<'bookAppointment'> | null {
  const consent = consentTo(version, draft);
  if (consent === null || draft.matter === null || firstFaulty(draft, version) !== null) return null;
  const description = draft.description.trim();
  const otherParty = draft.otherParty.trim();
  return {
    lawyerId: slot.lawyer.id,
    startsAt: slot.startsAt,
    holdId: id,
    matter: draft.matter,
    contact: { name: draft.name.trim(), phone: draft.phone.trim() },
    consent,
    ...(description !== '' && { description }),
    ...(otherParty !== '' && { otherParty }),
    ...(draft.forOther && { onBehalfOf: draft.onBehalfOf.trim() }),
    urgencies: draft.urgencies,
    idempotencyKey: draft.idempotencyKey,
  };
}
