import type { Types } from 'mongoose';
import type { RoutingRule } from '../../organization/index.ts';
import type { TicketSubject } from '../ticket.ts';

/** What the rules look at. */
export interface RoutedTicket {
  /** The department and the units above it. */
  unitIds: readonly Types.ObjectId[];
  subject: TicketSubject;
  comment: string | null;
}

/** The first rule that the ticket fulfils, with its place in the list; null when none does. */
export function firstMatch(
  rules: readonly RoutingRule[],
  ticket: RoutedTicket,
): { rule: RoutingRule; position: number } | null {
  const position = rules.findIndex((rule) => fulfils(ticket, rule));
  const rule = rules[position];
  return rule ? { rule, position } : null;
}

function fulfils({ unitIds, subject, comment }: RoutedTicket, rule: RoutingRule): boolean {
  const rating = subject.kind === 'rating' ? subject : null;
  const said = comment?.toLowerCase() ?? '';
  return (
    anyOf(rule.unitIds, (id) => unitIds.some((unit) => unit.equals(id))) &&
    anyOf(rule.counterIds, (id) => rating?.counterId.equals(id) ?? false) &&
    anyOf(rule.serviceItemIds, (id) => rating?.serviceItemId?.equals(id) ?? false) &&
    anyOf(rule.grades, (grade) => rating?.grade === grade) &&
    anyOf(rule.tags, (tag) => rating?.tags.includes(tag) ?? false) &&
    anyOf(rule.keywords, (word) => said.includes(word.toLowerCase()))
  );
}

/** A condition that is absent always holds. */
function anyOf<Value>(values: readonly Value[] | undefined, holds: (value: Value) => boolean): boolean {
  return values === undefined || values.some(holds);
}
