import type { Types } from 'mongoose';
import { put } from '../../platform/put.ts';
import type { OrganizationFile } from './file.ts';
import type { Counter, OrganizationModels, RoutingRule } from './model.ts';

type IdByCode = Map<string, Types.ObjectId>;

function idOf(ids: IdByCode, kind: string, code: string): Types.ObjectId {
  const id = ids.get(code);
  if (!id) throw new Error(`${kind} ${code} is not in the file`);
  return id;
}

/** @throws Error when a code names something that is not in the file */
export async function importOrganization(models: OrganizationModels, file: OrganizationFile): Promise<void> {
  const units: IdByCode = new Map();
  // Parents stand before their children in the file.
  for (const { kind, code, name, parent, officeHours = null, duties: charged } of file.units) {
    const parentId = parent === undefined ? null : idOf(units, 'unit', parent);
    const unit = { kind, name, parentId, officeHours, duties: charged };
    units.set(code, await put(models.units, { code }, unit));
  }
  const counters: IdByCode = new Map();
  for (const { code, name, department, scanCode = code, retiredScanCodes } of file.counters) {
    const departmentId = idOf(units, 'unit', department);
    counters.set(
      scanCode,
      await putCounter(models, scanCode, { code, name, departmentId }, retiredScanCodes),
    );
  }
  const items: IdByCode = new Map();
  for (const { code, name, department } of file.serviceItems) {
    const departmentId = idOf(units, 'unit', department);
    items.set(code, await put(models.serviceItems, { code }, { name, departmentId }));
  }
  const staff: IdByCode = new Map();
  for (const { username, name, department, roles, counters: codes, active } of file.staff) {
    const counterIds = codes.map((code) => idOf(counters, 'counter', code));
    const departmentId = idOf(units, 'unit', department);
    const member = { name, departmentId, roles, counterIds, active };
    staff.set(username, await put(models.staff, { username }, member));
  }
  await nameSuperiors(models, file, staff);
  await importRouting(models, file, { units, counters, items, staff });
}

/**
 * A counter is known by the code it has or once had: one whose code was changed since the file was written keeps the
 * newer one.
 */
async function putCounter(
  { counters }: OrganizationModels,
  scanCode: string,
  counter: Pick<Counter, 'code' | 'name' | 'departmentId'>,
  retiredScanCodes: string[],
): Promise<Types.ObjectId> {
  const known = await counters
    .findOne({ $or: [{ scanCode }, { retiredScanCodes: scanCode }] })
    .lean<Counter>();
  if (!known) return put(counters, { scanCode }, { ...counter, retiredScanCodes });
  const retired = new Set([...retiredScanCodes, ...known.retiredScanCodes]);
  await counters.updateOne({ _id: known._id }, { $set: { ...counter, retiredScanCodes: [...retired] } });
  return known._id;
}

/** Who leads whom, once everybody is there. */
async function nameSuperiors(
  models: OrganizationModels,
  file: OrganizationFile,
  staff: IdByCode,
): Promise<void> {
  for (const { username, reportsTo } of file.staff) {
    const reportsToId = reportsTo === undefined ? null : idOf(staff, 'staff', reportsTo);
    await models.staff.updateOne({ username }, { $set: { reportsToId } });
  }
  for (const { code, head } of file.units) {
    const headId = head === undefined ? null : idOf(staff, 'staff', head);
    await models.units.updateOne({ code }, { $set: { headId } });
  }
}

async function importRouting(
  models: OrganizationModels,
  file: OrganizationFile,
  ids: Record<'units' | 'counters' | 'items' | 'staff', IdByCode>,
): Promise<void> {
  const groups: IdByCode = new Map();
  for (const { code, name, members } of file.dutyGroups) {
    const memberIds = members.map((username) => idOf(ids.staff, 'staff', username));
    groups.set(code, await put(models.dutyGroups, { code }, { name, memberIds }));
  }
  if (!file.routing) return;
  const idsOf = (known: IdByCode, kind: string, codes: readonly string[]) =>
    codes.map((code) => idOf(known, kind, code));
  const rules = file.routing.map(
    ({ name, units, counters, serviceItems, grades, tags, keywords, group }): RoutingRule => ({
      name,
      ...(units && { unitIds: idsOf(ids.units, 'unit', units) }),
      ...(counters && { counterIds: idsOf(ids.counters, 'counter', counters) }),
      ...(serviceItems && { serviceItemIds: idsOf(ids.items, 'service item', serviceItems) }),
      ...(grades && { grades }),
      ...(tags && { tags }),
      ...(keywords && { keywords }),
      groupId: idOf(groups, 'duty group', group),
    }),
  );
  await models.routing.updateOne({ _id: 'routing' }, { $set: { rules } }, { upsert: true });
}
