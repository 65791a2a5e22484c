/**
 * Waits no longer than so many milliseconds. The database driver (7.8) waits for ever if a connection breaks in the
 * moment it writes to it; who works in rounds gives that up here and comes again.
 * @throws what `work` throws; an Error when it takes longer
 */
export async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
