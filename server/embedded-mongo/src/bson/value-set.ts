import { keyOf } from './key.ts';
import type { Value } from './types.ts';

/** Values without duplicates, equal as MongoDB compares them. To find one takes no longer the more there are. */
export class ValueSet {
  readonly #keys = new Set<string>();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  /** Says whether the value is new. */
  add(value: Value): boolean {
    const before = this.#keys.size;
    this.#keys.add(idOf(value));
    return this.#keys.size > before;
  }

  has(value: Value): boolean {
    return this.#keys.has(idOf(value));
  }
}

function idOf(value: Value): string {
  return keyOf(value).toString('latin1');
}
