import { type Connection, type Model, Schema } from 'mongoose';
import type { Log } from './log.ts';

/**
 * A copy in memory of data that is read all the time and changed rarely. Each writer raises a revision
 * number in the database; each process asks for it every second and loads again when it has moved.
 */
export interface Replica<T> {
  /** The copy; at most about a second old. */
  current(): T;
  /** Loads again if the revision has moved. */
  refresh(): Promise<void>;
  /** To be called after a write, so that every process loads again; this one has when it returns. */
  changed(): Promise<void>;
  start(): void;
  stop(): void;
}

interface Revision {
  _id: string;
  revision: number;
}

const revisionSchema = new Schema<Revision>({ _id: String, revision: Number }, { collection: 'revisions' });

const pollMs = 1000;

/** @throws what `load` throws, on the first load */
export async function createReplica<T>(
  connection: Connection,
  name: string,
  load: () => Promise<T>,
  log: Log,
): Promise<Replica<T>> {
  const revisions: Model<Revision> = connection.model<Revision>('Revision', revisionSchema);
  // The revision is read before the data: a write in between makes the next poll load once more, never too few.
  const readRevision = async () => (await revisions.findById(name).lean<Revision>())?.revision ?? 0;
  let revision = await readRevision();
  let copy = await load();
  let timer: NodeJS.Timeout | undefined;
  let begun = 0;
  let shown = 0;

  async function refresh() {
    begun += 1;
    const turn = begun;
    const newest = await readRevision();
    if (newest === revision) return;
    const loaded = await load();
    // One that began later may have ended earlier, and knows more.
    if (turn < shown) return;
    shown = turn;
    copy = loaded;
    revision = newest;
  }

  return {
    current: () => copy,
    refresh,
    async changed() {
      await revisions.updateOne({ _id: name }, { $inc: { revision: 1 } }, { upsert: true });
      await refresh();
    },
    start() {
      timer = setInterval(() => {
        refresh().catch((error: unknown) =>
          log.warn({ err: error, name }, 'could not refresh; the last copy stays'),
        );
      }, pollMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}
