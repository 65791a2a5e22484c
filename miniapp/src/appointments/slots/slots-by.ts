import type { AnswerOf, OpenSlot } from '@linli/shared/api/types.ts';
import type { ConsultMode } from '@linli/shared/legal-service.ts';

/** A day with what fits the wish on it. */
export interface DayOfSlots {
  day: string;
  free: number;
  slots: OpenSlot[];
}

/** What is looked for; null: any. */
export interface SlotWish {
  mode: ConsultMode | null;
  /** The station's id. */
  station: string | null;
}

/** The days on which there is anything at all that fits the wish, with what is free of it. */
export function daysWith(days: AnswerOf<'listSlots'>['days'], { mode, station }: SlotWish): DayOfSlots[] {
  return days
    .map(({ day, slots }) => {
      const fitting = slots.filter(
        (slot) => (mode === null || slot.mode === mode) && (station === null || slot.station.id === station),
      );
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

/** The stations that have anything on these days, by name. */
export function stationsOf(days: AnswerOf<'listSlots'>['days']): { id: string; name: string }[] {
  const found = new Map<string, string>();
  for (const { slots } of days) for (const { station } of slots) found.set(station.id, station.name);
  return Array.from(found, ([id, name]) => ({ id, name })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}
