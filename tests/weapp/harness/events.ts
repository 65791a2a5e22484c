export type Listener = (result: unknown) => void;

/** Who listens to which event of the platform, such as `NetworkStatusChange`. */
export class Events {
  readonly #listeners = new Map<string, Set<Listener>>();

  of(name: string): Set<Listener> {
    const known = this.#listeners.get(name);
    if (known) return known;
    const created = new Set<Listener>();
    this.#listeners.set(name, created);
    return created;
  }

  /** Tells everyone who listens. */
  tell(name: string, result: unknown): void {
    for (const listener of [...this.of(name)]) listener(result);
  }
}
