import { useSyncExternalStore } from 'react';
import { createSetting, useSetting } from './setting';
import { onSystemFontScaleChange, systemFontScale } from './wechat';

/** What was chosen on this device. */
const chosen = createSetting('elder-mode', (stored) => typeof stored === 'boolean');

/** True when text and targets should be large: as chosen on this device, else as the font setting says. */
export function isElderMode(): boolean {
  return chosen.get() ?? isLarge(systemFontScale());
}

/** Chooses large or standard text, on every page at once and for the next visits. */
export function setElderMode(elder: boolean): void {
  chosen.set(elder);
}

/** The current mode; the component is drawn again when it changes. */
export function useElderMode(): boolean {
  const fontScale = useFontScale();
  return useSetting(chosen) ?? isLarge(fontScale);
}

/** True for someone with a larger font setting who has not yet said whether they want large text here. */
export function useElderModeUnasked(): boolean {
  const fontScale = useFontScale();
  return useSetting(chosen) === null && isLarge(fontScale);
}

/** How many times the standard size text should have; the component is drawn again when it changes. */
export function useFontScale(): number {
  return useSyncExternalStore(onSystemFontScaleChange, systemFontScale);
}

function isLarge(fontScale: number): boolean {
  return fontScale > 1;
}
