/** Something that reached WeChat's stand-in, as a person reads it. */
export interface SentItem {
  id: number;
  at: string;
  /** A subscribe message, a word of the work group's robot, a content check, or a code that was drawn. */
  kind: 'message' | 'robot' | 'check' | 'code';
  to: string;
  title: string;
  lines: string[];
  page?: string | undefined;
}

/** What is kept to look at; older things are forgotten. */
const keptMax = 200;

export function createSentList(now: () => number) {
  let items: SentItem[] = [];
  let lastId = 0;
  return {
    keep(item: Omit<SentItem, 'id' | 'at'>): void {
      lastId += 1;
      items = [{ ...item, id: lastId, at: new Date(now()).toISOString() }, ...items].slice(0, keptMax);
    },
    /** Newest first. */
    all: () => items,
    clear() {
      items = [];
    },
  };
}
