import { demoPassword } from '@linli/server/demo/accounts.ts';
import { later, minuteMs } from '@linli/server/platform/clock.ts';
import { slotsOf } from '@linli/server/testing/index.ts';
import { randomNumbers } from '@linli/server/testing/random.ts';
import { type Acting, act, close, reopen } from './acts.ts';
import { createChecks } from './checks.ts';
import { createLedger } from './ledger.ts';
import { createPeople } from './people.ts';
import { startProcesses } from './processes.ts';
import { openStage, startAt } from './stage.ts';

export interface StepsAsked {
  seed: number;
  steps: number;
  /** Processes killed on the way, about. */
  kills: number;
  /** Told of each hundredth part. */
  onProgress?: (done: number) => void;
}

export interface StepsDone {
  steps: number;
  requests: number;
  kills: number;
  /** What happened, by kind, and how often. */
  acts: Record<string, number>;
  offers: number;
  closed: number;
  bookings: number;
  /** How far the clock was moved in all. */
  daysPassed: number;
}

const residentCount = 60;
/** Residents who act at the same moment, at most. */
const atOnceMax = 3;

/**
 * Random steps by residents and staff against two API processes that are killed at random. After each step every
 * promise is looked up in the database. The seed gives the same steps again; how they meet is the machine's.
 * @throws Broken
 */
export async function runSteps({ seed, steps, kills, onProgress }: StepsAsked): Promise<StepsDone> {
  const random = randomNumbers(seed);
  const owner = await openStage();
  await owner.app.identity.setPassword('station', demoPassword);
  let now = startAt;
  const processes = await startProcesses(owner.database, now);
  try {
    const ledger = createLedger();
    const people = createPeople(processes);
    const checks = createChecks(owner.database, ledger, () => now);
    const acts: Record<string, number> = {};
    const count = (what: string) => {
      acts[what] = (acts[what] ?? 0) + 1;
    };
    const bookings = new Set<string>();
    const slotsNow = async () => slotsOf(await processes.any(random()), {}).catch(() => []);
    let slots = await slotsNow();
    let looks = 0;

    const several = async (acting: Acting) => {
      const residents = Array.from(
        { length: 1 + Math.floor(random() * atOnceMax) },
        () => `resident-${Math.floor(random() * residentCount)}`,
      );
      const dies = random() < kills / steps;
      const pick = random();
      const delayMs = random() * 12;
      const timer = dies ? setTimeout(() => processes.kill(pick), delayMs) : undefined;
      // Each has chance of its own, so that who answers first does not decide what the others do.
      const done = await Promise.all(
        [...new Set(residents)].map((resident) =>
          act({ ...acting, random: randomNumbers(Math.floor(random() * 2 ** 31)) }, resident),
        ),
      );
      clearTimeout(timer);
      for (const name of done) count(name);
    };

    for (let step = 0; step < steps; step += 1) {
      const chance = random();
      const acting: Acting = { people, ledger, slots, random };
      if (chance < 0.05) {
        now = later(now, Math.ceil(random() * 30) * minuteMs);
        owner.clock.advance(now.getTime() - owner.clock.now().getTime());
        await processes.setTime(now);
        count('time passes');
      } else if (chance < 0.09) {
        if (await processes.sweep(random())) await checks.afterSweep(await slotsNow());
        slots = await slotsNow();
        count('sweep');
      } else if (chance < 0.1) {
        await close(acting);
        count('closure');
      } else if (chance < 0.11) {
        await reopen(acting);
        count('closure taken back');
      } else await several(acting);
      await checks.afterStep();
      for (const id of ledger.accepted.keys()) bookings.add(id);
      looks += 1;
      if (onProgress && looks % Math.ceil(steps / 100) === 0) onProgress(looks);
    }
    return {
      steps,
      requests: people.requests(),
      kills: processes.kills(),
      acts,
      ...checks.counts(),
      bookings: bookings.size,
      daysPassed: (now.getTime() - startAt.getTime()) / (24 * 60 * minuteMs),
    };
  } finally {
    await processes.stop();
    await owner.stop();
  }
}
