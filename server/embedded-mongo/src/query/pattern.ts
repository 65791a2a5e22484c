import { createContext, Script } from 'node:vm';
import { MongoError } from '../errors.ts';

/** Steps a match may take unwatched: about a fifth of a second. */
const unwatchedSteps = 1e8;
/** How long a watched match may take. */
const watchedMs = 500;

/**
 * A compiled pattern that cannot hold up the database: JavaScript tries every way a pattern like (a+)+ could
 * match, so a match that might take long runs under a watch, which costs a fifth of a millisecond.
 */
export class Pattern {
  readonly #regex: RegExp;
  readonly #degree: number;

  constructor(source: string, flags: string) {
    this.#regex = new RegExp(source, flags);
    this.#degree = degreeOf(source);
  }

  test(text: string): boolean {
    return this.#run(text, () => this.#regex.test(text));
  }

  first(text: string): RegExpMatchArray | null {
    return this.#run(text, () => text.match(this.#regex));
  }

  all(text: string): RegExpMatchArray[] {
    return this.#run(text, () => everyMatch(new RegExp(this.#regex.source, `${this.#regex.flags}g`), text));
  }

  #run<T>(text: string, match: () => T): T {
    return (text.length + 1) ** this.#degree <= unwatchedSteps ? match() : watched(match);
  }
}

/** As MongoDB looks for them: behind the last character only what an earlier search has come to. */
function everyMatch(regex: RegExp, text: string): RegExpMatchArray[] {
  const found: RegExpMatchArray[] = [];
  do {
    const match = regex.exec(text);
    if (match === null) break;
    found.push(match);
    if (match[0] === '')
      regex.lastIndex += String.fromCodePoint(text.codePointAt(regex.lastIndex) ?? 0).length;
  } while (regex.lastIndex < text.length);
  return found;
}

const work: { run: () => unknown } = { run: () => undefined };
const watchedScript = new Script('run()');
const context = createContext({ run: () => work.run() });

/** Throws 51156 when the match takes too long. */
function watched<T>(match: () => T): T {
  const outcome: { found?: { readonly is: T } } = {};
  work.run = () => {
    outcome.found = { is: match() };
  };
  try {
    watchedScript.runInContext(context, { timeout: watchedMs });
  } catch (error) {
    if (isTimeout(error))
      throw new MongoError(51156, 'Error occurred while executing the regular expression: it takes too long');
    throw error;
  }
  if (outcome.found === undefined) throw new Error('the watched match did not run');
  return outcome.found.is;
}

/** The error comes from the other context, whose Error is not ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/**
 * How the steps of a match may grow with the length of the text: one for where it begins, one for each
 * quantifier, and without bound when something that can match in several ways is itself repeated.
 */
export function degreeOf(source: string): number {
  const groups: Group[] = [];
  let inside: Group = { quantifiers: 0, ambiguous: false };
  let closed: Group | undefined;
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    const last = closed;
    closed = undefined;
    if (char === '\\') at = escapeEnd(source, at);
    else if (char === '[') at = classEnd(source, at);
    else if (char === '(') {
      groups.push(inside);
      inside = { quantifiers: 0, ambiguous: false };
      if (source[at + 1] === '?') at += 1;
    } else if (char === ')') {
      closed = inside;
      const outer = groups.pop() ?? { quantifiers: 0, ambiguous: false };
      outer.quantifiers += inside.quantifiers;
      outer.ambiguous ||= inside.ambiguous;
      inside = outer;
    } else if (char === '|') inside.ambiguous = true;
    else if ('*+?{'.includes(char)) {
      if (last !== undefined && (last.quantifiers > 0 || last.ambiguous)) return Number.POSITIVE_INFINITY;
      inside.quantifiers += 1;
      if (char === '{') at = source.indexOf('}', at);
      if (source[at + 1] === '?') at += 1;
    }
  }
  return inside.quantifiers === 0 ? 0 : inside.quantifiers + 1;
}

interface Group {
  quantifiers: number;
  /** It holds alternatives. */
  ambiguous: boolean;
}

function escapeEnd(source: string, start: number): number {
  return /^[pPu]\{/.test(source.slice(start + 1, start + 3)) ? source.indexOf('}', start) : start + 1;
}

function classEnd(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}
