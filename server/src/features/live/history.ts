import type { ChangeBatch, ChangeLog } from '../../platform/changes.ts';
import { within } from '../../platform/within.ts';

/** Whoever is further behind reads everything again. */
const resumable = 1000;
/** A look that takes longer is given up; the next one begins anew. */
const patienceMs = 3000;

/** What this process has read of the changes, kept in memory for those who come back. */
export interface History {
  /** The number of the last that was read. */
  position(): number;
  /** Reads what is new, in a look-up that begins after this call. */
  catchUp(): Promise<void>;
  /** What came after a number; null when that is not known any more, or has never been. */
  since(id: number): readonly ChangeBatch[] | null;
}

/** @param onNew told of what was read; `complete` is false when something before it was missed */
export function createHistory(
  log: Pick<ChangeLog, 'after' | 'latest'>,
  onNew: (batches: readonly ChangeBatch[], complete: boolean) => void,
): History {
  let recent: ChangeBatch[] | null = null;
  let read = 0;
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function round(): Promise<void> {
    const found = await within(patienceMs, recent === null ? log.latest(resumable) : log.after(read));
    const complete = recent === null || found.length === 0 || found[0]?._id === read + 1;
    recent = [...(complete && recent ? recent : []), ...found].slice(-resumable);
    read = found.at(-1)?._id ?? read;
    if (found.length > 0) onNew(found, complete);
  }

  return {
    position: () => read,
    catchUp() {
      if (next) return next;
      const mine = underWay
        .catch(() => {})
        .then(() => {
          next = null;
          return round();
        });
      next = mine;
      underWay = mine;
      return mine;
    },
    since(id) {
      if (recent === null || id > read) return null;
      const first = recent[0]?._id ?? read + 1;
      return id < first - 1 ? null : recent.filter(({ _id }) => _id > id);
    },
  };
}
