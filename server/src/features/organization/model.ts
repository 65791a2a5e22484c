import { type Duty, duties } from '@linli/shared/duties.ts';
import type { Grade } from '@linli/shared/grades.ts';
import { type Role, roles } from '@linli/shared/roles.ts';
import type { OfficeHours } from '@linli/shared/working-time.ts';
import { type Connection, Schema, Types } from 'mongoose';

/** District → sub-district → department, as a tree of units. */
export interface Unit {
  _id: Types.ObjectId;
  kind: 'district' | 'sub-district' | 'department';
  /** Unique among units; stays when the name changes. */
  code: string;
  name: string;
  parentId: Types.ObjectId | null;
  /** When it opens in an ordinary week; null: as the unit above. */
  officeHours: OfficeHours | null;
  /** What the unit is charged with for the whole installation; absent in units of an older file. */
  duties?: Duty[];
  /** Who leads it, and is told last when a ticket runs late; absent: as the unit above. */
  headId?: Types.ObjectId | null;
}

export interface Counter {
  _id: Types.ObjectId;
  /** What stands above the counter, e.g. A01; unique within the department. */
  code: string;
  name: string;
  departmentId: Types.ObjectId;
  /** What stands in the counter's QR code; unique in the whole installation. */
  scanCode: string;
  /** Codes that were printed once and no longer count. */
  retiredScanCodes: string[];
  /** Since when its code does not count, until it gets another; absent while it does. */
  scanCodeRevokedAt?: Date;
}

export interface ServiceItem {
  _id: Types.ObjectId;
  code: string;
  name: string;
  departmentId: Types.ObjectId;
}

export interface Staff {
  _id: Types.ObjectId;
  /** The name they sign in with; the password is kept by the identity feature. */
  username: string;
  name: string;
  departmentId: Types.ObjectId;
  roles: Role[];
  /** The counters they serve at: a rating of one of them may be a rating of this person. */
  counterIds: Types.ObjectId[];
  active: boolean;
  /** Their superior. */
  reportsToId?: Types.ObjectId | null;
}

/** People among whom tickets of some kind are shared out. */
export interface DutyGroup {
  _id: Types.ObjectId;
  code: string;
  name: string;
  memberIds: Types.ObjectId[];
}

/**
 * Which group a ticket goes to. All of the rule's conditions hold, and of the values of one condition any; a
 * condition that is absent always holds.
 */
export interface RoutingRule {
  name: string;
  /** Units with all those below them. */
  unitIds?: Types.ObjectId[];
  counterIds?: Types.ObjectId[];
  serviceItemIds?: Types.ObjectId[];
  grades?: Grade[];
  /** Codes of reason tags. */
  tags?: string[];
  /** What the resident wrote contains one of them. */
  keywords?: string[];
  groupId: Types.ObjectId;
}

/** The rules in their order, as one document: they change together or not at all. */
export interface RoutingTable {
  _id: 'routing';
  rules: RoutingRule[];
}

const id = { type: Types.ObjectId, required: true };
const text = { type: String, required: true };

const spans = [new Schema({ from: Number, to: Number }, { _id: false })];

const officeHoursSchema = new Schema<OfficeHours>(
  { weekdays: spans, saturday: spans, sunday: spans },
  { _id: false },
);

const unitSchema = new Schema<Unit>(
  {
    kind: text,
    code: text,
    name: text,
    parentId: { type: Types.ObjectId, default: null },
    officeHours: { type: officeHoursSchema, default: null },
    duties: [{ type: String, enum: duties }],
    headId: { type: Types.ObjectId, default: null },
  },
  { collection: 'units' },
).index({ code: 1 }, { unique: true });

const counterSchema = new Schema<Counter>(
  {
    code: text,
    name: text,
    departmentId: id,
    scanCode: text,
    retiredScanCodes: [String],
    scanCodeRevokedAt: Date,
  },
  { collection: 'counters' },
)
  .index({ scanCode: 1 }, { unique: true })
  .index({ departmentId: 1, code: 1 }, { unique: true });

const serviceItemSchema = new Schema<ServiceItem>(
  { code: text, name: text, departmentId: id },
  { collection: 'serviceItems' },
).index({ code: 1 }, { unique: true });

const staffSchema = new Schema<Staff>(
  {
    username: text,
    name: text,
    departmentId: id,
    roles: [{ type: String, enum: roles }],
    counterIds: [Types.ObjectId],
    active: { type: Boolean, default: true },
    reportsToId: { type: Types.ObjectId, default: null },
  },
  { collection: 'staff' },
).index({ username: 1 }, { unique: true });

const dutyGroupSchema = new Schema<DutyGroup>(
  { code: text, name: text, memberIds: [Types.ObjectId] },
  { collection: 'dutyGroups' },
).index({ code: 1 }, { unique: true });

/** An absent condition stays absent: an empty list would be one that nothing fulfils. */
const ids = { type: [Types.ObjectId], default: undefined };
const texts = { type: [String], default: undefined };

const routingSchema = new Schema<RoutingTable>(
  {
    _id: text,
    rules: [
      new Schema<RoutingRule>(
        {
          name: text,
          unitIds: ids,
          counterIds: ids,
          serviceItemIds: ids,
          grades: { type: [Number], default: undefined },
          tags: texts,
          keywords: texts,
          groupId: id,
        },
        { _id: false },
      ),
    ],
  },
  { collection: 'routing' },
);

export function organizationModels(connection: Connection) {
  return {
    units: connection.model<Unit>('Unit', unitSchema),
    counters: connection.model<Counter>('Counter', counterSchema),
    serviceItems: connection.model<ServiceItem>('ServiceItem', serviceItemSchema),
    staff: connection.model<Staff>('Staff', staffSchema),
    dutyGroups: connection.model<DutyGroup>('DutyGroup', dutyGroupSchema),
    routing: connection.model<RoutingTable>('Routing', routingSchema),
  };
}

export type OrganizationModels = ReturnType<typeof organizationModels>;
