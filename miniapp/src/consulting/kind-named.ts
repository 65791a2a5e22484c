import { type ConsultationKind, consultationKinds } from '@linli/shared/consultations.ts';

/** The kind that a page's parameter names. */
export function kindNamed(name: string | undefined): ConsultationKind {
  return consultationKinds.find((kind) => kind === name) ?? 'appointment';
}
