import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Connection, Schema } from 'mongoose';
import { type Clock, later, minuteMs } from '../clock.ts';
import { createIntake, type TakenFile } from './intake.ts';
import type { ByteRange, FileStore } from './store.ts';
import { newFileKey } from './store.ts';

/**
 * The files of all features. Which files there are is known to the database: a key is noted before its content is
 * stored, with a time to look whether anybody uses it. So no death of a process leaves a file that nobody knows of.
 */
export interface Files {
  /**
   * Stores a file as it comes. It is swept away later unless `keep` says that it is in use.
   * @throws file-empty, file-too-large, file-kind-refused, photo-unreadable; then nothing is left
   */
  take(content: Readable): Promise<TakenFile>;
  /** To be said once something that is stored names the file. */
  keep(key: string): Promise<void>;
  /** To be said before the last mention of it is removed; then `remove`, or the sweep, does the rest. */
  doubt(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** @throws FileMissing */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Said once by each feature that stores files: how to find out which of these are named by something of its own. */
  countUse(usedAmong: (keys: string[]) => Promise<ReadonlySet<string>>): void;
  /** Removes what nobody uses. */
  sweep(): Promise<void>;
  /** @throws StartUpError in one line when files cannot be stored */
  check(): Promise<void>;
}

interface NotedFile {
  /** The key. */
  _id: string;
  notedAt: Date;
  /** When to look whether it is used; absent for what is known to be. */
  lookAt?: Date;
}

const schema = new Schema<NotedFile>(
  { _id: { type: String, required: true }, notedAt: { type: Date, required: true }, lookAt: Date },
  { collection: 'files' },
).index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $exists: true } } });

export interface FilesNeeds {
  connection: Connection;
  clock: Clock;
  store: FileStore;
  /** Where photos wait to be drawn anew. */
  workDirectory: string;
  /** How long a file may be in nobody's use. */
  abandonedMs: number;
}

/** A change that removes the last mention of a file is through by then. */
const doubtMs = minuteMs;

/** Files looked at in one round of the sweep; the rest wait for the next. */
const sweepSize = 200;

export function createFiles({ connection, clock, store, workDirectory, abandonedMs }: FilesNeeds): Files {
  const notes = connection.model<NotedFile>('NotedFile', schema);
  const intake = createIntake(workDirectory);
  const uses: ((keys: string[]) => Promise<ReadonlySet<string>>)[] = [];

  async function remove(key: string): Promise<void> {
    await store.delete(key);
    await notes.deleteOne({ _id: key });
  }

  return {
    async take(content) {
      const key = newFileKey();
      const now = clock.now();
      return intake(content, async (checked) => {
        await notes.create({ _id: key, notedAt: now, lookAt: later(now, abandonedMs) });
        try {
          return { key, ...(await store.put(key, checked)) };
        } catch (error) {
          await remove(key).catch(() => undefined); // the sweep tries again
          throw error;
        }
      });
    },

    async keep(key) {
      await notes.updateOne({ _id: key }, { $unset: { lookAt: 1 } });
    },

    async doubt(key) {
      const now = clock.now();
      await notes.updateOne(
        { _id: key },
        { $set: { lookAt: later(now, doubtMs) }, $setOnInsert: { notedAt: now } },
        { upsert: true },
      );
    },

    remove,
    check: () => store.check(),
    open: (key, range) => store.get(key, range),

    countUse(usedAmong) {
      uses.push(usedAmong);
    },

    async sweep() {
      const due = await notes
        .find({ lookAt: { $lte: clock.now() } }, { _id: 1 })
        .sort({ lookAt: 1 })
        .limit(sweepSize)
        .lean<Pick<NotedFile, '_id'>[]>();
      const keys = due.map(({ _id }) => _id);
      const used = keys.length > 0 ? await Promise.all(uses.map((usedAmong) => usedAmong(keys))) : [];
      for (const key of keys) {
        if (used.some((some) => some.has(key))) await this.keep(key);
        else await remove(key);
      }
      await removeLeftOvers(workDirectory, clock.now().getTime() - abandonedMs);
    },
  };
}

/** What a process that died has left behind while it worked on a photo. */
async function removeLeftOvers(directory: string, before: number): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < before) await rm(path, { force: true });
  }
}
