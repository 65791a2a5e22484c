import type { QueryOf } from '@linli/shared/api/types.ts';
import { type AuditOutcome, auditActions, auditOutcomeLabels } from '@linli/shared/audit-log.ts';
import { startOfDay } from '@linli/shared/working-time.ts';
import { copy } from './copy';

/** What the auditor looks for, as typed. */
export interface Search {
  actor: string;
  subject: string;
  action: string;
  outcome: AuditOutcome | 'any';
  /** The first and the last day, e.g. 2026-11-23. */
  from: string;
  until: string;
}

export const everything: Search = { actor: '', subject: '', action: '', outcome: 'any', from: '', until: '' };

export type SearchQuery = QueryOf<'exportAuditEntries'>;

const dayMs = 24 * 60 * 60 * 1000;

/** The code of an action that people call so, or part of it; null when there is none. */
export function actionCalled(words: string): string | null {
  const exact = auditActions.find(({ action, label }) => action === words || label === words);
  return (exact ?? auditActions.find(({ label }) => label.includes(words)))?.action ?? null;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The request; to be asked only of a search without mistakes. */
export function queryOf({ actor, subject, action, outcome, from, until }: Search): SearchQuery {
  return {
    ...(actor && { actor }),
    ...(subject && { subject }),
    ...(action && { action: actionCalled(action) ?? action }),
    ...(outcome !== 'any' && { outcome }),
    ...(from && { from: startOfDay(from).toISOString() }),
    ...(until && { to: new Date(startOfDay(until).getTime() + dayMs).toISOString() }),
  };
}

/** The search in words, as it stands above the list. */
export function searchInWords({ actor, subject, action, outcome, from, until }: Search): string {
  const days = from || until ? copy.days(from || '…', until || '…') : '';
  const parts = [actor, subject, action, outcome === 'any' ? '' : auditOutcomeLabels[outcome], days];
  return parts.filter(Boolean).join('，') || copy.all;
}
