import { performance } from 'node:perf_hooks';

/** How long operations took. */
export interface Measurement {
  readonly name: string;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
}

/** Runs `operation` `total` times, `width` at once, and times each. */
export async function measure(
  name: string,
  total: number,
  width: number,
  operation: (i: number) => Promise<unknown> | unknown,
): Promise<Measurement> {
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total) {
      const i = next++;
      const started = performance.now();
      await operation(i);
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: width }, worker));
  return summary(name, times, performance.now() - started);
}

/** Times a synchronous operation without the cost of promises. */
export function measureSync(name: string, total: number, operation: (i: number) => unknown): Measurement {
  const times: number[] = [];
  const started = performance.now();
  for (let i = 0; i < total; i++) {
    const before = performance.now();
    operation(i);
    times.push(performance.now() - before);
  }
  return summary(name, times, performance.now() - started);
}

export function summary(name: string, times: readonly number[], elapsedMs: number): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    name,
    perSecond: (times.length / elapsedMs) * 1000,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    slowestMs: sorted.at(-1) ?? 0,
  };
}
