import { randomUUID } from 'node:crypto';
import type { AnswerOf, BodyOf, QueryOf } from '@linli/shared/api/types.ts';
import { consentTo } from '../demo/story.ts';
import type { ApiCall } from './api-call.ts';

type OpenSlot = AnswerOf<'listSlots'>['days'][number]['slots'][number];

/** What a resident sends to book a slot. */
export function bookingOf(
  slot: Pick<OpenSlot, 'lawyer' | 'startsAt'>,
  more: Partial<BodyOf<'bookAppointment'>> = {},
): BodyOf<'bookAppointment'> {
  return {
    lawyerId: slot.lawyer.id,
    startsAt: slot.startsAt,
    matter: 'other',
    contact: { name: '王秀兰', phone: '13800001234' },
    consent: consentTo('appointment'),
    idempotencyKey: randomUUID(),
    ...more,
  };
}

/** All slots within the horizon that fit, in order of time. */
export async function slotsOf(call: ApiCall, query: QueryOf<'listSlots'> = {}) {
  const { body } = await call('listSlots', { query });
  return body.days.flatMap(({ slots }) => slots);
}
