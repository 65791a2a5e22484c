import { createSetting, useSetting } from './setting';
import { systemFontScale } from './wechat';

/** What was chosen on this device. */
const chosen = createSetting('elder-mode', (stored) => typeof stored === 'boolean');

/** True when text and targets should be large: as chosen on this device, else as the font setting says. */
export function isElderMode(): boolean {
  return chosen.get() ?? wantsLargeText();
}

/** Chooses large or standard text, on every page at once and for the next visits. */
export function setElderMode(elder: boolean): void {
  chosen.set(elder);
}

/** The current mode; the component is drawn again when it changes. */
export function useElderMode(): boolean {
  return useSetting(chosen) ?? wantsLargeText();
}

/** True for someone with a larger font setting who has not yet said whether they want large text here. */
export function useElderModeUnasked(): boolean {
  return useSetting(chosen) === null && wantsLargeText();
}

function wantsLargeText(): boolean {
  return systemFontScale() > 1;
}
