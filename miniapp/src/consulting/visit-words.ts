import type { Visit } from '@linli/shared/api/types.ts';
import type { ConsultationAction } from '@linli/shared/consultations.ts';
import { consultModeLabels, matterLabels } from '@linli/shared/legal-service.ts';
import { clockInWords } from '../platform/time-words';
import { copy } from './copy';

/** When, or which number: 13:30, 3 号. */
export function turnInWords({ startsAt, number }: Pick<Visit, 'startsAt' | 'number'>): string {
  if (startsAt !== null) return clockInWords(startsAt);
  return number === null ? '' : copy.walkIn(number);
}

/** Who and what about, in one line: 婚姻家庭，到现场，秦明理律师. */
export function factsInWords({ matter, mode, lawyer }: Visit): string[] {
  return [matterLabels[matter], consultModeLabels[mode], ...(lawyer ? [copy.lawyer(lawyer.name)] : [])];
}

/** Where it stands: 在等, 已叫号. */
export function stateInWords({ state, calledAt }: Visit): string {
  return state === 'arrived' && calledAt !== null ? copy.called : copy.states[state];
}

/** What a button says; who was called can be called again. */
export function actionInWords(action: ConsultationAction, { calledAt }: Pick<Visit, 'calledAt'>): string {
  return action === 'call' && calledAt !== null ? copy.callAgain : copy.action[action];
}
