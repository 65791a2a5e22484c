import { Doc } from '../bson/doc.ts';
import { MongoError } from '../errors.ts';
import { type Collection, isMultikey, type StoredDoc } from '../storage/collection.ts';
import { blob, type Connection, integerColumn } from '../storage/connection.ts';
import type { IndexPlan, Plan } from './planner.ts';
import { PAUSE, type Pause, type Slice } from './slice.ts';

/**
 * What a reading command reads from. The connection may change between two batches of a cursor: scans keep
 * their position as a key, not as an open statement.
 */
export interface View {
  connection: Connection;
  slice: Slice;
}

/** What `explain` counts. */
export interface ScanStats {
  keys: number;
  docs: number;
}

/** Rows fetched at once: few at first, since most queries want few; then enough to make fetching cheap. */
const firstChunk = 16;
/** Not more at first, even if more are wanted: nobody knows yet how large they are. */
const largestFirstChunk = 32;
const largestChunk = 256;
/** A chunk is not made larger than about this many bytes. */
const chunkBytes = 1024 * 1024;

/**
 * All documents a plan leads to, each once. Gives `PAUSE` whenever the time slice is over. `wanted` is how many
 * will do if all of them match; more are fetched when they are asked for.
 */
export function* scan(
  view: View,
  collection: Collection,
  plan: Plan,
  stats: ScanStats,
  wanted = firstChunk,
): Generator<StoredDoc | Pause> {
  if (plan.kind === 'scan') {
    yield* naturalScan(view, collection, plan.backward, stats, wanted);
    return;
  }
  const plans = plan.kind === 'union' ? plan.branches : [plan];
  const seen =
    plan.kind === 'union' || plans.some((one) => isMultikey(one.index)) ? new Set<number>() : undefined;
  for (const one of plans) yield* indexScan(view, collection, one, stats, wanted, seen);
}

class ChunkSize {
  rows: number;

  constructor(wanted: number) {
    this.rows = Math.min(wanted, largestFirstChunk);
  }

  /** The next size, from what the last rows weighed. */
  grow(bytes: number, rows: number): void {
    const fitting = Math.max(1, Math.floor(chunkBytes / Math.max(1, bytes / Math.max(1, rows))));
    this.rows = Math.min(this.rows * 4, largestChunk, fitting);
  }
}

function* naturalScan(
  view: View,
  collection: Collection,
  backward: boolean,
  stats: ScanStats,
  wanted: number,
): Generator<StoredDoc | Pause> {
  const size = new ChunkSize(wanted);
  const sql = backward
    ? `SELECT rid, doc FROM d_${collection.id} WHERE rid < ? ORDER BY rid DESC LIMIT ?`
    : `SELECT rid, doc FROM d_${collection.id} WHERE rid > ? ORDER BY rid LIMIT ?`;
  let last = backward ? Number.MAX_SAFE_INTEGER : 0;
  for (;;) {
    assertAlive(collection);
    const limit = size.rows;
    const rows = view.connection.rows(sql, last, limit);
    let bytes = 0;
    for (const row of rows) {
      last = integerColumn(row[0]);
      const raw = blob(row[1]);
      bytes += raw.length;
      stats.docs += 1;
      yield { rid: last, doc: Doc.raw(raw) };
      if (view.slice.isOver()) yield PAUSE;
    }
    if (rows.length < limit) return;
    size.grow(bytes, rows.length);
  }
}

function* indexScan(
  view: View,
  collection: Collection,
  plan: IndexPlan,
  stats: ScanStats,
  wanted: number,
  seen: Set<number> | undefined,
): Generator<StoredDoc | Pause> {
  const ranges = plan.backward ? [...plan.ranges].reverse() : plan.ranges;
  const sql = indexSql(collection, plan);
  for (const range of ranges) {
    const size = new ChunkSize(wanted);
    let from = plan.backward ? range.high : range.low;
    let rid = plan.backward ? Number.MAX_SAFE_INTEGER : 0;
    let sqlNow = sql.first;
    for (;;) {
      assertAlive(collection);
      if (!collection.indexes.includes(plan.index)) throw planKilled('index dropped');
      const limit = plan.unique ? 1 : size.rows;
      const bound = plan.backward ? range.low : range.high;
      const rows =
        sqlNow === sql.first
          ? view.connection.rows(sqlNow, from, bound, limit)
          : view.connection.rows(sqlNow, from, rid, bound, limit);
      let bytes = 0;
      for (const row of rows) {
        from = blob(row[0]);
        rid = integerColumn(row[1]);
        stats.keys += 1;
        if (seen?.has(rid)) continue;
        seen?.add(rid);
        const raw = blob(row[2]);
        bytes += raw.length;
        stats.docs += 1;
        yield { rid, doc: Doc.raw(raw) };
        if (view.slice.isOver()) yield PAUSE;
      }
      if (rows.length < limit || plan.unique) break;
      size.grow(bytes, rows.length);
      sqlNow = sql.next;
    }
  }
}

function indexSql(collection: Collection, plan: IndexPlan): { first: string; next: string } {
  const select = `SELECT e.key, e.rid, d.doc FROM i_${plan.index.id} e CROSS JOIN d_${collection.id} d ON d.rid = e.rid`;
  return plan.backward
    ? {
        first: `${select} WHERE e.key < ? AND e.key >= ? ORDER BY e.key DESC, e.rid DESC LIMIT ?`,
        next: `${select} WHERE (e.key, e.rid) < (?, ?) AND e.key >= ? ORDER BY e.key DESC, e.rid DESC LIMIT ?`,
      }
    : {
        first: `${select} WHERE e.key >= ? AND e.key < ? ORDER BY e.key, e.rid LIMIT ?`,
        next: `${select} WHERE (e.key, e.rid) > (?, ?) AND e.key < ? ORDER BY e.key, e.rid LIMIT ?`,
      };
}

function assertAlive(collection: Collection): void {
  if (collection.dropped) throw planKilled('collection dropped');
}

function planKilled(reason: string): MongoError {
  return new MongoError('QueryPlanKilled', `query plan killed :: caused by :: ${reason}`);
}

/** The one document a unique plan can find. */
export function pointLookup(
  connection: Connection,
  collection: Collection,
  plan: IndexPlan,
): StoredDoc | undefined {
  const range = plan.ranges[0];
  if (range === undefined) return undefined;
  const row = connection.row(
    `SELECT e.rid, d.doc FROM i_${plan.index.id} e CROSS JOIN d_${collection.id} d ON d.rid = e.rid WHERE e.key = ?`,
    range.low,
  );
  return row === undefined ? undefined : { rid: integerColumn(row[0]), doc: Doc.raw(blob(row[1])) };
}
