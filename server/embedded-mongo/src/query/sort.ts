import type { Doc } from '../bson/doc.ts';
import { expectDoc } from '../bson/doc.ts';
import { toNumber } from '../bson/number.ts';
import { isNumber, type Maybe } from '../bson/types.ts';
import { detachedDoc, weight } from '../bson/weight.ts';
import { MongoError, notSupported } from '../errors.ts';
import { documentKeys, type KeyPattern } from '../storage/index-keys.ts';
import { Memory } from './memory.ts';
import { parsePath } from './path.ts';
import { PAUSE, type Pause, type Slice } from './slice.ts';

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

interface Sorted {
  readonly key: Buffer;
  readonly at: number;
  readonly doc: Doc;
}

function compareSorted(a: Sorted, b: Sorted): number {
  return a.key.compare(b.key) || a.at - b.at;
}

function weightOf({ key, doc }: Sorted): number {
  return key.length + weight(doc);
}

/**
 * Sorts what comes in, keeping only the first `limit` if given. Equal keys keep their order. Throws 292 when
 * more than 100 MB would have to be held.
 */
export function* sortStage(
  input: Iterable<Doc | Pause>,
  pattern: KeyPattern,
  limit: number | undefined,
  slice: () => Slice,
): Generator<Doc | Pause> {
  const memory = new Memory('$sort');
  const fewest = limit !== undefined && limit < runLength ? limit : undefined;
  const runs: Sorted[][] = [];
  let run: Sorted[] = [];
  let at = 0;
  const finishRun = (): void => {
    run.sort(compareSorted);
    if (fewest !== undefined) {
      for (const dropped of run.splice(fewest)) memory.release(weightOf(dropped));
      return;
    }
    runs.push(run);
    run = [];
  };
  for (const doc of input) {
    if (doc === PAUSE) {
      yield PAUSE;
      continue;
    }
    const entry = { key: sortKey(doc, pattern), at: at++, doc: detachedDoc(doc) };
    const bytes = weightOf(entry);
    if (fewest !== undefined && !memory.fits(bytes)) finishRun();
    memory.hold(bytes);
    run.push(entry);
    if (run.length >= runLength) finishRun();
  }
  run.sort(compareSorted);
  runs.push(run);
  yield* merge(runs, limit ?? Number.POSITIVE_INFINITY, slice());
}

/** Merges sorted runs pairwise in a binary heap of their heads. */
function* merge(runs: readonly Sorted[][], limit: number, slice: Slice): Generator<Doc | Pause> {
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
    yield entry.doc;
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
