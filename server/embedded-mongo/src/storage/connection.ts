import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Collections come and go; their statements should not pile up. */
const maxStatements = 1000;

/** An SQLite connection that prepares each statement once. */
export class Connection {
  readonly db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.db = db;
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** The first row as an array, or undefined. */
  row(sql: string, ...values: SQLInputValue[]): readonly unknown[] | undefined {
    const found: unknown = this.#prepare(sql).get(...values);
    return Array.isArray(found) ? found : undefined;
  }

  rows(sql: string, ...values: SQLInputValue[]): readonly (readonly unknown[])[] {
    const found: readonly unknown[] = this.#prepare(sql).all(...values);
    return found.filter((row) => Array.isArray(row));
  }

  exec(sql: string): void {
    this.db.exec(sql);
  }

  /** Forgets prepared statements, after tables have gone. */
  forget(): void {
    this.#statements.clear();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= maxStatements) this.#statements.clear();
      statement = this.db.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** A blob column as a Buffer over the same memory. */
export function blob(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError('expected a blob');
}

export function integerColumn(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError('expected a number');
}

export function textColumn(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('expected text');
}
