import type { Evidence } from '@linli/shared/api/types.ts';
import { fileKindLabels, sizeInWords } from '@linli/shared/files.ts';
import { timeInWords, timeOf } from '../../../platform/time-words';
import { copy } from './copy';

/** What it is, in a word or two. */
export function kindOf({ kind }: Evidence): string {
  return kind === 'recording' ? copy.recording : fileKindLabels[kind];
}

export function titleOf(evidence: Evidence): string {
  return evidence.caption ?? kindOf(evidence);
}

/** How large a file is, or what span of time a recording covers. */
export function extentOf(evidence: Evidence): string {
  if (evidence.kind !== 'recording') return sizeInWords(evidence.size);
  return `${evidence.counter.code} ${timeInWords(evidence.from)}–${timeOf(evidence.to)}`;
}

/** Removed by somebody, or erased because its time was up. */
export function goneWords({ reason }: NonNullable<Evidence['gone']>): string {
  return reason === null ? copy.expired : copy.gone;
}

/** Everything a row says below its title. */
export function noteOf(evidence: Evidence): string {
  const what = evidence.gone ? goneWords(evidence.gone) : kindOf(evidence);
  return [what, extentOf(evidence), evidence.by, timeInWords(evidence.at)].filter(Boolean).join(' · ');
}
