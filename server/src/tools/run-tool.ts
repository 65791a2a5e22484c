import type { App } from '../app.ts';
import { readConfig } from '../config.ts';
import { openOfflineApp } from '../offline-app.ts';
import { systemClock } from '../platform/clock.ts';

/** Runs a command-line tool on the configured database, and ends the process with one clear line if it fails. */
export async function runTool(work: (app: App, args: string[]) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env);
    const source = config.mongodbUri ? { uri: config.mongodbUri } : { directory: config.dataDir };
    const { app, close } = await openOfflineApp(config, source, systemClock);
    try {
      await work(app, process.argv.slice(2));
    } finally {
      await close();
    }
  } catch (error) {
    reportFailure(error);
  }
}

/** One clear line, and a non-zero exit. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`linli: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** What the person at the terminal reads. */
export const say = (text: string) => process.stdout.write(`${text}\n`);
