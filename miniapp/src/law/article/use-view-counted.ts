import { useEffect } from 'react';
import { call } from '../../platform/api';
import { randomId } from '../../platform/random-id';
import { isRecord, readStored, writeStored } from '../../platform/storage';
import { dayOf } from '../../platform/time-words';

/** Says that the article was opened, once it can be read. Told in passing: if that fails, it is not counted. */
export function useViewCounted(id: string, readable: boolean): void {
  useEffect(() => {
    if (readable) call('countArticleView', { params: { id }, body: { visitor: visitor() } }).catch(() => {});
  }, [id, readable]);
}

const key = 'visitor';

/** A name made up anew each day: it tells visitors of one day apart, and nothing else. */
function visitor(): string {
  const day = dayOf(new Date().toISOString());
  const kept = readStored(key);
  if (isRecord(kept) && kept.day === day && typeof kept.name === 'string') return kept.name;
  const name = randomId();
  writeStored(key, { day, name });
  return name;
}
