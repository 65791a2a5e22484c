import type { OpenSlot } from '@linli/shared/api/types.ts';
import { consultModes } from '@linli/shared/legal-service.ts';
import type { CallError } from '../platform/call-error';
import { isRecord } from '../platform/storage';

/** The free slots near the one that was refused, as the server names them; none when it names none. */
export function alternativesOf({ details }: CallError): OpenSlot[] {
  if (!isRecord(details) || !Array.isArray(details.alternatives)) return [];
  return details.alternatives.filter(isOpenSlot);
}

/** The legal-aid centre that a conflict of interest leads to, as the server names it; null when it names none. */
export function legalAidOf({ details }: CallError): { name: string; phone: string } | null {
  const centre = isRecord(details) ? details.legalAid : null;
  if (!isRecord(centre) || typeof centre.name !== 'string' || typeof centre.phone !== 'string') return null;
  return { name: centre.name, phone: centre.phone };
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
