import type { Doc } from '../bson/doc.ts';
import { expectDoc } from '../bson/doc.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber, type Maybe } from '../bson/types.ts';
import { MongoError, notSupported } from '../errors.ts';
import { documentKeys, type KeyPattern } from '../storage/index-keys.ts';
import { parsePath } from './path.ts';
import { PAUSE, type Pause, type Slice } from './slice.ts';

/** MongoDB's own limit for a sort without files, in bytes. */
export const sortMemoryLimit = 100 * 1024 * 1024;
/** A run is sorted at once, so it must be short enough not to hold up others. */
const runLength = 2048;

/** Parses a sort specification; undefined for an empty one. */
export function parseSort(value: Maybe): KeyPattern | undefined {
  if (value === undefined) return undefined;
  const spec = expectDoc(value, 'sort');
  if (spec.isEmpty) return undefined;
  const fields = [...spec.fields()];
  for (const [field, direction] of fields) {
    if (field === '$natural') throw notSupported('$natural in a sort');
    if (field === '' || field.startsWith('$') || field.split('.').includes('')) {
      throw new MongoError(
        'BadValue',
        `FieldPath field names may not be empty or start with '$': '${field}'`,
      );
    }
    if (!isNumber(direction)) throw notSupported(`the sort direction of '${field}'`);
    if (Math.abs(toNumber(direction)) !== 1) {
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
  }
  return {
    paths: fields.map(([field]) => parsePath(field)),
    descending: fields.map(([, d]) => toNumber(d) < 0),
  };
}

/** Bytes that compare as the sort wants the documents: for arrays the least element, or the greatest descending. */
export function sortKey(doc: Doc, pattern: KeyPattern): Buffer {
  try {
    const [first, ...others] = documentKeys(doc, pattern).keys;
    return others.reduce((least, key) => (key.compare(least) < 0 ? key : least), first ?? Buffer.alloc(0));
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'CannotIndexParallelArrays') {
      throw new MongoError('BadValue', 'cannot sort with keys that are parallel arrays');
    }
    throw error;
  }
}

interface Sorted<T> {
  readonly key: Buffer;
  readonly at: number;
  readonly item: T;
}

function compareSorted<T>(a: Sorted<T>, b: Sorted<T>): number {
  return a.key.compare(b.key) || a.at - b.at;
}

/**
 * Sorts what comes in, keeping only the first `limit` if given. Equal keys keep their order. Throws 292 when
 * more than 100 MB would have to be held.
 */
export function* sortStage<T>(
  input: Iterable<T | Pause>,
  docOf: (item: T) => Doc,
  pattern: KeyPattern,
  limit: number | undefined,
  slice: () => Slice,
): Generator<T | Pause> {
  const runs: Sorted<T>[][] = [];
  let run: Sorted<T>[] = [];
  let bytes = 0;
  let at = 0;
  for (const item of input) {
    if (item === PAUSE) {
      yield PAUSE;
      continue;
    }
    if (isPause(item)) continue;
    const doc = docOf(item);
    const key = sortKey(doc, pattern);
    run.push({ key, at: at++, item });
    bytes += key.length + (doc.rawBytes?.length ?? 256);
    if (run.length >= Math.max(runLength, 2 * (limit ?? 0))) {
      run.sort(compareSorted);
      if (limit !== undefined && limit < runLength) {
        run.length = Math.min(run.length, limit);
        bytes = 0;
        continue;
      }
      runs.push(run);
      run = [];
    }
    if (bytes > sortMemoryLimit) {
      throw new MongoError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes; sorting on disk is not supported',
      );
    }
  }
  run.sort(compareSorted);
  runs.push(run);
  yield* merge(runs, limit ?? Number.POSITIVE_INFINITY, slice());
}

function isPause(item: unknown): item is Pause {
  return item === PAUSE;
}

/** Merges sorted runs pairwise in a binary heap of their heads. */
function* merge<T>(runs: readonly Sorted<T>[][], limit: number, slice: Slice): Generator<T | Pause> {
  const heap = runs.filter((run) => run.length > 0).map((run) => ({ run, next: 0 }));
  type Head = (typeof heap)[number];
  const before = (a: Head, b: Head): boolean => {
    const x = a.run[a.next];
    const y = b.run[b.next];
    return x !== undefined && y !== undefined && compareSorted(x, y) < 0;
  };
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const a = heap[child];
        const b = heap[least];
        if (a !== undefined && b !== undefined && before(a, b)) least = child;
      }
      const a = heap[at];
      const b = heap[least];
      if (least === at || a === undefined || b === undefined) return;
      heap[at] = b;
      heap[least] = a;
      at = least;
    }
  };
  for (let i = heap.length >> 1; i >= 0; i--) sink(i);
  for (let given = 0; given < limit; ) {
    const head = heap[0];
    const entry = head?.run[head.next];
    if (head === undefined || entry === undefined) return;
    yield entry.item;
    given += 1;
    head.next += 1;
    if (head.next === head.run.length) {
      const last = heap.pop();
      if (last !== undefined && last !== head) heap[0] = last;
    }
    sink(0);
    if (slice.isOver()) yield PAUSE;
  }
}
