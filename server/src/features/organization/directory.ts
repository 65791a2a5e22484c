import type { Duty } from '@linli/shared/duties.ts';
import type { Role } from '@linli/shared/roles.ts';
import type { Types } from 'mongoose';
import type {
  Counter,
  DutyGroup,
  OrganizationModels,
  RoutingRule,
  ServiceItem,
  Staff,
  Unit,
} from './model.ts';

type Id = Types.ObjectId | string;

/** Who and what there is, in memory. Small (hundreds of entries) and read with every request. */
export interface Directory {
  /** The counter behind a code, and whether the code still counts. */
  counterByScanCode(code: string): { counter: Counter; retired: boolean } | null;
  counter(id: Id): Counter | null;
  counters(): readonly Counter[];
  unit(id: Id): Unit | null;
  units(): readonly Unit[];
  unitByCode(code: string): Unit | null;
  /**
   * The unit charged with a duty; where none is, the highest one that somebody supervises. Null only where nobody
   * could take it up.
   */
  unitWithDuty(duty: Duty): Unit | null;
  /** The sub-district that a department belongs to. */
  subDistrictOf(departmentId: Id): Unit | null;
  serviceItem(id: Id): ServiceItem | null;
  serviceItemByCode(code: string): ServiceItem | null;
  staffMember(id: Id): Staff | null;
  staffByUsername(username: string): Staff | null;
  /** Everyone, also those who have left. */
  staff(): readonly Staff[];
  /** Everyone who serves at this counter. */
  staffAtCounter(counterId: Id): Staff[];
  /** Active staff of the unit with the role. */
  staffWithRole(unitId: Id, role: Role): Staff[];
  /** Who leads the unit, or else the nearest one above it that has a head; null without any. */
  headOf(unitId: Id): Staff | null;
  /** Whether one reports to the other, directly or through others. */
  reportsTo(staffId: Id, superiorId: Id): boolean;
  /** Which tickets go to which group, in order: the first that matches holds. */
  routingRules(): readonly RoutingRule[];
  dutyGroup(id: Id): DutyGroup | null;
  /** The groups somebody belongs to. */
  groupsOf(staffId: Id): DutyGroup[];
  serviceItems(): readonly ServiceItem[];
  /** The unit and those above it, nearest first. */
  lineage(unitId: Id): Unit[];
  /** The ids of the unit and all those below it. */
  unitsBelow(unitId: Id): Types.ObjectId[];
}

function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

export async function loadDirectory(models: OrganizationModels): Promise<Directory> {
  const [units, counters, items, staff, groups, routing] = await Promise.all([
    models.units.find().lean(),
    models.counters.find().sort({ scanCode: 1 }).lean(),
    models.serviceItems.find().sort({ code: 1 }).lean(),
    models.staff.find().sort({ username: 1 }).lean(),
    models.dutyGroups.find().lean(),
    models.routing.findById('routing').lean(),
  ]);
  return createDirectory({ units, counters, items, staff, groups, rules: routing?.rules ?? [] });
}

/** All there is, as it is stored. */
export interface DirectoryRows {
  units: Unit[];
  counters: Counter[];
  items: ServiceItem[];
  staff: Staff[];
  groups: DutyGroup[];
  rules: RoutingRule[];
}

export function createDirectory({ units, counters, items, staff, groups, rules }: DirectoryRows): Directory {
  const unitById = byKey(units, (unit) => String(unit._id));
  const unitByItsCode = byKey(units, (unit) => unit.code);
  const counterById = byKey(counters, (counter) => String(counter._id));
  const counterByCode = byKey(counters, (counter) => counter.scanCode);
  const retired = new Map(
    counters.flatMap((counter) => counter.retiredScanCodes.map((code) => [code, counter])),
  );
  const itemById = byKey(items, (item) => String(item._id));
  const itemByCode = byKey(items, (item) => item.code);
  const staffById = byKey(staff, (member) => String(member._id));
  const staffByName = byKey(staff, (member) => member.username);
  const groupById = byKey(groups, (group) => String(group._id));

  function lineage(unitId: Id): Unit[] {
    const line: Unit[] = [];
    let unit = unitById.get(String(unitId));
    while (unit && !line.includes(unit)) {
      line.push(unit);
      unit = unit.parentId ? unitById.get(String(unit.parentId)) : undefined;
    }
    return line;
  }

  function staffWithRole(unitId: Id, role: Role): Staff[] {
    return staff.filter(
      (member) => member.active && member.departmentId.equals(String(unitId)) && member.roles.includes(role),
    );
  }

  function highestSupervised(): Unit | undefined {
    return units
      .filter((unit) => staffWithRole(unit._id.toHexString(), 'supervisor').length > 0)
      .sort((a, b) => lineage(a._id.toHexString()).length - lineage(b._id.toHexString()).length)[0];
  }

  return {
    counterByScanCode(code) {
      const current = counterByCode.get(code);
      if (current) return { counter: current, retired: current.scanCodeRevokedAt !== undefined };
      const former = retired.get(code);
      return former ? { counter: former, retired: true } : null;
    },
    counter: (id) => counterById.get(String(id)) ?? null,
    counters: () => counters,
    unit: (id) => unitById.get(String(id)) ?? null,
    unitByCode: (code) => unitByItsCode.get(code) ?? null,
    units: () => units,
    unitWithDuty: (duty) => units.find((unit) => unit.duties?.includes(duty)) ?? highestSupervised() ?? null,
    subDistrictOf: (departmentId) =>
      lineage(departmentId).find((unit) => unit.kind === 'sub-district') ?? null,
    serviceItem: (id) => itemById.get(String(id)) ?? null,
    serviceItemByCode: (code) => itemByCode.get(code) ?? null,
    staffMember: (id) => staffById.get(String(id)) ?? null,
    staff: () => staff,
    staffByUsername: (username) => staffByName.get(username) ?? null,
    staffAtCounter: (counterId) =>
      staff.filter((member) => member.counterIds.some((id) => id.equals(String(counterId)))),
    staffWithRole,
    headOf(unitId) {
      const heads = lineage(unitId).map(({ headId }) => headId && staffById.get(String(headId)));
      return heads.find((head) => head?.active) ?? null;
    },
    reportsTo(staffId, superiorId) {
      const seen = new Set<string>();
      let id = staffById.get(String(staffId))?.reportsToId;
      while (id && !seen.has(String(id))) {
        if (String(id) === String(superiorId)) return true;
        seen.add(String(id));
        id = staffById.get(String(id))?.reportsToId;
      }
      return false;
    },
    routingRules: () => rules,
    dutyGroup: (id) => groupById.get(String(id)) ?? null,
    groupsOf: (staffId) =>
      groups.filter(({ memberIds }) => memberIds.some((id) => id.equals(String(staffId)))),
    serviceItems: () => items,
    lineage,
    unitsBelow: (unitId) =>
      units
        .filter(({ _id }) => lineage(_id).some((above) => above._id.equals(String(unitId))))
        .map(({ _id }) => _id),
  };
}
