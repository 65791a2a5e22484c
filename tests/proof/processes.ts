import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Database } from '@linli/server/platform/database.ts';
import { type ApiCall, createApiCall } from '@linli/server/testing/index.ts';

/** The zones that machines are set to in turn: what is true in China must not depend on them. */
const zones = ['America/New_York', 'UTC'] as const;

interface Running {
  child: ChildProcess;
  call: ApiCall;
}

/** API processes on one database that are killed in the middle of their work and started again. */
export interface Processes {
  /** One of those that run, waiting for one if none does. */
  any(pick: number): Promise<ApiCall>;
  /** Sets the clock of all. */
  setTime(now: Date): Promise<void>;
  /** Lets one look for what is due, as its jobs do; false when it died of it. */
  sweep(pick: number): Promise<boolean>;
  /** Kills one at once (SIGKILL) and starts another in its place. */
  kill(pick: number): void;
  kills(): number;
  stop(): Promise<void>;
}

const script = path.join(import.meta.dirname, 'process.ts');

async function start({ uri, connection }: Database, now: Date, zone: string): Promise<Running> {
  const child = fork(script, [uri, connection.name, now.toISOString()], {
    env: { ...process.env, TZ: zone },
  });
  const ended = once(child, 'exit').then(() => [undefined]);
  child.setMaxListeners(0);
  const [origin] = await Promise.race([once(child, 'message'), ended]);
  if (typeof origin !== 'string') throw new Error(`an API process ended with code ${child.exitCode}`);
  return { child, call: createApiCall(origin) };
}

/** Asks for something and waits for the answer; false when the process dies first. @throws Error when it fails */
async function ask({ child }: Running, message: string | { sweep: true }): Promise<boolean> {
  if (!child.connected) return false;
  const died = once(child, 'exit').then(() => false);
  const answered = once(child, 'message').then(([answer]) => {
    if (answer !== 'done') throw new Error(`an API process ${answer}`);
    return true;
  });
  child.send(message, () => undefined);
  return Promise.race([answered, died]);
}

export async function startProcesses(database: Database, startAt: Date): Promise<Processes> {
  let now = startAt;
  let killed = 0;
  let stopping = false;
  const starting: Promise<Running>[] = zones.map((zone) => start(database, now, zone));
  const running: (Running | undefined)[] = await Promise.all(starting);

  const alive = () => running.filter((one): one is Running => one !== undefined);
  const ofThese = (all: Running[], pick: number) => all[Math.floor(pick * all.length)];

  return {
    async any(pick) {
      for (;;) {
        const one = ofThese(alive(), pick);
        if (one) return one.call;
        await Promise.race(starting);
      }
    },
    async setTime(to) {
      now = to;
      await Promise.all(alive().map((one) => ask(one, now.toISOString())));
    },
    async sweep(pick) {
      const one = ofThese(alive(), pick);
      return one ? ask(one, { sweep: true }) : false;
    },
    kill(pick) {
      const index = Math.floor(pick * running.length);
      const victim = running[index];
      // The last one is spared: with nobody to answer there is nothing to prove.
      if (!victim || alive().length < 2) return;
      running[index] = undefined;
      killed += 1;
      victim.child.kill('SIGKILL');
      const next = start(database, now, zones[index] ?? 'UTC').then(async (one) => {
        if (stopping) one.child.disconnect();
        await ask(one, now.toISOString());
        running[index] = one;
        return one;
      });
      starting[index] = next;
    },
    kills: () => killed,
    async stop() {
      stopping = true;
      await Promise.all(starting);
      await Promise.all(
        alive().map(async ({ child }) => {
          if (!child.connected) throw new Error(`an API process died by itself (${child.exitCode})`);
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}
