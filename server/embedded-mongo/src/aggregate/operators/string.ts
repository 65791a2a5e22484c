import { compareText } from '../../bson/compare.ts';
import { Doc } from '../../bson/doc.ts';
import { BsonDate, isNumber, type Maybe, Regex, typeName, type Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import type { Pattern } from '../../query/pattern.ts';
import { compileRegex } from '../../query/regex.ts';
import type { OperatorCompiler } from '../expression.ts';
import {
  binary,
  isNullish,
  namedOperands,
  operands,
  stringOperand,
  unary,
  variadic,
  wholeOperand,
} from './helpers.ts';
import { textOf } from './text.ts';

function concat(values: Maybe[], operator: string): Maybe {
  let text = '';
  for (const value of values) {
    if (isNullish(value)) return null;
    text += stringOperand(value, operator, 16702);
  }
  return text;
}

/** ASCII only, as MongoDB changes case. */
function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function changeCase(change: (text: string) => string): OperatorCompiler {
  return unary((value) => change(coercedText(value)));
}

function substring(bytes: boolean): OperatorCompiler {
  return (source, scope, operator) => {
    const [text, start, length] = operands(source, scope, operator, 3);
    return (env) => {
      const whole = coercedText(text?.(env));
      const from = wholeOperand(start?.(env), operator, 34450);
      const count = wholeOperand(length?.(env), operator, 34452);
      if (from < 0 && !bytes)
        throw new MongoError(34455, `${operator}: the starting index must be non-negative integer.`);
      if (count < 0 && !bytes)
        throw new MongoError(34454, `${operator}: the length must be a nonnegative integer.`);
      return bytes ? bytesBetween(whole, from, count) : [...whole].slice(from, from + count).join('');
    };
  };
}

function bytesBetween(text: string, from: number, count: number): string {
  const bytes = Buffer.from(text);
  if (from < 0) throw new MongoError(50752, '$substrBytes: starting index must be non-negative');
  const end = count < 0 ? bytes.length : Math.min(bytes.length, from + count);
  for (const edge of [from, end]) {
    if (edge < bytes.length && ((bytes[edge] ?? 0) & 0xc0) === 0x80) {
      throw new MongoError(
        28656,
        '$substrBytes: Invalid range, starting or ending index is in the middle of a UTF-8 character.',
      );
    }
  }
  return bytes.toString('utf8', from, end);
}

const whitespace = '\\0\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a';

function trim(left: boolean, right: boolean): OperatorCompiler {
  return (source, scope, operator) => {
    const { input, chars } = namedOperands(source, scope, operator, ['input'], ['chars']);
    return (env) => {
      const value = input?.(env);
      if (isNullish(value)) return null;
      const text = stringOperand(value, operator, 50699);
      if (chars === undefined) return trimBy(text, new RegExp(`[${whitespace}]`, 'u'), left, right);
      const set = chars(env);
      if (isNullish(set)) return null;
      const letters = new Set(stringOperand(set, operator, 50700));
      return trimBy(text, { test: (char: string) => letters.has(char) }, left, right);
    };
  };
}

function trimBy(text: string, set: { test(char: string): boolean }, left: boolean, right: boolean): string {
  const chars = [...text];
  let start = 0;
  let end = chars.length;
  while (left && start < end && set.test(chars[start] ?? '')) start++;
  while (right && end > start && set.test(chars[end - 1] ?? '')) end--;
  return chars.slice(start, end).join('');
}

function indexOf(bytes: boolean): OperatorCompiler {
  return (source, scope, operator) => {
    const [text, part, from, to] = operands(source, scope, operator, 2, 4);
    return (env) => {
      const value = text?.(env);
      if (isNullish(value)) return null;
      const haystack = stringOperand(value, operator, bytes ? 40091 : 40093);
      const needle = stringOperand(part?.(env), operator, bytes ? 40092 : 40094);
      const start = from === undefined ? 0 : wholeOperand(from(env), operator, 40096);
      const end = to === undefined ? Number.POSITIVE_INFINITY : wholeOperand(to(env), operator, 40096);
      if (start < 0 || end < 0) throw new MongoError(40097, `${operator} requires a nonnegative index`);
      return bytes ? indexOfBytes(haystack, needle, start, end) : indexOfPoints(haystack, needle, start, end);
    };
  };
}

function indexOfBytes(haystack: string, needle: string, start: number, end: number): number {
  const bytes = Buffer.from(haystack);
  if (start > bytes.length) return -1;
  return bytes.subarray(0, Math.min(end, bytes.length)).indexOf(needle, start);
}

function indexOfPoints(haystack: string, needle: string, start: number, end: number): number {
  const points = [...haystack];
  if (start > points.length) return -1;
  const before = points.slice(0, start).join('').length;
  const at = points.slice(0, end).join('').indexOf(needle, before);
  return at === -1 ? -1 : [...haystack.slice(0, at)].length;
}

function split(a: Maybe, b: Maybe, operator: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const text = stringOperand(a, operator, 40085);
  const separator = stringOperand(b, operator, 40086);
  if (separator === '') throw new MongoError(40087, '$split requires a non-empty separator');
  return text.split(separator);
}

function regexOf(value: Maybe, options: Maybe, operator: string): Pattern {
  const flags = isNullish(options) ? '' : stringOperand(options, operator, 51107);
  if (value instanceof Regex) {
    if (flags !== '' && value.flags !== '') throw new MongoError(51107, `${operator}: options given twice`);
    return compileRegex(value.pattern, flags || value.flags);
  }
  return compileRegex(stringOperand(value, operator, 51105), flags);
}

function regexOperator(apply: (text: string, regex: Pattern) => Value, whenNull: Value): OperatorCompiler {
  return (source, scope, operator) => {
    const { input, regex, options } = namedOperands(source, scope, operator, ['input', 'regex'], ['options']);
    return (env) => {
      const text = input?.(env);
      const pattern = regex?.(env);
      if (isNullish(text) || isNullish(pattern)) return whenNull;
      return apply(stringOperand(text, operator, 51104), regexOf(pattern, options?.(env), operator));
    };
  };
}

function found(text: string, match: RegExpMatchArray): Doc {
  return Doc.of({
    match: match[0],
    idx: [...text.slice(0, match.index ?? 0)].length,
    captures: match.slice(1).map((capture) => capture ?? null),
  });
}

function replace(all: boolean): OperatorCompiler {
  return (source, scope, operator) => {
    const args = namedOperands(source, scope, operator, ['input', 'find', 'replacement']);
    return (env) => {
      const values = [args.input?.(env), args.find?.(env), args.replacement?.(env)];
      if (values.some(isNullish)) return null;
      const [input = '', find = '', replacement = ''] = values.map((value, i) =>
        stringOperand(value, operator, 51746 - i),
      );
      return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
    };
  };
}

function lengthOf(measure: (text: string) => number, code: number): OperatorCompiler {
  return unary((value, operator) => measure(stringOperand(value, operator, code)));
}

/** What string expressions take for text: nothing is empty, numbers and dates are written out. */
function coercedText(value: Maybe): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string' || value instanceof BsonDate || isNumber(value)) return textOf(value);
  throw new MongoError(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

/** String expressions. */
export const stringOperators: Readonly<Record<string, OperatorCompiler>> = {
  $concat: variadic(concat),
  $toLower: changeCase(lower),
  $toUpper: changeCase(upper),
  $substr: substring(true),
  $substrBytes: substring(true),
  $substrCP: substring(false),
  $strLenBytes: lengthOf((text) => Buffer.byteLength(text), 34473),
  $strLenCP: lengthOf((text) => [...text].length, 34471),
  $strcasecmp: binary((a, b) => Math.sign(compareText(upper(coercedText(a)), upper(coercedText(b))))),
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: binary(split),
  $indexOfBytes: indexOf(true),
  $indexOfCP: indexOf(false),
  $regexMatch: regexOperator((text, regex) => regex.test(text), false),
  $regexFind: regexOperator((text, regex) => {
    const match = regex.first(text);
    return match === null ? null : found(text, match);
  }, null),
  $regexFindAll: regexOperator((text, regex) => regex.all(text).map((match) => found(text, match)), []),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
};
