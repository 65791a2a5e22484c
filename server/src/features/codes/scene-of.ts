import type { Scene } from '@linli/shared/scenes.ts';
import type { Counter } from '../organization/index.ts';

/** What the code of a counter holds. */
export function sceneOf({ scanCode }: Pick<Counter, 'scanCode'>): Scene & { kind: 'counter' } {
  return { kind: 'counter', code: scanCode };
}
