import { expect, test } from 'vitest';
import { z } from 'zod';
import { organizationFile } from './file.ts';

/** The smallest organization that has one of everything. */
function organization() {
  return {
    units: [
      { kind: 'sub-district', code: 'street', name: '街道' },
      { kind: 'department', code: 'centre', name: '中心', parent: 'street', head: 'head' },
    ],
    counters: [{ code: 'A01', name: '一号窗口', department: 'centre' }],
    serviceItems: [{ code: 'permit', name: '居住证', department: 'centre' }],
    staff: [
      { username: 'head', name: '顾', department: 'centre', roles: ['supervisor'] },
      { username: 'an', name: '安', department: 'centre', roles: ['handler'], reportsTo: 'head' },
      {
        username: 'clerk',
        name: '许',
        department: 'centre',
        roles: ['clerk'],
        counters: ['A01'],
        reportsTo: 'an',
      },
    ],
    dutyGroups: [{ code: 'duty', name: '值班组', members: ['an'] }],
    routing: [
      {
        name: '居住证',
        units: ['centre'],
        counters: ['a01'],
        serviceItems: ['permit'],
        grades: [1],
        tags: ['115'],
        keywords: ['态度'],
        group: 'duty',
      },
      { name: '其余', group: 'duty' },
    ],
  };
}

/** What is wrong with the file, as the import prints it. */
function faults(change: (file: ReturnType<typeof organization>) => unknown): string {
  const file = organization();
  change(file);
  const parsed = organizationFile.safeParse(file);
  return parsed.success ? '' : z.prettifyError(parsed.error);
}

test('a file with groups, rules, superiors and heads is taken', () => {
  expect(faults(() => undefined)).toBe('');
});

test('a file without groups and rules is taken', () => {
  const { dutyGroups, routing, ...plain } = organization();
  expect(organizationFile.parse(plain)).toMatchObject({ dutyGroups: [] });
});

test.each<[string, (file: ReturnType<typeof organization>) => unknown, string, string]>([
  [
    'a parent that comes later',
    (file) => file.units.reverse(),
    'street does not stand above',
    'units[0].parent',
  ],
  [
    'a head who is nobody',
    (f) => Object.assign(f.units[1] ?? {}, { head: 'x1' }),
    'x1 is not in',
    'units[1].head',
  ],
  [
    'a head who sees no tickets',
    (f) => Object.assign(f.units[1] ?? {}, { head: 'clerk' }),
    'neither',
    'units[1].head',
  ],
  [
    'a counter of nobody',
    (f) => Object.assign(f.counters[0] ?? {}, { department: 'x1' }),
    'x1',
    'counters[0].department',
  ],
  [
    'a superior who is nobody',
    (f) => Object.assign(f.staff[1] ?? {}, { reportsTo: 'x1' }),
    'x1',
    'staff[1].reportsTo',
  ],
  [
    'superiors in a circle',
    (f) => Object.assign(f.staff[0] ?? {}, { reportsTo: 'clerk' }),
    'to themselves',
    'staff[0].reportsTo',
  ],
  ['a counter nobody knows', (f) => f.staff[2]?.counters?.push('B9'), 'B9 is not', 'staff[2].counters[1]'],
  [
    'a group of strangers',
    (f) => f.dutyGroups[0]?.members.push('x1'),
    'x1 is not in',
    'dutyGroups[0].members[1]',
  ],
  [
    'a group with a clerk',
    (f) => f.dutyGroups[0]?.members.push('clerk'),
    'neither',
    'dutyGroups[0].members[1]',
  ],
  ['an empty group', (f) => f.dutyGroups[0]?.members.splice(0), '>=1', 'dutyGroups[0].members'],
  [
    'a rule for no group',
    (f) => Object.assign(f.routing[0] ?? {}, { group: 'x1' }),
    'x1 is not in',
    'routing[0].group',
  ],
  [
    'a rule for an unknown item',
    (f) => f.routing[0]?.serviceItems?.push('x1'),
    'x1',
    'routing[0].serviceItems[1]',
  ],
  ['a rule for an unknown unit', (f) => f.routing[0]?.units?.push('x1'), 'x1', 'routing[0].units[1]'],
  [
    'a rule for an unknown counter',
    (f) => f.routing[0]?.counters?.push('x1'),
    'X1',
    'routing[0].counters[1]',
  ],
  [
    'a rule for a tag of a good rating',
    (f) => f.routing[0]?.tags?.push('510'),
    'no tag',
    'routing[0].tags[1]',
  ],
  ['a rule for a good grade', (f) => f.routing[0]?.grades?.push(3), '', 'routing[0].grades[1]'],
  ['a condition without values', (f) => f.routing[0]?.keywords?.splice(0), '', 'routing[0].keywords'],
  ['a rule behind one for all', (f) => f.routing.reverse(), 'no rule after it', 'routing[0]'],
])('%s is named with its place', (_what, change, words, place) => {
  const said = faults(change);
  expect(said).toContain(words);
  expect(said).toContain(`at ${place}`);
});
