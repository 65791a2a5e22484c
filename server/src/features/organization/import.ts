import { hoursField, readHours } from '@linli/shared/api/fields.ts';
import { duties } from '@linli/shared/duties.ts';
import { roles } from '@linli/shared/roles.ts';
import type { Model, Types } from 'mongoose';
import { z } from 'zod';
import type { OrganizationModels } from './model.ts';

const code = z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, 'letters, digits, - and _; at most 28');

/**
 * An organization as people write it down: everything is named by its code. A counter's `scanCode` is its
 * `code` unless another sub-district of the installation has the same one.
 */
export const organizationFile = z.strictObject({
  units: z.array(
    z.strictObject({
      kind: z.enum(['district', 'sub-district', 'department']),
      code,
      name: z.string().min(1),
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
    }),
  ),
  counters: z.array(
    z.strictObject({
      code: code.transform((text) => text.toUpperCase()),
      name: z.string().min(1),
      department: code,
      scanCode: code.transform((text) => text.toUpperCase()).optional(),
      retiredScanCodes: z.array(code).default([]),
    }),
  ),
  serviceItems: z.array(z.strictObject({ code, name: z.string().min(1), department: code })),
  staff: z.array(
    z.strictObject({
      username: z.string().regex(/^[a-z][a-z0-9.-]{1,40}$/, 'small letters, digits, . and -'),
      name: z.string().min(1),
      department: code,
      roles: z.array(z.enum(roles)).min(1),
      /** Scan codes of the counters they serve at. */
      counters: z.array(code).default([]),
      active: z.boolean().default(true),
    }),
  ),
});

export type OrganizationFile = z.infer<typeof organizationFile>;

type IdByCode = Map<string, Types.ObjectId>;

function idOf(ids: IdByCode, kind: string, code: string): Types.ObjectId {
  const id = ids.get(code);
  if (!id) throw new Error(`${kind} ${code} is not in the file`);
  return id;
}

/** Inserts or updates one row by its natural key and answers its id. */
async function put<Row>(model: Model<Row>, key: Partial<Row>, row: Partial<Row>): Promise<Types.ObjectId> {
  const stored = await model
    .findOneAndUpdate(key, { $set: row }, { upsert: true, returnDocument: 'after', projection: { _id: 1 } })
    .lean<{ _id: Types.ObjectId }>();
  if (!stored) throw new Error(`${model.modelName}: nothing was stored`);
  return stored._id;
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
      await put(models.counters, { scanCode }, { code, name, departmentId, retiredScanCodes }),
    );
  }
  for (const { code, name, department } of file.serviceItems) {
    await put(models.serviceItems, { code }, { name, departmentId: idOf(units, 'unit', department) });
  }
  for (const { username, name, department, roles, counters: codes, active } of file.staff) {
    const counterIds = codes.map((code) => idOf(counters, 'counter', code));
    await put(
      models.staff,
      { username },
      { name, departmentId: idOf(units, 'unit', department), roles, counterIds, active },
    );
  }
}
