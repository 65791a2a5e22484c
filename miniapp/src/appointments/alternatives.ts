import type { OpenSlot } from '@linli/shared/api/types.ts';
import { consultModes } from '@linli/shared/legal-service.ts';
import type { CallError } from '../platform/call-error';
import { isRecord } from '../platform/storage';

/** The free slots near the one that was refused, as the server names them; none when it names none. */
export function alternativesOf({ details }: CallError): OpenSlot[] {
  if (!isRecord(details) || !Array.isArray(details.alternatives)) return [];
  return details.alternatives.filter(isOpenSlot);
}

function isOpenSlot(value: unknown): value is OpenSlot {
  return (
    isRecord(value) &&
    isNamed(value.lawyer) &&
    typeof value.lawyer.firm === 'string' &&
    isNamed(value.station) &&
    consultModes.some((mode) => mode === value.mode) &&
    typeof value.startsAt === 'string' &&
    typeof value.endsAt === 'string' &&
    typeof value.seats === 'number' &&
    typeof value.free === 'number'
  );
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string';
}
