import { join } from 'node:path';
import { DirectoryError, startEmbeddedMongo, uriOfRunning } from '@linli/embedded-mongo';
import { backup, exportTo, importFrom, restore } from '@linli/embedded-mongo/tools';
import { readConfig } from '../config.ts';
import { StartUpError } from '../platform/errors.ts';
import { backupFiles, restoreFiles } from './file-copies.ts';
import { reportFailure, say } from './run-tool.ts';

const usage = `Usage:
  npm run db:backup -- FILE             the built-in database into a file, evidence into FILE.files; the server may run
  npm run db:restore -- FILE            a backup into an empty data directory; the server must not run
  npm run db:export -- FOLDER [URI]     everything from a MongoDB, or from the configured database
  npm run db:import -- FOLDER [URI]     an export into a MongoDB, or into the configured database`;

const config = readConfig(process.env);
const directory = join(config.dataDir, 'database');

/** Works with the given URI, the configured MongoDB, or the built-in database, whether the server runs or not. */
async function onDatabase(given: string | undefined, work: (uri: string) => Promise<unknown>): Promise<void> {
  const uri = given ?? config.mongodbUri;
  if (uri) {
    await work(uri);
    return;
  }
  try {
    const own = await startEmbeddedMongo({ directory });
    try {
      await work(own.uri);
    } finally {
      await own.stop();
    }
  } catch (error) {
    if (!(error instanceof DirectoryError && error.code === 'directory-locked')) throw error;
    const running = uriOfRunning(directory);
    if (running === undefined)
      throw new StartUpError(`${error.message}; stop it first, or name the URI to work with`);
    await work(running);
  }
}

const [command, place, uri] = process.argv.slice(2);
try {
  if (command === undefined || place === undefined) throw new StartUpError(usage);
  const files = 'directory' in config.files.place ? config.files.place.directory : null;
  if (command === 'backup') {
    await backup(directory, place, say);
    if (files) await backupFiles(files, place, say);
  } else if (command === 'restore') {
    restore(place, directory, say);
    if (files) await restoreFiles(place, files, say);
  } else if (command === 'export') await onDatabase(uri, (from) => exportTo(from, place, say));
  else if (command === 'import') await onDatabase(uri, (to) => importFrom(place, to, say));
  else throw new StartUpError(usage);
} catch (error) {
  reportFailure(error);
}
