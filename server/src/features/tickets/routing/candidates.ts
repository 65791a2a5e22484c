import type { LeftOutReason, RoutingWay } from '@linli/shared/routing.ts';
import type { Types } from 'mongoose';
import type { Directory, DutyGroup, RoutingRule, Staff } from '../../organization/index.ts';
import type { TicketSource } from '../ticket.ts';
import { firstMatch } from './match.ts';

/** What decides who may have a ticket. */
export type RoutedSource = Pick<TicketSource, 'departmentId' | 'ratedStaffIds' | 'subject'> & {
  personal: Pick<TicketSource['personal'], 'comment'>;
};

/** Whom a ticket is shared out among, and how that came about. */
export interface Candidates {
  match: { rule: RoutingRule; position: number; group: DutyGroup } | null;
  way: RoutingWay;
  /** Nobody only where the organization has nobody to give it to. */
  people: Staff[];
  leftOut: { member: Staff; reason: LeftOutReason }[];
}

/** Who may have what depends on the day as well: who is away. */
export type IsAbsent = (staffId: Types.ObjectId) => boolean;

/**
 * The people a ticket can go to: of the duty group that the first matching rule names, or of the department's
 * handlers where no rule matches, those on duty, but never a person it is about or one who reports to such a person.
 * Where nobody is left, a supervisor.
 *
 * @param without who has it now and is to give it away
 */
export function candidatesFor(
  directory: Directory,
  isAbsent: IsAbsent,
  source: RoutedSource,
  without: Types.ObjectId | null = null,
): Candidates {
  const match = matchOf(directory, source);
  const asked = match
    ? match.group.memberIds.flatMap((id) => directory.staffMember(id) ?? [])
    : directory.staffWithRole(source.departmentId, 'handler');
  const reasons = asked.map((member) => ({
    member,
    reason: whyNot(member, { directory, isAbsent, source, without }),
  }));
  const people = reasons.flatMap(({ member, reason }) => (reason === null ? [member] : []));
  const leftOut = reasons.flatMap(({ member, reason }) => (reason === null ? [] : [{ member, reason }]));
  if (people.length > 0) return { match, way: match ? 'group' : 'department', people, leftOut };
  return {
    match,
    way: 'supervisor',
    people: supervisorsBeside(directory, isAbsent, source, without),
    leftOut,
  };
}

function matchOf(
  directory: Directory,
  { departmentId, subject, personal }: RoutedSource,
): Candidates['match'] {
  const unitIds = directory.lineage(departmentId).map(({ _id }) => _id);
  const match = firstMatch(directory.routingRules(), { unitIds, subject, comment: personal.comment });
  const group = match && directory.dutyGroup(match.rule.groupId);
  return match && group ? { ...match, group } : null;
}

interface Question {
  directory: Directory;
  isAbsent: IsAbsent;
  source: Pick<TicketSource, 'ratedStaffIds'>;
  without: Types.ObjectId | null;
}

/** Why this person does not get the ticket; null when they may. */
export function whyNot(
  { _id, active }: Staff,
  { directory, isAbsent, source, without }: Question,
): LeftOutReason | null {
  if (source.ratedStaffIds.some((id) => id.equals(_id))) return 'rated';
  if (source.ratedStaffIds.some((id) => directory.reportsTo(_id, id))) return 'reports-to-rated';
  if (!active) return 'inactive';
  if (without?.equals(_id)) return 'has-it';
  return isAbsent(_id) ? 'absent' : null;
}

/**
 * Who oversees a ticket: the supervisors of the department, or of the nearest unit above that has one it is not
 * about. Who leads the department comes after them, so that being told of what runs late has a last step; who is away
 * only where nobody is there; and who reports to a person it is about only where nobody else is left: somebody has to
 * know of it.
 */
export function supervisorsOf(directory: Directory, isAbsent: IsAbsent, source: Overseen): Staff[] {
  const independent = supervisorsBeside(directory, isAbsent, source, null);
  if (independent.length > 0) return independent;
  const notRated = ({ _id }: Staff) => !source.ratedStaffIds.some((id) => id.equals(_id));
  return nearestSupervisors(directory, isAbsent, source, notRated);
}

/**
 * Who oversees it without being this one person: who can take it over from them, or take a second look. Nobody who
 * reports to a person it is about. Empty where there is nobody.
 */
export function supervisorsBeside(
  directory: Directory,
  isAbsent: IsAbsent,
  source: Overseen,
  besideId: Types.ObjectId | null,
): Staff[] {
  const question = { directory, isAbsent: () => false, source, without: besideId };
  return nearestSupervisors(directory, isAbsent, source, (member) => whyNot(member, question) === null);
}

type Overseen = Pick<TicketSource, 'departmentId' | 'ratedStaffIds'>;

/** Who leads the department, or the nearest unit above whose head it is not about; null without any. */
export function headOf(directory: Directory, source: Overseen): Staff | null {
  const heads = directory.lineage(source.departmentId).map(({ _id }) => directory.headOf(_id));
  const question = { directory, isAbsent: () => false, source, without: null };
  return heads.find((head) => head && whyNot(head, question) === null) ?? null;
}

function nearestSupervisors(
  directory: Directory,
  isAbsent: IsAbsent,
  { departmentId }: Overseen,
  suits: (member: Staff) => boolean,
): Staff[] {
  const head = directory.headOf(departmentId);
  const byUnit = directory
    .lineage(departmentId)
    .map(({ _id }) => directory.staffWithRole(_id, 'supervisor').filter(suits));
  const nearest = (choose: (member: Staff) => boolean) =>
    byUnit.map((members) => members.filter(choose)).find((members) => members.length > 0);
  const isHead = (member: Staff) => head?._id.equals(member._id) ?? false;
  const isThere = (member: Staff) => !isAbsent(member._id);
  return (
    nearest((member) => isThere(member) && !isHead(member)) ??
    nearest(isThere) ??
    nearest((member) => !isHead(member)) ??
    nearest(() => true) ??
    []
  );
}
