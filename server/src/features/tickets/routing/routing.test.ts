import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import {
  createDirectory,
  type DirectoryRows,
  type RoutingRule,
  type Staff,
} from '../../organization/index.ts';
import type { TicketSubject } from '../ticket.ts';
import { candidatesFor, supervisorsOf } from './candidates.ts';
import { firstMatch, type RoutedTicket } from './match.ts';

const id = () => new Types.ObjectId();
const street = id();
const centre = id();
const counterId = id();
const itemId = id();

const rating: Extract<TicketSubject, { kind: 'rating' }> = {
  kind: 'rating',
  counterId,
  serviceItemId: itemId,
  grade: 1,
  tags: ['115', '113'],
};
const ticket: RoutedTicket = {
  unitIds: [centre, street],
  subject: rating,
  comment: '工作人员态度很差，Wi-Fi 也没有',
};
const rule = (conditions: Partial<RoutingRule>): RoutingRule => ({ name: '', groupId: id(), ...conditions });
const matches = (conditions: Partial<RoutingRule>, about: Partial<RoutedTicket> = {}) =>
  firstMatch([rule(conditions)], { ...ticket, ...about }) !== null;

describe('a rule matches', () => {
  test.each<[string, Partial<RoutingRule>, boolean]>([
    ['every ticket without conditions', {}, true],
    ['by the department', { unitIds: [id(), centre] }, true],
    ['by a unit above the department', { unitIds: [street] }, true],
    ['not by another department', { unitIds: [id()] }, false],
    ['by the counter', { counterIds: [counterId] }, true],
    ['not by another counter', { counterIds: [id()] }, false],
    ['by the service item', { serviceItemIds: [id(), itemId] }, true],
    ['not by another service item', { serviceItemIds: [id()] }, false],
    ['by the grade', { grades: [1] }, true],
    ['not by the other grade', { grades: [2] }, false],
    ['by one of the tags', { tags: ['108', '113'] }, true],
    ['not by other tags', { tags: ['108'] }, false],
    ['by a word of the comment', { keywords: ['收费', '态度'] }, true],
    ['by a word in whatever case', { keywords: ['WI-FI'] }, true],
    ['not by a word that was not said', { keywords: ['收费'] }, false],
    ['when all of its conditions hold', { unitIds: [centre], grades: [1], keywords: ['态度'] }, true],
    ['not when one of its conditions does not', { unitIds: [centre], grades: [2] }, false],
  ])('%s', (_name, conditions, expected) => {
    expect(matches(conditions)).toBe(expected);
  });

  test('no keyword where nothing was written', () => {
    expect(matches({ keywords: ['态度'] }, { comment: null })).toBe(false);
  });

  test('a feedback by department and words only', () => {
    const feedback: RoutedTicket = { ...ticket, subject: { kind: 'feedback', feedbackKind: 'fault' } };
    expect(firstMatch([rule({ unitIds: [centre], keywords: ['态度'] })], feedback)).not.toBeNull();
    for (const conditions of [{ grades: [1 as const] }, { tags: ['113'] }, { counterIds: [counterId] }])
      expect(firstMatch([rule(conditions)], feedback)).toBeNull();
  });

  test('and the first one that does holds', () => {
    const rules = [rule({ grades: [2] }), rule({ tags: ['113'] }), rule({})];
    expect(firstMatch(rules, ticket)).toEqual({ rule: rules[1], position: 1 });
    expect(firstMatch([], ticket)).toBeNull();
  });
});

function member(name: string, more: Partial<Staff> = {}): Staff {
  return {
    _id: id(),
    username: name,
    name,
    departmentId: centre,
    roles: ['handler'],
    counterIds: [],
    active: true,
    ...more,
  };
}

const chief = member('chief', { departmentId: street, roles: ['supervisor'] });
const head = member('head', { roles: ['supervisor'] });
const an = member('an', { reportsToId: head._id });
const bo = member('bo', { reportsToId: an._id });
const cai = member('cai', { reportsToId: bo._id });
const left = member('left', { active: false });
const dan = member('dan', { departmentId: id() });
const group = { _id: id(), code: 'g', name: '组', memberIds: [dan._id, left._id, cai._id] };

const rows: DirectoryRows = {
  units: [
    { _id: street, kind: 'sub-district', code: 's', name: '', parentId: null, officeHours: null },
    {
      _id: centre,
      kind: 'department',
      code: 'c',
      name: '',
      parentId: street,
      officeHours: null,
      headId: head._id,
    },
  ],
  counters: [],
  items: [],
  staff: [an, bo, cai, chief, dan, head, left],
  groups: [group],
  rules: [],
};
const directory = createDirectory(rows);
const byGroup = createDirectory({ ...rows, rules: [rule({ grades: [1], groupId: group._id })] });
const source = (...rated: Staff[]) => ({
  departmentId: centre,
  ratedStaffIds: rated.map(({ _id }) => _id),
  subject: rating,
  personal: { comment: null },
});
const away =
  (...staff: Staff[]) =>
  (staffId: Types.ObjectId) =>
    staff.some(({ _id }) => _id.equals(staffId));

function told(candidates: ReturnType<typeof candidatesFor>) {
  return {
    way: candidates.way,
    people: candidates.people.map(({ name }) => name),
    leftOut: candidates.leftOut.map(({ member: { name }, reason }) => `${name} ${reason}`),
  };
}

describe('a ticket can go to', () => {
  test('the handlers of its department where no rule matches', () => {
    expect(told(candidatesFor(directory, away(), source()))).toEqual({
      way: 'department',
      people: ['an', 'bo', 'cai'],
      leftOut: [],
    });
  });

  test('the group of the rule that matches, from whatever department they are', () => {
    expect(told(candidatesFor(byGroup, away(), source()))).toEqual({
      way: 'group',
      people: ['dan', 'cai'],
      leftOut: ['left inactive'],
    });
  });

  test('nobody it is about, nor who reports to them, however far down', () => {
    expect(told(candidatesFor(directory, away(), source(an)))).toEqual({
      way: 'supervisor',
      people: ['chief'],
      leftOut: ['an rated', 'bo reports-to-rated', 'cai reports-to-rated'],
    });
    expect(told(candidatesFor(directory, away(), source(cai))).people).toEqual(['an', 'bo']);
  });

  test('nobody who is away, nor who has it already', () => {
    expect(told(candidatesFor(directory, away(an), source(), bo._id))).toEqual({
      way: 'department',
      people: ['cai'],
      leftOut: ['an absent', 'bo has-it'],
    });
  });

  test('the supervisor, when the group has nobody left', () => {
    const candidates = candidatesFor(byGroup, away(dan), source(bo));
    expect(told(candidates)).toMatchObject({ way: 'supervisor', people: ['chief'] });
    expect(candidates.match?.group.code).toBe('g');
  });

  test('an organization whose superiors go round in a circle still comes to an end', () => {
    const one = member('one');
    const two = member('two', { reportsToId: one._id });
    const round = createDirectory({ ...rows, staff: [{ ...one, reportsToId: two._id }, two] });
    expect(round.reportsTo(one._id, two._id)).toBe(true);
    expect(round.reportsTo(two._id, chief._id)).toBe(false);
  });
});

describe('a ticket is overseen by', () => {
  const names = (isAbsent = away(), about = source()) =>
    supervisorsOf(directory, isAbsent, about).map(({ name }) => name);

  test('the nearest supervisor who does not lead the department', () => {
    expect(names()).toEqual(['chief']);
  });

  test('who leads the department, when nobody else is there', () => {
    expect(names(away(chief))).toEqual(['head']);
    expect(names(away(), source(chief))).toEqual(['head']);
  });

  test('who reports to the rated person, when nobody else is left: but it is not theirs to handle', () => {
    const boss = member('boss', { departmentId: street, roles: ['supervisor'] });
    const deputy = member('deputy', { departmentId: street, roles: ['supervisor'], reportsToId: boss._id });
    const all = createDirectory({ ...rows, staff: [boss, deputy] });
    expect(supervisorsOf(all, away(), source(boss)).map(({ name }) => name)).toEqual(['deputy']);
    expect(told(candidatesFor(all, away(), source(boss))).people).toEqual([]);
  });

  test('somebody, even when all are away', () => {
    expect(names(away(chief, head))).toEqual(['chief']);
  });
});
