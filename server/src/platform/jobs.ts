import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Connection } from 'mongoose';
import type { Log } from './log.ts';

/** Work that comes round again. However many processes run, one of them does each round (agenda's lock). */
export interface RecurringJob {
  name: string;
  /** As agenda reads it: `1 minute`. */
  every: string;
  run(): Promise<void>;
}

export interface Jobs {
  start(): Promise<void>;
  running(): boolean;
  stop(): Promise<void>;
}

/** How often each process looks for work that is due. */
const lookEvery = '5 seconds';
/** A round that takes longer is taken to have died; another process may then do it. */
const lockMs = 60_000;

export function createJobs(connection: Connection, recurring: readonly RecurringJob[], log: Log): Jobs {
  let agenda: Agenda | undefined;
  return {
    async start() {
      if (!connection.db) throw new Error('the database is not connected');
      const started = new Agenda({
        backend: new MongoBackend({ mongo: connection.db, collection: 'jobs' }),
        processEvery: lookEvery,
      });
      started.on('error', (error) => log.warn({ err: error }, 'jobs: the database did not answer'));
      started.on('fail', (error, job) => log.error({ err: error, job: job.attrs?.name }, 'job failed'));
      for (const job of recurring) started.define(job.name, () => job.run(), { lockLifetime: lockMs });
      await started.start();
      for (const job of recurring) await started.every(job.every, job.name);
      agenda = started;
    },
    running: () => agenda !== undefined,
    async stop() {
      await agenda?.drain();
      agenda = undefined;
    },
  };
}
