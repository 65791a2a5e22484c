/**
 * What an old phone bears. The harness holds every run to it, so that a page or flow added later is covered from its
 * first day.
 */
export const limits = {
  /** WeChat refuses more than 1 MB in one setData; beyond this an old phone stutters. */
  setDataBytes: 64 * 1024,
  setDataPerSecond: 20,
  /** Rows of lists that stand on a page at once. */
  rows: 20,
  /** From here on WeChat's audit marks a page down. */
  nodes: 1000,
  depth: 30,
  childrenPerNode: 60,
};

/** Nobody touches the phone more often than this. Tests do, so their time is stretched. */
const quickestTouchMs = 250;

const aSecond = 1000;

/** Counts what goes from the logic layer to the view layer. */
export class SetDataMeter {
  calls = 0;
  bytes = 0;
  largest = 0;
  /** When the last calls were made. */
  #recent: number[] = [];
  #touches = 0;
  readonly #report: (what: string) => void;

  constructor(report: (what: string) => void) {
    this.#report = report;
  }

  touched(): void {
    this.#touches += 1;
  }

  count(route: string, bytes: number): void {
    this.calls += 1;
    this.bytes += bytes;
    this.largest = Math.max(this.largest, bytes);
    if (bytes > limits.setDataBytes) this.#report(`${route} sends ${bytes} bytes in one setData`);
    const now = performance.now() + this.#touches * quickestTouchMs;
    this.#recent = [...this.#recent.filter((at) => at > now - aSecond), now];
    if (this.#recent.length > limits.setDataPerSecond) {
      this.#report(`${route} calls setData ${this.#recent.length} times within a second`);
    }
  }
}

/** A node as it stands in the data of a page. */
interface DataNode {
  cl?: unknown;
  cn?: unknown;
}

interface Size {
  nodes: number;
  depth: number;
  rows: number;
  mostChildren: number;
}

/** What of a page is beyond the limits, in words; empty when nothing is. */
export function excess(roots: readonly unknown[]): string[] {
  const size: Size = { nodes: 0, depth: 0, rows: 0, mostChildren: 0 };
  measure(roots, 1, size);
  return [
    size.nodes >= limits.nodes && `${size.nodes} nodes`,
    size.depth >= limits.depth && `nodes ${size.depth} deep`,
    size.mostChildren >= limits.childrenPerNode && `${size.mostChildren} children of one node`,
    size.rows > limits.rows && `${size.rows} rows`,
  ].filter((found) => found !== false);
}

function measure(nodes: readonly unknown[], depth: number, size: Size): void {
  if (nodes.length === 0) return;
  size.nodes += nodes.length;
  size.depth = Math.max(size.depth, depth);
  size.mostChildren = Math.max(size.mostChildren, nodes.length);
  for (const node of nodes) {
    const { cl, cn }: DataNode = Object(node);
    if (typeof cl === 'string' && cl.split(' ').includes(rowClass)) size.rows += 1;
    if (Array.isArray(cn)) measure(cn, depth + 1, size);
  }
}

/** The class of a row in a list; see the row component. */
const rowClass = 'row';
