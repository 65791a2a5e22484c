import { hoursField, readHours } from '@linli/shared/api/fields.ts';
import { duties } from '@linli/shared/duties.ts';
import { reasonTags } from '@linli/shared/reason-tags.ts';
import { type Role, roles } from '@linli/shared/roles.ts';
import { z } from 'zod';

const code = z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, 'letters, digits, - and _; at most 28');
const scanCode = code.transform((text) => text.toUpperCase());
const username = z.string().regex(/^[a-z][a-z0-9.-]{1,40}$/, 'small letters, digits, . and -');
const name = z.string().min(1);
/** A condition names at least one value: with none, no ticket would ever fulfil it. */
const oneOrMore = <Value extends z.ZodType>(value: Value) => z.array(value).min(1).optional();

/** The tags of the two bad grades: no other rating becomes a ticket. */
const badTags = new Set([...reasonTags[1], ...reasonTags[2]].map((tag) => tag.code));

const fields = z.strictObject({
  units: z.array(
    z.strictObject({
      kind: z.enum(['district', 'sub-district', 'department']),
      code,
      name,
      parent: code.optional(),
      /** When it opens in an ordinary week; as the unit above where there is none. */
      officeHours: z
        .strictObject({
          weekdays: hoursField.transform(readHours),
          saturday: hoursField.transform(readHours),
          sunday: hoursField.transform(readHours),
        })
        .optional(),
      /** `app-feedback`: the unit that answers what residents say about the app. */
      duties: z.array(z.enum(duties)).default([]),
      /** Who leads it: told last when a ticket runs late. As the unit above where there is none. */
      head: username.optional(),
    }),
  ),
  counters: z.array(
    z.strictObject({
      code: scanCode,
      name,
      department: code,
      scanCode: scanCode.optional(),
      retiredScanCodes: z.array(code).default([]),
    }),
  ),
  serviceItems: z.array(z.strictObject({ code, name, department: code })),
  staff: z.array(
    z.strictObject({
      username,
      name,
      department: code,
      roles: z.array(z.enum(roles)).min(1),
      /** Scan codes of the counters they serve at. */
      counters: z.array(code).default([]),
      active: z.boolean().default(true),
      /** Their superior: a ticket about the superior never goes to them. */
      reportsTo: username.optional(),
    }),
  ),
  /** People among whom tickets of some kind are shared out. */
  dutyGroups: z.array(z.strictObject({ code, name, members: z.array(username).min(1) })).default([]),
  /**
   * Which tickets go to which group: the first rule whose conditions all hold; where none does, the department's
   * handlers. In the place of the rules there were; without this key, those stay.
   */
  routing: z
    .array(
      z.strictObject({
        name,
        /** Units with all those below them. */
        units: oneOrMore(code),
        /** Scan codes. */
        counters: oneOrMore(scanCode),
        serviceItems: oneOrMore(code),
        grades: oneOrMore(z.literal([1, 2])),
        tags: oneOrMore(z.string().refine((tag) => badTags.has(tag), 'is no tag of a bad rating')),
        /** Words of which the comment contains one. */
        keywords: oneOrMore(z.string().trim().min(1)),
        group: code,
      }),
    )
    .optional(),
});

/**
 * An organization as people write it down: everything is named by its code. A counter's `scanCode` is its
 * `code` unless another sub-district of the installation has the same one. What a name stands for has to be in the file.
 */
export const organizationFile = fields.superRefine((file, context) => {
  for (const { path, message } of faultsIn(file)) context.addIssue({ code: 'custom', path, message });
});

export type OrganizationFile = z.infer<typeof fields>;

interface Fault {
  path: (string | number)[];
  message: string;
}

/** Who may be given a ticket, or be the last to be told of one. */
const handling: readonly Role[] = ['handler', 'supervisor'];

/** What fits no field by itself: names that stand for nothing, and rules that cannot work. */
function* faultsIn(file: OrganizationFile): Generator<Fault> {
  const units = new Set(file.units.map((unit) => unit.code));
  const counters = new Set(file.counters.map((counter) => counter.scanCode ?? counter.code));
  const items = new Set(file.serviceItems.map((item) => item.code));
  const staff = new Map(file.staff.map((member) => [member.username, member]));
  const groups = new Set(file.dutyGroups.map((group) => group.code));
  const handles = (name: string) => staff.get(name)?.roles.some((role) => handling.includes(role));

  function* unknown(
    path: Fault['path'],
    names: readonly string[] | undefined,
    known: { has(name: string): boolean },
  ): Generator<Fault> {
    for (const [index, name] of (names ?? []).entries())
      if (!known.has(name)) yield { path: [...path, index], message: `${name} is not in the file` };
  }
  const missing = (path: Fault['path'], name: string): Fault => ({
    path,
    message: `${name} is not in the file`,
  });

  const above = new Set<string>();
  for (const [index, unit] of file.units.entries()) {
    if (unit.parent !== undefined && !above.has(unit.parent))
      yield {
        path: ['units', index, 'parent'],
        message: `${unit.parent} does not stand above it in the file`,
      };
    above.add(unit.code);
    if (unit.head === undefined) continue;
    const path = ['units', index, 'head'];
    if (!staff.has(unit.head)) yield missing(path, unit.head);
    else if (!handles(unit.head)) yield { path, message: `${unit.head} is neither handler nor supervisor` };
  }
  for (const [index, { department }] of file.counters.entries())
    if (!units.has(department)) yield missing(['counters', index, 'department'], department);
  for (const [index, { department }] of file.serviceItems.entries())
    if (!units.has(department)) yield missing(['serviceItems', index, 'department'], department);
  for (const [index, member] of file.staff.entries()) {
    const path = (field: string) => ['staff', index, field];
    if (!units.has(member.department)) yield missing(path('department'), member.department);
    yield* unknown(path('counters'), member.counters, counters);
    if (member.reportsTo === undefined) continue;
    if (!staff.has(member.reportsTo)) yield missing(path('reportsTo'), member.reportsTo);
    else if (isOwnSuperior(member.username, staff))
      yield { path: path('reportsTo'), message: `${member.username} would report to themselves` };
  }
  for (const [index, { members }] of file.dutyGroups.entries()) {
    for (const [place, name] of members.entries()) {
      const path = ['dutyGroups', index, 'members', place];
      if (!staff.has(name)) yield missing(path, name);
      else if (!handles(name)) yield { path, message: `${name} is neither handler nor supervisor` };
    }
  }
  const rules = file.routing ?? [];
  for (const [index, rule] of rules.entries()) {
    const path = (field: string) => ['routing', index, field];
    yield* unknown(path('units'), rule.units, units);
    yield* unknown(path('counters'), rule.counters, counters);
    yield* unknown(path('serviceItems'), rule.serviceItems, items);
    if (!groups.has(rule.group)) yield missing(path('group'), rule.group);
    const { name: _, group: __, ...conditions } = rule;
    if (Object.keys(conditions).length === 0 && index < rules.length - 1)
      yield {
        path: ['routing', index],
        message: 'matches every ticket, so that no rule after it is ever reached',
      };
  }
}

function isOwnSuperior(
  username: string,
  staff: ReadonlyMap<string, { reportsTo?: string | undefined }>,
): boolean {
  const seen = new Set<string>();
  let superior = staff.get(username)?.reportsTo;
  while (superior !== undefined && !seen.has(superior)) {
    if (superior === username) return true;
    seen.add(superior);
    superior = staff.get(superior)?.reportsTo;
  }
  return false;
}
