import { inspect } from 'node:util';

/** Collects what must not happen while the mini-program runs. */
export class Problems {
  readonly #found: string[] = [];
  readonly #onProblem: () => void;

  constructor(onProblem: () => void) {
    this.#onProblem = onProblem;
  }

  report(what: string, cause?: unknown): void {
    this.#found.push(cause === undefined ? what : `${what}: ${describe(cause)}`);
    this.#onProblem();
  }

  /** Throws when there is any. */
  check(): void {
    if (this.#found.length > 0) throw new Error(`The mini-program has problems:\n${this.#found.join('\n')}`);
  }

  /** Hands over what was found and forgets it, for tests that expect a problem. */
  take(): string[] {
    return this.#found.splice(0);
  }
}

/** The console of the logic layer: errors, and warnings about errors, are problems; the rest is kept quiet. */
export function problemConsole(problems: Problems): Record<string, (...words: unknown[]) => void> {
  const quiet = () => undefined;
  const say = (words: unknown[]) => words.map(describe).join(' ');
  return {
    log: quiet,
    info: quiet,
    debug: quiet,
    group: quiet,
    groupEnd: quiet,
    time: quiet,
    timeEnd: quiet,
    error: (...words) => problems.report('console.error', say(words)),
    warn: (...words) => {
      if (words.some((word) => isError(word) || /\berror\b|^Warning:/i.test(String(word)))) {
        problems.report('console.warn about an error', say(words));
      }
    },
  };
}

/** Errors of another realm are no instances of this one's Error. */
function isError(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Error]';
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 4 });
}

/**
 * Reports promises of the mini-program's realm that nobody handles. Those of other realms go where they went before.
 * Returns the function that undoes it.
 */
export function watchRejections(isOfRealm: (promise: unknown) => boolean, problems: Problems): () => void {
  const others = process.listeners('unhandledRejection');
  const listener = (reason: unknown, promise: Promise<unknown>) => {
    if (isOfRealm(promise)) problems.report('unhandled rejection', reason);
    else for (const other of others) other(reason, promise);
  };
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', listener);
  return () => {
    process.off('unhandledRejection', listener);
    for (const other of others) process.on('unhandledRejection', other);
  };
}
