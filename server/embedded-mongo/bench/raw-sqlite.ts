import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const documentBytes = 200;

/** The same rows by hand: what SQLite alone could reach, as the ceiling for each figure. */
export class RawSqlite {
  readonly #db: DatabaseSync;
  readonly #insertDoc;
  readonly #insertId;
  readonly #insertKey;
  readonly #find;
  readonly #update;
  readonly #page;

  constructor(directory: string) {
    this.#db = new DatabaseSync(join(directory, 'raw.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
      CREATE TABLE docs (rid INTEGER PRIMARY KEY, doc BLOB);
      CREATE TABLE ids (key BLOB PRIMARY KEY, rid INTEGER) WITHOUT ROWID;
      CREATE TABLE keys (key BLOB PRIMARY KEY, rid INTEGER) WITHOUT ROWID;
    `);
    this.#insertDoc = this.#db.prepare('INSERT INTO docs VALUES (?, ?)');
    this.#insertId = this.#db.prepare('INSERT INTO ids VALUES (?, ?)');
    this.#insertKey = this.#db.prepare('INSERT INTO keys VALUES (?, ?)');
    this.#find = this.#db.prepare('SELECT d.doc FROM keys k JOIN docs d ON d.rid = k.rid WHERE k.key = ?');
    this.#update = this.#db.prepare('UPDATE docs SET doc = ? WHERE rid = ?');
    this.#page = this.#db.prepare(
      'SELECT d.doc FROM keys k JOIN docs d ON d.rid = k.rid WHERE k.key >= ? ORDER BY k.key LIMIT 20',
    );
  }

  /** One document with two index entries, in transactions of `group`. */
  insert(i: number, group: number): void {
    if (i % group === 0) this.#db.exec('BEGIN IMMEDIATE');
    this.#insertDoc.run(i + 1, Buffer.alloc(documentBytes, i));
    this.#insertId.run(key(i), i + 1);
    this.#insertKey.run(key(i), i + 1);
    if (i % group === group - 1) this.#db.exec('COMMIT');
  }

  find(i: number): unknown {
    return this.#find.get(key(i));
  }

  page(i: number): unknown {
    return this.#page.all(key(i));
  }

  /** Reads and rewrites one document, in transactions of `group`. */
  update(i: number, group: number): void {
    if (i % group === 0) this.#db.exec('BEGIN IMMEDIATE');
    this.#find.get(key(i % 1000));
    this.#update.run(Buffer.alloc(documentBytes, i), (i % 1000) + 1);
    if (i % group === group - 1) this.#db.exec('COMMIT');
  }

  /** Reads every document and adds up by one of its bytes. */
  group(): Map<number, number> {
    const sums = new Map<number, number>();
    for (const { doc } of this.#db.prepare('SELECT doc FROM docs').iterate()) {
      const value = doc instanceof Uint8Array ? (doc[0] ?? 0) : 0;
      sums.set(value, (sums.get(value) ?? 0) + 1);
    }
    return sums;
  }

  close(): void {
    this.#db.close();
  }
}

function key(i: number): Buffer {
  const bytes = Buffer.alloc(13, 9);
  bytes.writeUInt32BE(i, 9);
  return bytes;
}
