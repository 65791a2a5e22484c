import type { Connection, Types, UpdateQuery } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import { type Directory, loadDirectory } from './directory.ts';
import type { OrganizationFile } from './file.ts';
import { importOrganization } from './import.ts';
import { type Counter, organizationModels, type Unit } from './model.ts';

export { createDirectory, type Directory, type DirectoryRows } from './directory.ts';
export { type OrganizationFile, organizationFile } from './file.ts';
export type { Counter, DutyGroup, RoutingRule, ServiceItem, Staff, Unit } from './model.ts';

/** The units, counters, service items and staff of the installation. */
export interface Organization {
  handlers: Handlers<'listUnits'>;
  /** At most about a second old. */
  directory(): Directory;
  /** Loads the directory again if another process has changed it. */
  refresh(): Promise<void>;
  /** Adds and updates what the file names, by code; removes nothing. */
  load(file: OrganizationFile): Promise<void>;
  /**
   * Gives a counter another code in the place of the one it has; that one is retired.
   * @throws code-changed when it has another one by now
   */
  changeScanCode(counterId: Types.ObjectId, from: string, to: string): Promise<void>;
  /** The counter's code counts no longer, until it gets another. @throws code-changed */
  revokeScanCode(counterId: Types.ObjectId, scanCode: string, at: Date): Promise<void>;
  start(): void;
  stop(): void;
}

export async function createOrganization(connection: Connection, log: Log): Promise<Organization> {
  const models = organizationModels(connection);
  const replica = await createReplica(connection, 'organization', () => loadDirectory(models), log);

  async function changeCounter(_id: Types.ObjectId, scanCode: string, change: UpdateQuery<Counter>) {
    const { matchedCount } = await models.counters.updateOne({ _id, scanCode }, change);
    if (matchedCount === 0) throw new ApiError('code-changed');
    await replica.changed();
  }

  return {
    handlers: {
      async listUnits({ actor }) {
        const directory = replica.current();
        const units = directory.unitsBelow(actor.departmentId).flatMap((id) => directory.unit(id) ?? []);
        const depth = (unit: Unit) => directory.lineage(unit._id).length;
        units.sort((a, b) => depth(a) - depth(b) || (a.code < b.code ? -1 : 1));
        return {
          items: units.map(({ _id, code, name, kind }) => ({ id: _id.toHexString(), code, name, kind })),
        };
      },
    },
    directory: replica.current,
    refresh: replica.refresh,
    async load(file) {
      await importOrganization(models, file);
      await replica.changed();
    },
    changeScanCode: (counterId, from, to) =>
      changeCounter(counterId, from, {
        $set: { scanCode: to },
        $unset: { scanCodeRevokedAt: 1 },
        $addToSet: { retiredScanCodes: from },
      }),
    revokeScanCode: (counterId, scanCode, at) =>
      changeCounter(counterId, scanCode, { $set: { scanCodeRevokedAt: at } }),
    start: replica.start,
    stop: replica.stop,
  };
}
