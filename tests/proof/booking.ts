import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Broken } from './checks.ts';
import { report } from './report.ts';
import { type RushDone, rush } from './rush.ts';
import { openRush } from './stage.ts';
import { runSteps } from './steps.ts';

/**
 * `npm run prove:booking`: never two people in one chair. `--steps` and `--kills` say how much, `--seed` repeats a run,
 * `--write FILE` publishes what it found.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '5000' },
    kills: { type: 'string' },
    write: { type: 'string' },
  },
});
const [seed, steps] = [Number(values.seed), Number(values.steps)];
/** As many as there is time for a process to come back. */
const kills = Number(values.kills ?? Math.ceil(steps / 125));

const say = (line: string) => process.stdout.write(`${line}\n`);

async function rushes(): Promise<RushDone[]> {
  const owner = await openRush();
  try {
    return [await rush(owner, 200, 1), await rush(owner, 300, 20)];
  } finally {
    await owner.stop();
  }
}

function holds({ booked, stored, seats, residents, refused }: RushDone): void {
  const ok = booked === seats && stored === seats && refused['slot-full'] === residents - seats;
  if (!ok) throw new Broken(`${residents} residents on ${seats} seats: ${booked} booked, ${stored} stored`);
}

const begun = performance.now();
try {
  say('200 residents at once on one seat, then 300 on 20 …');
  const rushed = await rushes();
  rushed.forEach(holds);
  say(`${steps} random steps, seed ${seed} …`);
  const done = await runSteps({
    seed,
    steps,
    kills,
    onProgress: (count) => process.stdout.isTTY && process.stdout.write(`\r${count} / ${steps} `),
  });
  const text = report(seed, rushed, done, Math.round((performance.now() - begun) / 1000));
  say(`\n${text}`);
  if (values.write !== undefined) await writeFile(values.write, text);
} catch (error) {
  if (!(error instanceof Broken)) throw error;
  say(
    `\nBROKEN: ${error.message}\nThe same steps again: npm run prove:booking -- --seed ${seed} --steps ${steps}`,
  );
  process.exitCode = 1;
}
