import { benchEmbedded, formatBench } from '@linli/embedded-mongo/bench';

/** The built-in database beside raw SQLite doing the same rows. */
export async function run(): Promise<void> {
  process.stdout.write(`${formatBench(await benchEmbedded())}\n`);
}
