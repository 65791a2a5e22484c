import { useSyncExternalStore } from 'react';
import { createSetting, useSetting } from './setting';
import { onSystemSchemeChange, type Scheme, systemScheme } from './wechat';

export type { Scheme };
export type SchemeChoice = Scheme | 'system';

const chosen = createSetting<SchemeChoice>(
  'color-scheme',
  (stored) => stored === 'light' || stored === 'dark' || stored === 'system',
);

/** Light or dark, or as the phone has it; for every page at once and the next visits. */
export function setSchemeChoice(choice: SchemeChoice): void {
  chosen.set(choice);
}

/** What was chosen; without a choice, the phone's own. */
export function useSchemeChoice(): SchemeChoice {
  return useSetting(chosen) ?? 'system';
}

/** The colours to draw with now. */
export function useScheme(): Scheme {
  const system = useSyncExternalStore(onSystemSchemeChange, systemScheme);
  const choice = useSchemeChoice();
  return choice === 'system' ? system : choice;
}
