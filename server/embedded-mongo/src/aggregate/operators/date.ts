import { Doc } from '../../bson/doc.ts';
import { BsonDate, type Maybe, typeName, type Value } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import { compileExpression, type OperatorCompiler } from '../expression.ts';
import { dateOperand, utc, zoneArgument } from './date-operands.ts';
import { formatDate, parseDate, parseDateAs } from './date-text.ts';
import { isNullish, namedOperands, stringOperand, wholeOperand } from './helpers.ts';
import { dayOfWeek, dayOfYear, fromWall, isoWeek, toWall, wallToMs, weekOfYear, type Zone } from './zone.ts';

/** `$year` and its like: a date, or `{ date, timezone }`. */
function datePart(read: (ms: number, zone: Zone) => Value): OperatorCompiler {
  return (source, scope, operator) => {
    const named = source instanceof Doc && source.has('date');
    const args = named ? namedOperands(source, scope, operator, ['date'], ['timezone']) : undefined;
    const single = Array.isArray(source) && source.length === 1 ? (source[0] ?? null) : source;
    const date = args === undefined ? compileExpression(single, scope) : args.date;
    return (env) => {
      const value = date?.(env);
      const zone = zoneArgument(args?.timezone, env, operator);
      if (isNullish(value) || zone === undefined) return null;
      return read(dateOperand(value, operator), zone);
    };
  };
}

const localPart = (read: (local: number) => number): OperatorCompiler =>
  datePart((ms, zone) => read(ms + zone(ms)));

const dateToString: OperatorCompiler = (source, scope, operator) => {
  const args = namedOperands(source, scope, operator, ['date'], ['format', 'timezone', 'onNull']);
  return (env) => {
    const value = args.date?.(env);
    if (isNullish(value)) return args.onNull === undefined ? null : args.onNull(env);
    const zone = zoneArgument(args.timezone, env, operator);
    if (zone === undefined) return null;
    const fallback =
      args.timezone === undefined || zone === utc ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
    const format = args.format === undefined ? fallback : args.format(env);
    if (isNullish(format)) return null;
    return formatDate(dateOperand(value, operator), stringOperand(format, operator, 18533), zone);
  };
};

const dateFromString: OperatorCompiler = (source, scope, operator) => {
  const args = namedOperands(
    source,
    scope,
    operator,
    ['dateString'],
    ['format', 'timezone', 'onError', 'onNull'],
  );
  return (env) => {
    const value = args.dateString?.(env);
    if (isNullish(value)) return args.onNull === undefined ? null : args.onNull(env);
    try {
      const text = stringOperand(value, operator, 241);
      const zone = args.timezone === undefined ? undefined : zoneArgument(args.timezone, env, operator);
      if (args.format === undefined) return new BsonDate(parseDate(text, zone));
      return new BsonDate(parseDateAs(text, stringOperand(args.format(env), operator, 40684), zone));
    } catch (error) {
      if (args.onError === undefined || !(error instanceof MongoError) || error.code !== 241) throw error;
      return args.onError(env);
    }
  };
};

const partNames = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];

/** A year from 1 to 9999; the others may overflow into the next, but have 16 bits. */
function datePartOperand(value: Maybe, name: string, operator: string): number {
  const part = wholeOperand(value, operator, 40515);
  if ((name === 'year' || name === 'isoWeekYear') && (part < 1 || part > 9999))
    throw new MongoError(
      40523,
      `'${name}' must evaluate to an integer in the range 1 to 9999, found ${part}`,
    );
  const few = name !== 'second' && name !== 'millisecond';
  if (few && (part < -32768 || part > 32767))
    throw new MongoError(
      31034,
      `'${name}' must evaluate to a value in the range [-32768, 32767], found ${part}`,
    );
  return part;
}

const dateFromParts: OperatorCompiler = (source, scope, operator) => {
  const iso = source instanceof Doc && source.has('isoWeekYear');
  refuseMixedCalendars(source, iso, operator);
  const names = iso ? ['isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...partNames.slice(3)] : partNames;
  const args = namedOperands(source, scope, operator, [names[0] ?? ''], [...names.slice(1), 'timezone']);
  return (env) => {
    const parts: number[] = [];
    for (const [i, name] of names.entries()) {
      const evaluate = args[name];
      const value = evaluate === undefined ? (i < 3 ? 1 : 0) : evaluate(env);
      if (isNullish(value)) return null;
      parts.push(datePartOperand(value, name, operator));
    }
    const zone = zoneArgument(args.timezone, env, operator);
    if (zone === undefined) return null;
    const [year = 0, second = 1, third = 1, hour = 0, minute = 0, seconds = 0, ms = 0] = parts;
    const day = iso
      ? fromWall({
          year,
          month: 1,
          day: isoDayInYear(year, second, third),
          hour,
          minute,
          second: seconds,
          ms,
        })
      : fromWall({ year, month: second, day: third, hour, minute, second: seconds, ms });
    return new BsonDate(wallToMs(day, zone));
  };
};

/** ISO weeks and months do not go together. */
function refuseMixedCalendars(source: Value, iso: boolean, operator: string): void {
  const others = iso ? partNames.slice(0, 3) : ['isoWeek', 'isoDayOfWeek'];
  if (source instanceof Doc && others.some((name) => source.has(name)))
    throw new MongoError(
      iso ? 40525 : 40489,
      `${operator} does not allow mixing natural dates with ISO dates`,
    );
}

/** The day, counted from 1 January, of a day in an ISO week. */
function isoDayInYear(year: number, week: number, day: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
  return 4 - fourth + (week - 1) * 7 + day;
}

const dateToParts: OperatorCompiler = (source, scope, operator) => {
  const args = namedOperands(source, scope, operator, ['date'], ['timezone', 'iso8601']);
  return (env) => {
    const value = args.date?.(env);
    const zone = zoneArgument(args.timezone, env, operator);
    if (isNullish(value) || zone === undefined) return null;
    const ms = dateOperand(value, operator);
    const { year, month, day, hour, minute, second, ms: millisecond } = toWall(ms, zone);
    const isIso = args.iso8601 === undefined ? false : args.iso8601(env);
    if (isNullish(isIso)) return null;
    if (typeof isIso !== 'boolean')
      throw new MongoError(40521, `iso8601 must evaluate to a bool, found ${typeName(isIso)}`);
    if (!isIso) return Doc.of({ year, month, day, hour, minute, second, millisecond });
    const iso = isoWeek(ms + zone(ms));
    return Doc.of({
      isoWeekYear: iso.year,
      isoWeek: iso.week,
      isoDayOfWeek: iso.day,
      hour,
      minute,
      second,
      millisecond,
    });
  };
};

/** Date expressions. Time zones are Olson names or offsets. */
export const dateOperators: Readonly<Record<string, OperatorCompiler>> = {
  $year: datePart((ms, zone) => toWall(ms, zone).year),
  $month: datePart((ms, zone) => toWall(ms, zone).month),
  $dayOfMonth: datePart((ms, zone) => toWall(ms, zone).day),
  $hour: datePart((ms, zone) => toWall(ms, zone).hour),
  $minute: datePart((ms, zone) => toWall(ms, zone).minute),
  $second: datePart((ms, zone) => toWall(ms, zone).second),
  $millisecond: datePart((ms, zone) => toWall(ms, zone).ms),
  $dayOfYear: localPart(dayOfYear),
  $dayOfWeek: localPart(dayOfWeek),
  $week: localPart(weekOfYear),
  $isoWeek: localPart((local) => isoWeek(local).week),
  $isoWeekYear: datePart((ms, zone) => BigInt(isoWeek(ms + zone(ms)).year)),
  $isoDayOfWeek: localPart((local) => isoWeek(local).day),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
};
