export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after so many milliseconds; answers with the function that calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
}

/** The first wait between two rounds of tries; doubled after each that was in vain, up to the longest. */
const firstWaitMs = 5_000;
const longestWaitMs = 5 * 60_000;
/** After so many rounds in vain only a reason to hope starts the next: a network, the app's return, a new start. */
const vainRoundsMax = 10;

/** When to try again by oneself: ever more rarely, at last not at all. */
export interface Tries {
  readonly underWay: boolean;
  begin(): void;
  end(inVain: boolean): void;
  /** Plans the next round, not before this moment. */
  plan(notBefore: number): void;
  /** Begins to count anew. */
  hope(): void;
}

export function createTries(clock: Clock, startRound: () => void): Tries {
  let underWay = false;
  let vainRounds = 0;
  let callOff = () => {};

  return {
    get underWay() {
      return underWay;
    },
    begin() {
      callOff();
      underWay = true;
    },
    end(inVain) {
      underWay = false;
      vainRounds = inVain ? vainRounds + 1 : 0;
    },
    plan(notBefore) {
      callOff();
      if (vainRounds >= vainRoundsMax) return;
      const pause = Math.min(firstWaitMs * 2 ** vainRounds, longestWaitMs);
      // So that a hall full of phones does not come back at the same moment.
      const scattered = pause * (0.5 + clock.random());
      callOff = clock.after(Math.max(scattered, notBefore - clock.now()), startRound);
    },
    hope() {
      vainRounds = 0;
    },
  };
}
