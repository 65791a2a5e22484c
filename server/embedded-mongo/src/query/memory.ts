import { MongoError } from '../errors.ts';

/** MongoDB's own limit for a stage that does not write to disk, in bytes. */
const stageMemoryLimit = 100 * 1024 * 1024;

/** Counts what a stage holds. Throws 292 beyond 100 MB: there is no spilling to disk. */
export class Memory {
  readonly #holder: string;
  #bytes = 0;

  constructor(holder: string) {
    this.#holder = holder;
  }

  fits(bytes: number): boolean {
    return this.#bytes + bytes <= stageMemoryLimit;
  }

  hold(bytes: number): void {
    this.#bytes += bytes;
    if (this.fits(0)) return;
    throw new MongoError(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `${this.#holder} exceeded the memory limit of ${stageMemoryLimit} bytes; the embedded database does not use the disk for it`,
    );
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
  }
}
