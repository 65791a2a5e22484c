import { MongoError } from '../errors.ts';
import { aggregate } from './aggregate.ts';
import { bulkWrite } from './bulk-write.ts';
import * as catalog from './catalog.ts';
import type { Command } from './command.ts';
import { count, distinct } from './count.ts';
import { deleteCommand } from './delete.ts';
import * as diagnostics from './diagnostics.ts';
import { explainOf } from './explain.ts';
import { find, getMore, killCursors } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { update } from './update.ts';
import { validate } from './validate.ts';

const commands: Readonly<Record<string, Command>> = {
  aggregate,
  buildInfo: diagnostics.buildInfo,
  bulkWrite,
  buildinfo: diagnostics.buildInfo,
  collStats: catalog.collStats,
  connectionStatus: diagnostics.connectionStatus,
  count,
  create: catalog.create,
  createIndexes,
  dbStats: catalog.dbStats,
  delete: deleteCommand,
  distinct,
  drop: catalog.drop,
  dropDatabase: catalog.dropDatabase,
  dropIndexes,
  endSessions: diagnostics.endSessions,
  explain: explainOf(commandNamed),
  find,
  findAndModify,
  findandmodify: findAndModify,
  getMore,
  getParameter: diagnostics.getParameter,
  hello: diagnostics.hello,
  insert,
  isMaster: diagnostics.hello,
  ismaster: diagnostics.hello,
  killCursors,
  listCollections: catalog.listCollections,
  listDatabases: catalog.listDatabases,
  listIndexes,
  ping: diagnostics.ping,
  renameCollection: catalog.renameCollection,
  saslStart: diagnostics.saslStart,
  serverStatus: diagnostics.serverStatus,
  setParameter: diagnostics.setParameter,
  update,
  validate,
};

/** Every command this database answers, without old spellings. */
export const commandNames = Object.keys(commands).filter(
  (name) => !['buildinfo', 'findandmodify', 'ismaster'].includes(name),
);

/** Commands that would need a replica set: transactions. */
const transactionCommands = new Set(['commitTransaction', 'abortTransaction']);

/** Throws CommandNotFound (59) for what there is not. */
export function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  if (transactionCommands.has(name)) {
    throw new MongoError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
  throw new MongoError('CommandNotFound', `no such command: '${name}'`);
}
