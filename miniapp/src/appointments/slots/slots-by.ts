import type { AnswerOf, OpenSlot } from '@linli/shared/api/types.ts';
import type { ConsultMode } from '@linli/shared/legal-service.ts';

/** A day with what fits the wish on it. */
export interface DayOfSlots {
  day: string;
  free: number;
  slots: OpenSlot[];
}

/** The days on which there is anything at all in this mode, with what is free in it. */
export function daysWith(days: AnswerOf<'listSlots'>['days'], mode: ConsultMode | null): DayOfSlots[] {
  return days
    .map(({ day, slots }) => {
      const fitting = slots.filter((slot) => mode === null || slot.mode === mode);
      return { day, slots: fitting, free: fitting.reduce((sum, { free }) => sum + free, 0) };
    })
    .filter(({ slots }) => slots.length > 0);
}

/** The first slot that can be had; null when all are taken. */
export function firstFree(days: readonly DayOfSlots[]): OpenSlot | null {
  for (const { slots } of days) {
    const found = slots.find(({ free }) => free > 0);
    if (found) return found;
  }
  return null;
}

/** The slots of a day by lawyer, who comes first first. */
export function byLawyer(slots: readonly OpenSlot[]): OpenSlot[][] {
  const groups: OpenSlot[][] = [];
  for (const slot of slots) {
    const own = groups.find(([first]) => first?.lawyer.id === slot.lawyer.id);
    if (own) own.push(slot);
    else groups.push([slot]);
  }
  return groups;
}
