import type { AppointmentState } from '@linli/shared/appointments.ts';
import type { Appointment, Case } from '../model.ts';

/** States in which the lawyer still has use for another paper. */
export const attachableStates: readonly AppointmentState[] = ['booked', 'arrived', 'serving'];

export function isAttachable({ state, case: told }: Pick<Appointment, 'state' | 'case'>): boolean {
  return told !== null && attachableStates.includes(state);
}

/** Which attachments there are; their content is read one by one. */
export function presentAttachments({ attachments = [] }: Pick<Case, 'attachments'>) {
  return attachments.map(({ id, kind, size }) => ({ id: id.toHexString(), kind, size }));
}
