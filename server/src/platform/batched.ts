import DataLoader from 'dataloader';

/** Keys one query asks for at most. */
const batchSize = 100;

/**
 * A look-up by one key that joins others of the same turn of the event loop into one query, so that a busy process
 * asks the database once for many requests. Nothing is kept: each call is answered from a query that began after it.
 *
 * @param find the rows of these keys, in any order; a key may be asked for twice
 * @param keyOf the key a row was found by
 * @returns the row of a key, or null
 */
export function batched<Row>(
  find: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): (key: string) => Promise<Row | null> {
  const loader = new DataLoader<string, Row | null>(
    async (keys) => {
      const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key) ?? null);
    },
    { cache: false, maxBatchSize: batchSize, batchScheduleFn: (send) => setImmediate(send) },
  );
  return (key) => loader.load(key);
}
