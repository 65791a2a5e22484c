/** What a long-running generator gives instead of a result when others should have a turn. */
export const PAUSE = Symbol('pause');
export type Pause = typeof PAUSE;

/** How long one command may hold the event loop at a time, in milliseconds. */
export const sliceMs = 4;
/** Looking at the clock costs about as much as reading a document, so it is done once in a while. */
const checkEvery = 16;

/** A turn's share of time for one command. */
export class Slice {
  #end = performance.now() + sliceMs;
  #countdown = checkEvery;

  /** Starts the next turn. */
  renew(): void {
    this.#end = performance.now() + sliceMs;
    this.#countdown = checkEvery;
  }

  isOver(): boolean {
    this.#countdown -= 1;
    if (this.#countdown > 0) return false;
    this.#countdown = checkEvery;
    return performance.now() >= this.#end;
  }
}
