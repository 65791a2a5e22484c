import type { LiveKind } from '@linli/shared/live.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { duplicateKeyOf } from './errors.ts';
import type { Actor, DeviceActor } from './http/actor.ts';
import type { Log } from './log.ts';
import { within } from './within.ts';

/** Whose screens a change concerns: who handles, a unit, a station, a lawyer, a person, a counter. */
export type TopicKind = 'handler' | 'unit' | 'station' | 'walk-ins' | 'lawyer' | 'person' | 'counter';

export type Topic = `${TopicKind}:${string}`;

export function topic(kind: TopicKind, id: Types.ObjectId | string): Topic {
  return `${kind}:${id}`;
}

/** That something has changed, and for whom; never what. */
export interface Change {
  topic: Topic;
  /** People of that circle from whom even this is kept. */
  hiddenFrom?: readonly string[];
}

/** Who may listen: people who are signed in, and the screens at counters. */
export type Listener = Actor | DeviceActor;

/** A circle that a listener belongs to, and what of theirs it concerns. */
export type Heard = readonly [Topic, LiveKind];

/** What a listener may hear of, by what a feature lets them see. */
export type TopicsFor = (listener: Listener) => readonly Heard[];

/** Changes that were stored together. */
export interface ChangeBatch {
  /** Counts on by one, whichever process stores: who has read up to a number has missed nothing before it. */
  _id: number;
  changes: Change[];
}

/** Where every process tells the others what has changed (docs/decisions/0041). */
export interface ChangeLog {
  /**
   * To be called once the change is stored; resolves when every process can learn of it. Never rejects: screens also
   * read again by themselves, so that a change nobody is told of is only late.
   */
  tell(changes: readonly Change[]): Promise<void>;
  /** What came after a number, in order. */
  after(id: number): Promise<ChangeBatch[]>;
  /** The last so many, in order. */
  latest(count: number): Promise<ChangeBatch[]>;
  /** Resolves when nothing is being stored any more. */
  settled(): Promise<void>;
}

/** So many stay; far more than can come while a phone changes its network. */
const keptBatches = 2000;
const pruneEvery = 100;
/** What takes longer is given up, so that those who come after do not wait for it, too. */
const patienceMs = 3000;

const schema = new Schema<ChangeBatch>(
  {
    _id: Number,
    changes: [
      new Schema<Change>(
        { topic: String, hiddenFrom: { type: [String], default: undefined } },
        { _id: false },
      ),
    ],
  },
  { collection: 'changes' },
);

export function createChangeLog(connection: Connection, log: Log): ChangeLog {
  const batches = connection.model<ChangeBatch>('Change', schema);
  let gathering: { changes: Map<string, Change>; stored: Promise<void> } | null = null;
  let storing = Promise.resolve();

  const latest = async (count: number) =>
    (await batches.find().sort({ _id: -1 }).limit(count).lean<ChangeBatch[]>()).reverse();

  /** Takes the next number; whoever finds it taken by another process takes the one after. */
  async function store(changes: Change[]): Promise<void> {
    for (;;) {
      const [newest] = await latest(1);
      const _id = (newest?._id ?? 0) + 1;
      try {
        await batches.create({ _id, changes });
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        continue;
      }
      if (_id % pruneEvery === 0) await batches.deleteMany({ _id: { $lte: _id - keptBatches } });
      return;
    }
  }

  return {
    tell(changes) {
      if (changes.length === 0) return Promise.resolve();
      // What is told while others are being stored goes together with the next.
      if (gathering === null) {
        const gathered = new Map<string, Change>();
        storing = storing
          .then(() => {
            gathering = null;
            return within(patienceMs, store([...gathered.values()]));
          })
          .catch((error: unknown) => log.warn({ err: error }, 'could not tell of a change'));
        gathering = { changes: gathered, stored: storing };
      }
      for (const change of changes) gathering.changes.set(JSON.stringify(change), change);
      return gathering.stored;
    },
    after: (id) =>
      batches
        .find({ _id: { $gt: id } })
        .sort({ _id: 1 })
        .lean<ChangeBatch[]>(),
    latest,
    settled: () => storing,
  };
}
