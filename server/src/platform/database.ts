import { join } from 'node:path';
import { DirectoryError, startEmbeddedMongo } from '@linli/embedded-mongo';
import mongoose, { type Connection } from 'mongoose';
import { makeDataDirectory } from './data-directory.ts';
import { StartUpError } from './errors.ts';

export interface Database {
  connection: Connection;
  /** Where further processes, tools and tests can reach the same data. */
  uri: string;
  close(): Promise<void>;
}

/** An existing MongoDB, the built-in database in a directory, or one in memory for tests. */
export type DatabaseSource = { uri: string; name?: string } | { directory: string } | { memory: true };

const defaultName = 'linli';
/** Long enough for the built-in database to restart, short enough for someone who waits. */
const serverSelectionMs = 3000;
/** How soon a database that went away is noticed to be back while nobody asks. */
const heartbeatMs = 1000;
const poolSize = 50;

/** A URI as it may be shown: without its password. */
function publicUri(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@');
}

async function connect(uri: string, name = defaultName): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: name,
    serverSelectionTimeoutMS: serverSelectionMs,
    maxPoolSize: poolSize,
    // mongoose would hold commands back until the next heartbeat; the driver asks at once whether the server is back.
    bufferCommands: false,
    heartbeatFrequencyMS: heartbeatMs,
    // Indexes are made by `prepareIndexes`, which waits for them.
    autoIndex: false,
    autoCreate: false,
  });
  return await connection.asPromise();
}

/** @throws StartUpError when the database cannot be opened or reached */
export async function openDatabase(source: DatabaseSource): Promise<Database> {
  if ('uri' in source) {
    const connection = await connect(source.uri, source.name).catch((error: unknown) => {
      throw new StartUpError(`MONGODB_URI: cannot reach ${publicUri(source.uri)} (${reason(error)})`);
    });
    return { connection, uri: source.uri, close: () => connection.close() };
  }
  if ('directory' in source) makeDataDirectory(source.directory);
  const options = 'memory' in source ? source : { directory: join(source.directory, 'database') };
  const embedded = await startEmbeddedMongo(options).catch((error: unknown) => {
    const locked = error instanceof DirectoryError && error.code === 'directory-locked';
    const hint = locked ? '; stop that one first, or set MONGODB_URI for several' : '';
    throw new StartUpError(`The built-in database did not start: ${reason(error)}${hint}`);
  });
  const connection = await connect(embedded.uri);
  return {
    connection,
    uri: embedded.uri,
    async close() {
      await connection.close();
      await embedded.stop();
    },
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}

/** Makes every index that the models of this connection declare. To be called once all features are there. */
export async function prepareIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}
