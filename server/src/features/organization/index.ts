import type { Connection } from 'mongoose';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import { type Directory, loadDirectory } from './directory.ts';
import type { OrganizationFile } from './file.ts';
import { importOrganization } from './import.ts';
import { organizationModels } from './model.ts';

export { createDirectory, type Directory, type DirectoryRows } from './directory.ts';
export { type OrganizationFile, organizationFile } from './file.ts';
export type { Counter, DutyGroup, RoutingRule, ServiceItem, Staff, Unit } from './model.ts';

/** The units, counters, service items and staff of the installation. */
export interface Organization {
  /** At most about a second old. */
  directory(): Directory;
  /** Loads the directory again if another process has changed it. */
  refresh(): Promise<void>;
  /** Adds and updates what the file names, by code; removes nothing. */
  load(file: OrganizationFile): Promise<void>;
  start(): void;
  stop(): void;
}

export async function createOrganization(connection: Connection, log: Log): Promise<Organization> {
  const models = organizationModels(connection);
  const replica = await createReplica(connection, 'organization', () => loadDirectory(models), log);
  return {
    directory: replica.current,
    refresh: replica.refresh,
    async load(file) {
      await importOrganization(models, file);
      await replica.changed();
    },
    start: replica.start,
    stop: replica.stop,
  };
}
