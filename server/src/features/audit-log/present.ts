import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { Directory } from '../organization/index.ts';
import type { StoredEntry } from './search.ts';

export type AuditRow = AnswerOf<'listAuditEntries'>['items'][number];

/** @param numbers of the tickets among the subjects, by id */
export function presentEntry(
  { _id, actor, at, subject, reason, ...entry }: StoredEntry,
  numbers: ReadonlyMap<string, string>,
  directory: Directory,
): AuditRow {
  const { chain, sequence, action, outcome, ip } = entry;
  const name = actor.kind === 'staff' && actor.id ? (directory.staffMember(actor.id)?.name ?? null) : null;
  return {
    id: _id.toHexString(),
    chain,
    sequence,
    at: at.toISOString(),
    actor: { kind: actor.kind, id: actor.id, name },
    action,
    subject: subject && { kind: subject.kind, id: subject.id, name: numbers.get(subject.id) ?? null },
    outcome,
    ip,
    reason: reason ?? null,
  };
}
