import type { Problems } from './problems.ts';

/** Timers longer than this do not keep a page busy: toasts that fade, polls, time-outs of requests. */
const backgroundMs = 100;

/** The timers of the logic layer: real ones, that report what they throw and end with the program. */
export class Timers {
  readonly #running = new Map<number, { handle: NodeJS.Timeout; foreground: boolean }>();
  #lastId = 0;
  readonly #problems: Problems;
  readonly #onChange: () => void;

  constructor(problems: Problems, onChange: () => void) {
    this.#problems = problems;
    this.#onChange = onChange;
  }

  /** True while a short timer is still to fire. */
  get busy(): boolean {
    return [...this.#running.values()].some((timer) => timer.foreground);
  }

  /** What the context gets. */
  readonly globals = {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      this.after(ms, () => run(...args)),
    setInterval: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      const id = ++this.#lastId;
      this.#running.set(id, {
        handle: setInterval(() => this.#guard(() => run(...args)), ms),
        foreground: false,
      });
      return id;
    },
    clearTimeout: (id: unknown) => this.#clear(id),
    clearInterval: (id: unknown) => this.#clear(id),
  };

  /** Runs `run` later, as the platform does with every callback. */
  after(ms: number, run: () => void): number {
    const id = ++this.#lastId;
    const handle = setTimeout(() => {
      this.#running.delete(id);
      this.#guard(run);
    }, ms);
    this.#running.set(id, { handle, foreground: ms <= backgroundMs });
    return id;
  }

  stopAll(): void {
    for (const id of this.#running.keys()) this.#clear(id);
  }

  #clear(id: unknown): void {
    if (typeof id !== 'number') return;
    clearTimeout(this.#running.get(id)?.handle);
    this.#running.delete(id);
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#problems.report('uncaught in a timer or callback', error);
    }
    this.#onChange();
  }
}
