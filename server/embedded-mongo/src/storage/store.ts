import { Doc } from '../bson/doc.ts';
import { encodeDocument } from '../bson/encode.ts';
import { MongoError } from '../errors.ts';
import { arraysText, Collection, type Index, newUuid } from './collection.ts';
import { blob, Connection, integerColumn, textColumn } from './connection.ts';
import { type IndexSpec, parseIndexSpec } from './index-spec.ts';
import { type Durability, type OpenedDirectory, openDirectory } from './open.ts';

/** More readers than this wait for one another. */
const maxReaders = 6;

/**
 * The data directory and its catalog. One connection writes; readers take connections of their own, each of
 * which sees one unchanging moment of the data until it is given back.
 */
export class Store {
  readonly main: Connection;
  readonly #opened: OpenedDirectory;
  readonly #collections = new Map<string, Collection>();
  readonly #idleReaders: Connection[] = [];
  readonly #waiting: ((reader: Connection) => void)[] = [];
  #readers = 0;
  #inTransaction = false;

  constructor(directory: string, durability: Durability) {
    this.#opened = openDirectory(directory, durability);
    this.main = new Connection(this.#opened.main);
    this.reload();
  }

  get path(): string {
    return this.#opened.path;
  }

  /** Reads the catalog from disk: at the start, and after a rollback took changes to it back. */
  reload(): void {
    for (const collection of this.#collections.values()) collection.dropped = true;
    this.#collections.clear();
    for (const row of this.main.rows('SELECT id, db, name, uuid FROM collections ORDER BY id')) {
      const collection = new Collection(
        this.main,
        integerColumn(row[0]),
        textColumn(row[1]),
        textColumn(row[2]),
        blob(row[3]),
      );
      this.#collections.set(collection.namespace, collection);
      for (const index of this.#loadIndexes(collection.id)) collection.indexes.push(index);
    }
  }

  #loadIndexes(collection: number): Index[] {
    const rows = this.main.rows(
      'SELECT id, spec, arrays, ready FROM indexes WHERE collection = ? ORDER BY id',
      collection,
    );
    const indexes: Index[] = [];
    for (const row of rows) {
      const id = integerColumn(row[0]);
      if (row[3] === 1) {
        const spec = parseIndexSpec(Doc.raw(blob(row[1])));
        const arrays = [...textColumn(row[2])].map((flag) => flag === '1');
        indexes.push({
          id,
          spec: spec.name === '_id_' ? { ...spec, unique: true } : spec,
          arrays,
          ready: true,
        });
      } else {
        // The process ended while this index was being built.
        this.#deleteIndex(id);
      }
    }
    return indexes;
  }

  // --- transactions -------------------------------------------------------------------------------------------

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  begin(): void {
    this.main.run('BEGIN IMMEDIATE');
    this.#inTransaction = true;
  }

  commit(): void {
    this.main.run('COMMIT');
    this.#inTransaction = false;
  }

  /** Takes everything since `begin` back, also what SQLite may already have rolled back by itself. */
  rollback(): void {
    this.#inTransaction = false;
    if (this.main.db.isTransaction) this.main.run('ROLLBACK');
    this.reload();
  }

  savepoint(): void {
    this.main.run('SAVEPOINT command');
  }

  release(): void {
    this.main.run('RELEASE command');
  }

  rollbackToSavepoint(): void {
    this.main.run('ROLLBACK TO command');
    this.main.run('RELEASE command');
    this.reload();
  }

  // --- readers ------------------------------------------------------------------------------------------------

  /** A connection that keeps seeing this moment. Give it back with `releaseReader`. */
  async acquireReader(): Promise<Connection> {
    const reader = this.tryReader();
    if (reader !== undefined) return reader;
    return await new Promise<Connection>((resolve) => this.#waiting.push(resolve));
  }

  tryReader(): Connection | undefined {
    let reader = this.#idleReaders.pop();
    if (reader === undefined) {
      if (this.#readers >= maxReaders) return undefined;
      this.#readers += 1;
      reader = new Connection(this.#opened.openReader());
    }
    reader.run('BEGIN');
    return reader;
  }

  releaseReader(reader: Connection): void {
    reader.run('COMMIT');
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#idleReaders.push(reader);
      return;
    }
    reader.run('BEGIN');
    next(reader);
  }

  // --- catalog ------------------------------------------------------------------------------------------------

  collection(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  collections(db?: string): Collection[] {
    const all = [...this.#collections.values()];
    return db === undefined ? all : all.filter((collection) => collection.db === db);
  }

  /** The collection, made with its `_id` index if it does not exist. */
  ensureCollection(db: string, name: string): Collection {
    return this.collection(db, name) ?? this.createCollection(db, name);
  }

  createCollection(db: string, name: string): Collection {
    checkNamespace(db, name);
    const uuid = newUuid();
    this.main.run('INSERT INTO collections (db, name, uuid) VALUES (?, ?, ?)', db, name, uuid);
    const id = integerColumn(this.main.row('SELECT last_insert_rowid()')?.[0]);
    this.main.exec(`CREATE TABLE d_${id} (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL)`);
    const collection = new Collection(this.main, id, db, name, uuid);
    this.#collections.set(collection.namespace, collection);
    const spec = parseIndexSpec(Doc.of({ key: Doc.of({ _id: 1 }), name: '_id_' }));
    this.addIndex(collection, { ...spec, unique: true }, true);
    return collection;
  }

  dropCollection(collection: Collection): void {
    for (const index of collection.indexes) this.#deleteIndex(index.id);
    this.main.exec(`DROP TABLE d_${collection.id}`);
    this.main.run('DELETE FROM collections WHERE id = ?', collection.id);
    this.#collections.delete(collection.namespace);
    collection.dropped = true;
    this.main.forget();
  }

  renameCollection(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.main.run('UPDATE collections SET db = ?, name = ? WHERE id = ?', db, name, collection.id);
    this.reload();
  }

  /** Adds an empty index; unless `ready`, writes keep it up to date but reads do not use it yet. */
  addIndex(collection: Collection, spec: IndexSpec, ready: boolean): Index {
    const arrays = spec.pattern.paths.map(() => false);
    this.main.run(
      'INSERT INTO indexes (collection, spec, arrays, ready) VALUES (?, ?, ?, ?)',
      collection.id,
      encodeDocument(spec.document),
      arraysText(arrays),
      ready ? 1 : 0,
    );
    const id = integerColumn(this.main.row('SELECT last_insert_rowid()')?.[0]);
    const primaryKey = spec.unique ? 'key' : 'key, rid';
    this.main.exec(
      `CREATE TABLE i_${id} (key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (${primaryKey})) WITHOUT ROWID`,
    );
    const index: Index = { id, spec, arrays, ready };
    collection.indexes.push(index);
    return index;
  }

  markReady(index: Index): void {
    this.main.run('UPDATE indexes SET ready = 1 WHERE id = ?', index.id);
    index.ready = true;
  }

  dropIndex(collection: Collection, index: Index): void {
    this.#deleteIndex(index.id);
    const at = collection.indexes.indexOf(index);
    if (at !== -1) collection.indexes.splice(at, 1);
    this.main.forget();
  }

  #deleteIndex(id: number): void {
    this.main.exec(`DROP TABLE i_${id}`);
    this.main.run('DELETE FROM indexes WHERE id = ?', id);
  }

  close(): void {
    for (const reader of this.#idleReaders) reader.db.close();
    this.#opened.close();
  }
}

function checkNamespace(db: string, name: string): void {
  if (
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('$') ||
    name.includes('\0')
  ) {
    throw new MongoError('InvalidNamespace', `Invalid collection name: ${name}`);
  }
  if (name.startsWith('system.'))
    throw new MongoError('InvalidNamespace', `Invalid system namespace: ${db}.${name}`);
  if (Buffer.byteLength(`${db}.${name}`) > 255)
    throw new MongoError('InvalidNamespace', 'Fully qualified namespace is too long');
}
