import { readdirSync } from 'node:fs';
import path from 'node:path';

/** `npm run bench -- <name>` runs `<name>.bench.ts` beside this file. */
const suffix = '.bench.ts';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));

const name = process.argv[2];
if (name === undefined || !names.includes(name)) {
  console.error(`Which one? npm run bench -- ${names.join(' | ')}`);
  process.exit(1);
}
const benchmark: { run(): Promise<void> } = await import(path.join(import.meta.dirname, name + suffix));
await benchmark.run();
