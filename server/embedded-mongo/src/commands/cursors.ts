import { randomBytes } from 'node:crypto';
import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { MongoError } from '../errors.ts';
import type { View } from '../query/scan.ts';
import { PAUSE, type Pause } from '../query/slice.ts';

/** Cursors nobody asks for any more are closed after this long, as in MongoDB. */
const idleMs = 10 * 60 * 1000;
/** MongoDB's limit for a document inside the server: 16 MB and 16 KB for what a command adds. */
const maxReplyDocumentBytes = 16 * 1024 * 1024 + 16 * 1024;
/** A batch stays below the largest document a driver accepts. */
const maxBatchBytes = 16 * 1024 * 1024 - 64 * 1024;

/** An open result: documents still to come, and the view they are read through. */
export interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly documents: Iterator<Doc | Pause>;
  readonly view: View;
  pending: Doc | undefined;
  lastUsed: number;
}

/** All open cursors. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  open(namespace: string, documents: Iterator<Doc | Pause>, view: View): Cursor {
    let id = 0n;
    while (id === 0n || this.#open.has(id)) id = randomBytes(8).readBigUInt64LE() >> 1n;
    return { id, namespace, documents, view, pending: undefined, lastUsed: Date.now() };
  }

  keep(cursor: Cursor): void {
    cursor.lastUsed = Date.now();
    this.#open.set(cursor.id, cursor);
  }

  /** Takes a cursor out for use. Throws CursorNotFound (43). */
  take(id: bigint, namespace: string): Cursor {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    this.#open.delete(id);
    return cursor;
  }

  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Closes what has been idle for too long. */
  sweep(now = Date.now()): void {
    for (const [id, cursor] of this.#open) if (now - cursor.lastUsed > idleMs) this.#open.delete(id);
  }
}

export interface Batch {
  readonly documents: Doc[];
  readonly exhausted: boolean;
}

/** Pulls the next documents: up to `size` of them, within what fits into one reply. */
export function* nextBatch(cursor: Cursor, size: number): Generator<Pause, Batch> {
  const documents: Doc[] = [];
  let bytes = 0;
  while (documents.length < size) {
    const doc = cursor.pending ?? (yield* nextDocument(cursor));
    cursor.pending = undefined;
    if (doc === undefined) return { documents, exhausted: true };
    const encoded = encodedForReply(doc);
    bytes += encoded.length;
    if (bytes > maxBatchBytes && documents.length > 0) {
      cursor.pending = Doc.raw(encoded);
      break;
    }
    documents.push(Doc.raw(encoded));
  }
  return { documents, exhausted: false };
}

/** Throws BSONObjectTooLarge (10334): a pipeline may make more of a document than a client can take. */
export function encodedForReply(doc: Doc): Buffer {
  const bytes = encodeDocument(doc);
  if (bytes.length <= maxReplyDocumentBytes) return bytes;
  throw new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxReplyDocumentBytes}(16MB)`,
  );
}

function* nextDocument(cursor: Cursor): Generator<Pause, Doc | undefined> {
  for (;;) {
    const { done, value } = cursor.documents.next();
    if (done === true) return undefined;
    if (value !== PAUSE) return value;
    yield PAUSE;
  }
}
