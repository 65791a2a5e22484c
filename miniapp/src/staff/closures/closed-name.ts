import type { Closure } from '@linli/shared/api/types.ts';
import { copy } from './copy';

/** How a lawyer or a station is named where it is closed: 秦明理律师, 古美路街道公共法律服务站. */
export function closedName({ kind, name }: Closure['of']): string {
  return kind === 'lawyer' ? copy.lawyer(name) : name;
}
