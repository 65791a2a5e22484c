import { MongoError, notSupported } from '../errors.ts';
import { Pattern } from './pattern.ts';

/**
 * MongoDB matches with PCRE in UTF-8 mode. The pattern is rewritten into a JavaScript one that means the same;
 * what has no equal here is refused. The differences: `.` stops at \n only, `$` also matches before a last \n,
 * `\s \w \d \b` know ASCII only, leading option groups such as (?i).
 */
const cache = new Map<string, Pattern>();
const cacheLimit = 500;

export function compileRegex(pattern: string, flags: string): Pattern {
  const id = `${flags}/${pattern}`;
  const known = cache.get(id);
  if (known !== undefined) return known;
  const compiled = translate(pattern, flags);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(id, compiled);
  return compiled;
}

export function checkRegexFlags(flags: string): void {
  for (const flag of flags) {
    if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
}

function translate(pattern: string, flags: string): Pattern {
  checkRegexFlags(flags);
  const leading = /^\(\?([imsx]+)\)/.exec(pattern);
  const options = flags + (leading?.[1] ?? '');
  const source = new Translation(pattern.slice(leading?.[0].length ?? 0), options).run();
  try {
    return new Pattern(source, options.includes('i') ? 'iu' : 'u');
  } catch {
    throw new MongoError(51091, `Regular expression is invalid: ${pattern}`);
  }
}

const classEscapes: Readonly<Record<string, string>> = {
  s: '\\t\\n\\v\\f\\r ',
  d: '0-9',
  w: 'A-Za-z0-9_',
  h: '\\t \\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
};
const controlEscapes = 'tnrf';

class Translation {
  readonly #pattern: string;
  readonly #multiline: boolean;
  readonly #dotAll: boolean;
  readonly #extended: boolean;
  #at = 0;
  #out = '';
  #refersBack = false;

  constructor(pattern: string, options: string) {
    this.#pattern = pattern;
    this.#multiline = options.includes('m');
    this.#dotAll = options.includes('s');
    this.#extended = options.includes('x');
  }

  run(): string {
    while (this.#at < this.#pattern.length) this.#out += this.#next();
    // In PCRE a group that took no part equals nothing, in JavaScript the empty text.
    if (this.#refersBack && /\||\)(?:[?*]|\{0)/.test(this.#out))
      throw this.#refuse('a reference to a group that may not take part');
    return this.#out;
  }

  #next(): string {
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    switch (char) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#class();
      case '.':
        return this.#dotAll ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this.#multiline ? '(?<![^\\n])' : '^';
      case '$':
        return this.#multiline ? '(?![^\\n])' : '(?=\\n?$)';
      case '(':
        return this.#group();
      case '{':
        return /^\d+(?:,\d*)?\}/.test(this.#pattern.slice(this.#at)) ? '{' : '\\{';
      case '}':
        return /\{\d+(?:,\d*)?$/.test(this.#out) ? '}' : '\\}';
      case ']':
        return '\\]';
      case '*':
      case '+':
      case '?':
        if (this.#pattern[this.#at] === '+') throw this.#refuse('possessive quantifiers');
        return char;
      case '/':
        return '\\/';
      default:
        return this.#literal(char);
    }
  }

  #literal(char: string): string {
    if (!this.#extended) return char;
    if (char === '#') {
      const end = this.#pattern.indexOf('\n', this.#at);
      this.#at = end === -1 ? this.#pattern.length : end + 1;
      return '';
    }
    return /\s/.test(char) ? '' : char;
  }

  #group(): string {
    const rest = this.#pattern.slice(this.#at);
    if (!rest.startsWith('?')) {
      if (rest.startsWith('*')) throw this.#refuse('verbs');
      return '(';
    }
    const known = /^\?(?::|=|!|<=|<!|<[A-Za-z_]\w*>)/.exec(rest);
    if (known === null) throw this.#refuse(`the group (${rest.slice(0, 3)}`);
    this.#at += known[0].length;
    return `(${known[0]}`;
  }

  #escape(): string {
    const char = this.#pattern[this.#at] ?? '';
    this.#at += 1;
    const inner = classEscapes[char];
    if (inner !== undefined) return `[${inner}]`;
    const negated = classEscapes[char.toLowerCase()];
    if (negated !== undefined) return `[^${negated}]`;
    switch (char) {
      case 'b':
      case 'B':
        return `\\${char}`;
      case 'A':
        return '^';
      case 'Z':
        return '(?=\\n?$)';
      case 'z':
        return '$';
      case 'R':
        return '(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])';
      default:
        if (!/[1-9]/.test(char)) return this.#character(char);
        this.#refersBack = true;
        return `\\${char}`;
    }
  }

  /** An escape that stands for one character, inside or outside a class. */
  #character(char: string): string {
    if (controlEscapes.includes(char) && char !== '') return `\\${char}`;
    if (char === 'x') {
      const hex = /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(this.#pattern.slice(this.#at));
      if (hex === null) throw this.#refuse('the escape \\x');
      this.#at += hex[0].length;
      return `\\u{${hex[1] ?? hex[2]}}`;
    }
    if (char === 'p' || char === 'P') {
      const property = /^\{\^?([A-Z][a-z]?|Han)\}/.exec(this.#pattern.slice(this.#at));
      if (property === null || property[0].includes('^')) throw this.#refuse('this Unicode property');
      this.#at += property[0].length;
      return property[1] === 'Han' ? `\\${char}{Script=Han}` : `\\${char}{${property[1]}}`;
    }
    if (/[A-Za-z0-9]/.test(char)) throw this.#refuse(`the escape \\${char}`);
    return /[\^$\\.*+?()[\]{}|/-]/.test(char) ? (char === '-' ? '\\x2d' : `\\${char}`) : char;
  }

  #class(): string {
    let out = '[';
    if (this.#pattern[this.#at] === '^') {
      out += '^';
      this.#at += 1;
    }
    let first = true;
    for (;;) {
      const char = this.#pattern[this.#at];
      if (char === undefined) {
        throw new MongoError(
          51091,
          'Regular expression is invalid: missing terminating ] for character class',
        );
      }
      this.#at += 1;
      if (char === ']' && !first) return `${out}]`;
      if (char === '[' && this.#pattern[this.#at] === ':') throw this.#refuse('POSIX classes');
      if (char === '\\') out += this.#classEscape();
      else out += char === ']' ? '\\]' : char;
      first = false;
    }
  }

  #classEscape(): string {
    const char = this.#pattern[this.#at] ?? '';
    this.#at += 1;
    const inner = classEscapes[char];
    if (inner !== undefined) return inner;
    if (char === 'b') return '\\b';
    if (char === 'S') return '\\0-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}';
    if (char === 'W' || char === 'D') return `\\${char}`;
    return this.#character(char);
  }

  #refuse(what: string): MongoError {
    return notSupported(`the regular expression ${JSON.stringify(this.#pattern)}: ${what}`);
  }
}

/** The text every match of a case-sensitive `^text` pattern begins with, or undefined. */
export function literalPrefix(pattern: string, flags: string): string | undefined {
  if (/[imx]/.test(flags) || !pattern.startsWith('^') || pattern.includes('|')) return undefined;
  const found = /^\^((?:[^\\.*+?()[\]{}|^$#]|\\[^A-Za-z0-9])*)/u.exec(pattern)?.[1] ?? '';
  const rest = pattern[found.length + 1];
  // A quantifier makes the character before it optional.
  const sure = rest !== undefined && '*?{+'.includes(rest) ? found.replace(/(?:\\.|[^\\])$/su, '') : found;
  const text = sure.replace(/\\(.)/gsu, '$1');
  return text === '' ? undefined : text;
}
