import type { AuditOutcome } from '@linli/shared/audit-log.ts';
import { type Connection, Schema } from 'mongoose';
import type { Clock } from './clock.ts';
import { duplicateKeyOf } from './errors.ts';
import type { Vault } from './vault.ts';

/** Entries are chained within one area, so that busy areas do not wait for each other. */
export const auditChains = ['identity', 'tickets', 'settings', 'privacy', 'consultations'] as const;
export type AuditChain = (typeof auditChains)[number];

/** What is worth remembering: who did what to what, from where, and how it ended. */
export interface AuditEvent {
  chain: AuditChain;
  actor: { kind: 'staff' | 'resident' | 'system' | 'partner' | 'device'; id: string | null };
  /** Verb and object, kebab-case: `ticket-accept`, `contact-read`. */
  action: string;
  subject: { kind: string; id: string } | null;
  outcome: AuditOutcome;
  ip: string | null;
  /** Why, in the actor's own words, where it had to be stated. */
  reason?: string;
}

/**
 * One link: the event, its place in the chain, and the hash of the link before it. Hashes are keyed (DATA_KEY), so
 * that nobody who can only write to the database can make a chain that fits.
 */
export interface AuditEntry extends AuditEvent {
  sequence: number;
  at: Date;
  previousHash: string;
  hash: string;
}

/** The last link of a chain. Kept elsewhere, it proves later that nothing up to it was cut off. */
export interface AuditHead {
  chain: AuditChain;
  sequence: number;
  hash: string;
}

export interface Audit {
  /** Resolves when the entry is stored. Never changes or removes one. */
  record(event: AuditEvent): Promise<void>;
  /** The sequence number of the first link that does not fit; null when the whole chain holds. */
  firstBreak(chain: AuditChain): Promise<number | null>;
  head(chain: AuditChain): Promise<AuditHead>;
  /** Whether the chain still has this link, or has outlived it. */
  contains(head: AuditHead): Promise<boolean>;
  /** Removes what is older, oldest first, and leaves a sealed note of where each chain now starts. */
  expire(before: Date): Promise<void>;
}

/**
 * Puts into the log what nobody signed in has done: what happens by itself, and what somebody with access to the machine
 * does, of whom only the machine knows who it was.
 */
export function recordBySystem(
  audit: Pick<Audit, 'record'>,
  action: string,
  subject: { kind: string; id: string },
): Promise<void> {
  const actor = { kind: 'system' as const, id: null };
  return audit.record({ chain: 'settings', actor, action, subject, outcome: 'done', ip: null });
}

/** Where a chain starts since its older links have expired. */
interface AuditStart {
  _id: AuditChain;
  /** The last link that was removed. */
  sequence: number;
  hash: string;
  seal: string;
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
    reason: String,
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { collection: 'auditEntries' },
)
  .index({ chain: 1, sequence: 1 }, { unique: true })
  .index({ chain: 1, at: 1 })
  .index({ at: -1, _id: -1 })
  .index({ 'actor.id': 1, at: -1, _id: -1 })
  .index({ 'subject.id': 1, at: -1, _id: -1 })
  .index({ action: 1, at: -1, _id: -1 })
  .index({ outcome: 1, at: -1, _id: -1 });

const startSchema = new Schema<AuditStart>(
  {
    _id: { type: String, required: true },
    sequence: { type: Number, required: true },
    hash: { type: String, required: true },
    seal: { type: String, required: true },
  },
  { collection: 'auditStarts' },
);

/** The stored entries, for those who may search them. */
export function auditEntries(connection: Connection) {
  return connection.model<AuditEntry>('AuditEntry', schema);
}

/** What the first link of a chain names as the one before it. */
const beginning = '0'.repeat(64);

function hashOf(entry: Omit<AuditEntry, 'hash'>, vault: Vault): string {
  const { chain, sequence, at, actor, action, subject, outcome, ip, previousHash, reason } = entry;
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
    // Only where there is one, so that older links stay as they were.
    ...(reason === undefined ? [] : [reason]),
  ];
  return vault.digest('audit-entry', JSON.stringify(fixedOrder));
}

export function createAudit(connection: Connection, vault: Vault, clock: Clock): Audit {
  const entries = auditEntries(connection);
  const starts = connection.model<AuditStart>('AuditStart', startSchema);
  /** The last link this process knows of each chain; another process may have written since. */
  const heads = new Map<AuditChain, { sequence: number; hash: string }>();
  /** Entries of one process go in one after the other; only other processes can take a number from it. */
  let queue: Promise<unknown> = Promise.resolve();

  async function readHead(chain: AuditChain) {
    const last = await entries.findOne({ chain }, { sequence: 1, hash: 1 }).sort({ sequence: -1 }).lean();
    return last ?? (await readStart(chain));
  }

  const sealOf = ({ chain, sequence, hash }: AuditHead) =>
    vault.digest('audit-start', `${chain}:${sequence}:${hash}`);

  /** What the first link there is builds on. A note that was not sealed by us counts for nothing. */
  async function readStart(chain: AuditChain) {
    const start = await starts.findById(chain).lean<AuditStart>();
    const sealed = start && start.seal === sealOf({ chain, sequence: start.sequence, hash: start.hash });
    return sealed ? start : { sequence: 0, hash: beginning };
  }

  async function expireChain(chain: AuditChain, before: Date): Promise<void> {
    const last = await entries
      .findOne({ chain, at: { $lt: before } })
      .sort({ at: -1 })
      .lean<AuditEntry>();
    if (!last) return;
    const { sequence, hash } = last;
    const start = { sequence, hash, seal: sealOf({ chain, sequence, hash }) };
    // First the note: dying in between leaves old links before the start, which the next round removes.
    await starts.updateOne({ _id: chain }, { $set: start }, { upsert: true });
    await entries.deleteMany({ chain, sequence: { $lte: sequence } });
  }

  async function append(event: AuditEvent): Promise<void> {
    for (;;) {
      const head = heads.get(event.chain) ?? (await readHead(event.chain));
      const entry = { ...event, sequence: head.sequence + 1, at: clock.now(), previousHash: head.hash };
      const hash = hashOf(entry, vault);
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
      let expected = await readStart(chain);
      const links = entries.find({ chain, sequence: { $gt: expected.sequence } }).sort({ sequence: 1 });
      for await (const entry of links.lean<AuditEntry[]>().cursor()) {
        const fits = entry.sequence === expected.sequence + 1 && entry.previousHash === expected.hash;
        if (!fits || hashOf(entry, vault) !== entry.hash) return entry.sequence;
        expected = entry;
      }
      return null;
    },
    async head(chain) {
      const { sequence, hash } = await readHead(chain);
      return { chain, sequence, hash };
    },
    async contains({ chain, sequence, hash }) {
      const start = await readStart(chain);
      if (sequence < start.sequence) return true;
      if (sequence === start.sequence) return hash === start.hash;
      const link = await entries.findOne({ chain, sequence }, { hash: 1 }).lean();
      return link?.hash === hash;
    },
    async expire(before) {
      for (const chain of auditChains) await expireChain(chain, before);
    },
  };
}
