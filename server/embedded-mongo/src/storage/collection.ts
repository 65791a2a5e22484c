import { randomBytes } from 'node:crypto';
import { Doc } from '../bson/doc.ts';
import { keyOf } from '../bson/key.ts';
import type { Maybe } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { blob, type Connection, integerColumn } from './connection.ts';
import { type DocumentKeys, documentKeys } from './index-keys.ts';
import { type IndexSpec, indexCovers } from './index-spec.ts';
import { isConstraint } from './open.ts';

/** An index of a collection as it lives in the catalog. */
export interface Index {
  readonly id: number;
  readonly spec: IndexSpec;
  /** Which fields have met an array so far; such an index may give one document several times. */
  readonly arrays: boolean[];
  /** False while the index is being filled: kept up to date by writes, not yet used by reads. */
  ready: boolean;
}

export function isMultikey(index: Index): boolean {
  return index.arrays.includes(true);
}

/** A document with the number under which it is stored. */
export interface StoredDoc {
  readonly rid: number;
  readonly doc: Doc;
}

const noKeys: DocumentKeys = { keys: [], arrays: [] };

/** The documents of one collection and their index entries. All writing goes through here. */
export class Collection {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: Buffer;
  readonly indexes: Index[] = [];
  /** True once dropped, for those who still hold on to it. */
  dropped = false;
  readonly #main: Connection;
  #nextRid: number;
  readonly #insertSql: string;
  readonly #updateSql: string;
  readonly #deleteSql: string;

  constructor(main: Connection, id: number, db: string, name: string, uuid: Buffer) {
    this.#main = main;
    this.id = id;
    this.db = db;
    this.name = name;
    this.uuid = uuid;
    this.#insertSql = `INSERT INTO d_${id} (rid, doc) VALUES (?, ?)`;
    this.#updateSql = `UPDATE d_${id} SET doc = ? WHERE rid = ?`;
    this.#deleteSql = `DELETE FROM d_${id} WHERE rid = ?`;
    this.#nextRid = 1 + integerColumn(main.row(`SELECT coalesce(max(rid), 0) FROM d_${id}`)?.[0]);
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  get idIndex(): Index {
    const index = this.indexes[0];
    if (index === undefined) throw new Error(`${this.namespace} has no _id index`);
    return index;
  }

  /** Stores a new document. Throws DuplicateKey (11000) and leaves nothing behind then. */
  insert(doc: Doc, bytes: Buffer): void {
    const rid = this.#nextRid;
    const changes = this.indexes.map((index) => ({ index, add: this.#keysIn(index, doc).keys, remove: [] }));
    this.#changeEntries(rid, changes, doc);
    this.#main.run(this.#insertSql, rid, bytes);
    this.#nextRid = rid + 1;
  }

  /** Replaces a stored document and brings its index entries in line. Throws DuplicateKey (11000). */
  replace(stored: StoredDoc, doc: Doc, bytes: Buffer): void {
    const changes: EntryChange[] = [];
    for (const index of this.indexes) {
      if (index === this.idIndex) continue;
      const before = this.#keysIn(index, stored.doc).keys;
      const after = this.#keysIn(index, doc).keys;
      const change = { index, add: without(after, before), remove: without(before, after) };
      if (change.add.length > 0 || change.remove.length > 0) changes.push(change);
    }
    this.#changeEntries(stored.rid, changes, doc);
    this.#main.run(this.#updateSql, bytes, stored.rid);
  }

  remove(stored: StoredDoc): void {
    for (const index of this.indexes) {
      for (const key of this.#keysIn(index, stored.doc).keys) this.#removeEntry(index, key, stored.rid);
    }
    this.#main.run(this.#deleteSql, stored.rid);
  }

  /** The stored state of one document as the writing connection sees it. */
  read(rid: number): StoredDoc | undefined {
    const row = this.#main.row(`SELECT doc FROM d_${this.id} WHERE rid = ?`, rid);
    return row === undefined ? undefined : { rid, doc: Doc.raw(blob(row[0])) };
  }

  /** How many documents there are: by the `_id` index, which is far smaller than they are. */
  count(connection: Connection): number {
    return integerColumn(connection.row(`SELECT count(*) FROM i_${this.idIndex.id}`)?.[0]);
  }

  get lastRid(): number {
    return this.#nextRid - 1;
  }

  /** Enters a stored document into an index under construction. Throws DuplicateKey (11000). */
  enter(index: Index, stored: StoredDoc): void {
    for (const key of this.#keysIn(index, stored.doc).keys) {
      const added = this.#main.run(
        `INSERT OR IGNORE INTO i_${index.id} (key, rid) VALUES (?, ?)`,
        key,
        stored.rid,
      );
      if (added === 0 && index.spec.unique && this.#ownerOf(index, key) !== stored.rid) {
        throw duplicateKey(this, index, stored.doc);
      }
    }
  }

  #ownerOf(index: Index, key: Buffer): number {
    return integerColumn(this.#main.row(`SELECT rid FROM i_${index.id} WHERE key = ?`, key)?.[0]);
  }

  #keysIn(index: Index, doc: Doc): DocumentKeys {
    const found = keysOf(this, index, doc);
    this.#noteArrays(index, found.arrays);
    return found;
  }

  /** An index remembers for ever that a field held an array once: plans depend on it. */
  #noteArrays(index: Index, arrays: readonly boolean[]): void {
    let changed = false;
    arrays.forEach((isArray, i) => {
      if (!isArray || index.arrays[i] === true) return;
      index.arrays[i] = true;
      changed = true;
    });
    if (changed)
      this.#main.run('UPDATE indexes SET arrays = ? WHERE id = ?', arraysText(index.arrays), index.id);
  }

  /** Adds before removing, unique indexes first in their order, so that a duplicate undoes only additions. */
  #changeEntries(rid: number, changes: readonly EntryChange[], doc: Doc): void {
    const added: { index: Index; key: Buffer }[] = [];
    for (const { index, add } of changes) {
      for (const key of add) {
        try {
          this.#main.run(`INSERT INTO i_${index.id} (key, rid) VALUES (?, ?)`, key, rid);
          added.push({ index, key });
        } catch (error) {
          if (!isConstraint(error)) throw error;
          for (const entry of added) this.#removeEntry(entry.index, entry.key, rid);
          throw duplicateKey(this, index, doc);
        }
      }
    }
    for (const { index, remove } of changes) for (const key of remove) this.#removeEntry(index, key, rid);
  }

  #removeEntry(index: Index, key: Buffer, rid: number): void {
    this.#main.run(`DELETE FROM i_${index.id} WHERE key = ? AND rid = ?`, key, rid);
  }
}

function keysOf(collection: Collection, index: Index, doc: Doc): DocumentKeys {
  if (index === collection.idIndex) return { keys: [keyOf(doc.get('_id'))], arrays: [] };
  return indexCovers(index.spec, doc) ? documentKeys(doc, index.spec.pattern) : noKeys;
}

/** The entries a document should have in an index. */
export function entryKeys(collection: Collection, index: Index, doc: Doc): readonly Buffer[] {
  return keysOf(collection, index, doc).keys;
}

interface EntryChange {
  readonly index: Index;
  readonly add: readonly Buffer[];
  readonly remove: readonly Buffer[];
}

export function arraysText(arrays: readonly boolean[]): string {
  return arrays.map((isArray) => (isArray ? '1' : '0')).join('');
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): Buffer[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)));
}

export function duplicateKey(collection: Collection, index: Index, doc: Doc): MongoError {
  const keyValue = new Map(
    index.spec.pattern.paths.map((path) => [path.text, valueAt(doc, path.parts) ?? null]),
  );
  const shown = [...keyValue].map(([field, value]) => `${field}: ${display(value)}`).join(', ');
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.spec.name} dup key: { ${shown} }`,
    Doc.of({ keyPattern: index.spec.key, keyValue: Doc.fromMap(keyValue) }),
  );
}

function valueAt(value: Maybe, parts: readonly string[]): Maybe {
  if (parts.length === 0) return Array.isArray(value) ? value[0] : value;
  if (value instanceof Doc) return valueAt(value.get(parts[0] ?? ''), parts.slice(1));
  return Array.isArray(value) ? valueAt(value[0], parts) : undefined;
}

function display(value: Maybe): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (value !== undefined && 'toHex' in value) return `ObjectId('${value.toHex()}')`;
  return '...';
}

export function newUuid(): Buffer {
  const uuid = randomBytes(16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return uuid;
}
