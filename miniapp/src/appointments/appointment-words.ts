import type { OpenSlot } from '@linli/shared/api/types.ts';
import { consultModeLabels, type Matter, matters } from '@linli/shared/legal-service.ts';
import { clockInWords, dayInWords, timeInWords } from '../platform/time-words';

type BookedSlot = Omit<OpenSlot, 'seats' | 'free'>;

/** From when to when: 明天 13:30–14:00. */
export function spanInWords({ startsAt, endsAt }: BookedSlot): string {
  return `${timeInWords(startsAt)}–${clockInWords(endsAt)}`;
}

/** A slot in one line: 明天 13:30，到现场，秦明理律师. */
export function slotInWords(slot: BookedSlot): string {
  return `${timeInWords(slot.startsAt)}，${consultModeLabels[slot.mode]}，${lawyerNamed(slot.lawyer)}`;
}

/** How a lawyer is spoken of: 秦明理律师. */
export function lawyerNamed({ name }: { name: string }): string {
  return `${name}律师`;
}

/** A day of the calendar: 今天, 11月25日 周三. */
export function dayNamed(day: string): string {
  return dayInWords(`${day}T00:00:00+08:00`);
}

/** The matter of a page's parameter; null when it names none. */
export function matterNamed(name: string | undefined): Matter | null {
  return matters.find((matter) => matter === name) ?? null;
}
