import { createHash } from 'node:crypto';
import { type Connection, Schema } from 'mongoose';
import type { Clock } from './clock.ts';
import { duplicateKeyOf } from './errors.ts';

/** Entries are chained within one area, so that busy areas do not wait for each other. */
export type AuditChain = 'identity' | 'tickets' | 'settings' | 'privacy';

/** What is worth remembering: who did what to what, from where, and how it ended. */
export interface AuditEvent {
  chain: AuditChain;
  actor: { kind: 'staff' | 'resident' | 'system'; id: string | null };
  /** Verb and object, kebab-case: `ticket-accept`, `contact-read`. */
  action: string;
  subject: { kind: string; id: string } | null;
  outcome: 'done' | 'refused';
  ip: string | null;
}

/** One link: the event, its place in the chain, and the hash of the link before it. */
export interface AuditEntry extends AuditEvent {
  sequence: number;
  at: Date;
  previousHash: string;
  hash: string;
}

export interface Audit {
  /** Resolves when the entry is stored. Never changes or removes one. */
  record(event: AuditEvent): Promise<void>;
  /** The sequence number of the first link that does not fit; null when the whole chain holds. */
  firstBreak(chain: AuditChain): Promise<number | null>;
}

const schema = new Schema<AuditEntry>(
  {
    chain: { type: String, required: true },
    sequence: { type: Number, required: true },
    at: { type: Date, required: true },
    actor: {
      type: new Schema({ kind: String, id: { type: String, default: null } }, { _id: false }),
      required: true,
    },
    action: { type: String, required: true },
    subject: { type: new Schema({ kind: String, id: String }, { _id: false }), default: null },
    outcome: { type: String, required: true },
    ip: { type: String, default: null },
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { collection: 'auditEntries' },
).index({ chain: 1, sequence: 1 }, { unique: true });

/** What the first link of a chain names as the one before it. */
const beginning = '0'.repeat(64);

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { chain, sequence, at, actor, action, subject, outcome, ip, previousHash } = entry;
  const fixedOrder = [
    chain,
    sequence,
    at.toISOString(),
    actor.kind,
    actor.id,
    action,
    subject?.kind ?? null,
    subject?.id ?? null,
    outcome,
    ip,
    previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(fixedOrder)).digest('hex');
}

export function createAudit(connection: Connection, clock: Clock): Audit {
  const entries = connection.model<AuditEntry>('AuditEntry', schema);
  /** The last link this process knows of each chain; another process may have written since. */
  const heads = new Map<AuditChain, { sequence: number; hash: string }>();
  /** Entries of one process go in one after the other; only other processes can take a number from it. */
  let queue: Promise<unknown> = Promise.resolve();

  async function readHead(chain: AuditChain) {
    const last = await entries.findOne({ chain }, { sequence: 1, hash: 1 }).sort({ sequence: -1 }).lean();
    return last ?? { sequence: 0, hash: beginning };
  }

  async function append(event: AuditEvent): Promise<void> {
    for (;;) {
      const head = heads.get(event.chain) ?? (await readHead(event.chain));
      const entry = { ...event, sequence: head.sequence + 1, at: clock.now(), previousHash: head.hash };
      const hash = hashOf(entry);
      try {
        await entries.create({ ...entry, hash });
        heads.set(event.chain, { sequence: entry.sequence, hash });
        return;
      } catch (error) {
        heads.delete(event.chain);
        if (!duplicateKeyOf(error)) throw error;
      }
    }
  }

  return {
    record(event) {
      const done = queue.then(() => append(event));
      queue = done.catch(() => undefined);
      return done;
    },
    async firstBreak(chain) {
      let expected = { sequence: 0, hash: beginning };
      for await (const entry of entries.find({ chain }).sort({ sequence: 1 }).lean().cursor()) {
        const fits = entry.sequence === expected.sequence + 1 && entry.previousHash === expected.hash;
        if (!fits || hashOf(entry) !== entry.hash) return entry.sequence;
        expected = entry;
      }
      return null;
    },
  };
}
