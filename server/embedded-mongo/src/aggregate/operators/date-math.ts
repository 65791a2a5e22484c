import { toNumber } from '../../bson/number.ts';
import { BsonDate, isNumber, type Maybe } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import type { OperatorCompiler } from '../expression.ts';
import { dateOperand, zoneArgument } from './date-operands.ts';
import { isNullish, namedOperands, stringOperand, wholeOperand } from './helpers.ts';
import { fromWall, toWall, type Wall, wallToMs, type Zone } from './zone.ts';

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const fixedMs: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const dayMs = 86_400_000;
const unitNames: ReadonlySet<string> = new Set([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  ...Object.keys(fixedMs),
]);

function isUnit(name: string): name is Unit {
  return unitNames.has(name);
}

function unitOperand(value: Maybe, operator: string): Unit {
  const adds = operator === '$dateAdd' || operator === '$dateSubtract';
  const name = stringOperand(value, operator, adds ? 5166404 : 5439013);
  if (!isUnit(name)) {
    const code = operator === '$dateTrunc' ? 5439014 : 'FailedToParse';
    throw new MongoError(code, `${operator}: unknown time unit value: ${name}`);
  }
  return name;
}

/** Adds calendar units on the zone's clocks; the 31st becomes the last day of a shorter month. */
function addUnits(ms: number, amount: number, unit: Unit, zone: Zone): number {
  const fixed = fixedMs[unit];
  if (fixed !== undefined) return ms + amount * fixed;
  const wall = toWall(ms, zone);
  return wallToMs(fromWall(shifted(wall, amount, unit)), zone);
}

function shifted(wall: Wall, amount: number, unit: Unit): Wall {
  if (unit === 'day' || unit === 'week')
    return { ...wall, day: wall.day + amount * (unit === 'week' ? 7 : 1) };
  const months = wall.month - 1 + amount * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const year = wall.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { ...wall, year, month, day: Math.min(wall.day, last) };
}

function adder(sign: number): OperatorCompiler {
  return (source, scope, operator) => {
    const args = namedOperands(source, scope, operator, ['startDate', 'unit', 'amount'], ['timezone']);
    return (env) => {
      const [start, unit, amount] = [args.startDate?.(env), args.unit?.(env), args.amount?.(env)];
      const zone = zoneArgument(args.timezone, env, operator);
      if (isNullish(start) || isNullish(unit) || isNullish(amount) || zone === undefined) return null;
      if (!isNumber(amount) || !Number.isInteger(toNumber(amount))) {
        throw new MongoError(5166405, `${operator} expects integer amount of time units`);
      }
      return new BsonDate(
        addUnits(
          dateOperand(start, operator, 5166403),
          sign * toNumber(amount),
          unitOperand(unit, operator),
          zone,
        ),
      );
    };
  };
}

const weekDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day weeks begin with; it matters, and is looked at, only where weeks are counted. */
function weekStart(value: Maybe, unit: Unit, operator: string): number {
  if (unit !== 'week' || value === undefined) return 0;
  const name = stringOperand(value, operator, 5439015).toLowerCase();
  const day = weekDays.findIndex((full) => full === name || full.slice(0, 3) === name);
  if (day === -1) throw new MongoError(5439016, `${operator}: unrecognized day of the week: ${name}`);
  return day;
}

/** How many boundaries of the unit lie before the moment, on the zone's clocks. */
function ordinal(ms: number, unit: Unit, zone: Zone, firstDay: number): number {
  const local = ms + zone(ms);
  const { year, month } = toWall(ms, zone);
  switch (unit) {
    case 'year':
      return year;
    case 'quarter':
      return year * 4 + Math.floor((month - 1) / 3);
    case 'month':
      return year * 12 + month - 1;
    case 'week':
      // 1 January 1970 was a Thursday.
      return Math.floor((Math.floor(local / dayMs) + 4 - firstDay) / 7);
    case 'day':
      return Math.floor(local / dayMs);
    default:
      return Math.floor(
        unit === 'hour' || unit === 'minute' ? local / (fixedMs[unit] ?? 1) : ms / (fixedMs[unit] ?? 1),
      );
  }
}

const dateDiff: OperatorCompiler = (source, scope, operator) => {
  const args = namedOperands(
    source,
    scope,
    operator,
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
  );
  return (env) => {
    const [start, end, unit] = [args.startDate?.(env), args.endDate?.(env), args.unit?.(env)];
    const week = args.startOfWeek?.(env);
    if (isNullish(start) || isNullish(end) || isNullish(unit)) return null;
    if (unit === 'week' && args.startOfWeek !== undefined && isNullish(week)) return null;
    const zone = zoneArgument(args.timezone, env, operator);
    if (zone === undefined) return null;
    const name = unitOperand(unit, operator);
    const firstDay = weekStart(week, name, operator);
    const from = ordinal(dateOperand(start, operator, 5166307), name, zone, firstDay);
    return BigInt(ordinal(dateOperand(end, operator, 5166307), name, zone, firstDay) - from);
  };
};

/** MongoDB counts bins from 2000-01-01 on the zone's clocks. */
const referenceWall: Wall = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 };

function truncate(ms: number, unit: Unit, binSize: number, zone: Zone, firstDay: number): number {
  const reference = fromWall(referenceWall);
  const fixed = fixedMs[unit];
  if (fixed !== undefined) {
    const start = wallToMs(reference, zone);
    const size = fixed * binSize;
    if (unit === 'millisecond' || unit === 'second') return start + Math.floor((ms - start) / size) * size;
    const local = ms + zone(ms);
    return ms - (local - (reference + Math.floor((local - reference) / size) * size));
  }
  const local = ms + zone(ms);
  if (unit === 'day' || unit === 'week') {
    // 2000-01-01 was a Saturday; weeks count from the first chosen day of the week on or after it.
    const origin = unit === 'week' ? reference + ((firstDay - 6 + 7) % 7) * dayMs : reference;
    const size = dayMs * binSize * (unit === 'week' ? 7 : 1);
    return wallToMs(origin + Math.floor((local - origin) / size) * size, zone);
  }
  const perUnit = unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1;
  const { year, month } = toWall(ms, zone);
  const months = Math.floor(((year - 2000) * 12 + month - 1) / (perUnit * binSize)) * perUnit * binSize;
  return wallToMs(
    fromWall({
      ...referenceWall,
      year: 2000 + Math.floor(months / 12),
      month: (((months % 12) + 12) % 12) + 1,
    }),
    zone,
  );
}

const dateTrunc: OperatorCompiler = (source, scope, operator) => {
  const args = namedOperands(
    source,
    scope,
    operator,
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
  );
  return (env) => {
    const [date, unit, week] = [args.date?.(env), args.unit?.(env), args.startOfWeek?.(env)];
    const size = args.binSize === undefined ? 1 : args.binSize(env);
    if (isNullish(date) || isNullish(unit) || isNullish(size)) return null;
    if (unit === 'week' && args.startOfWeek !== undefined && isNullish(week)) return null;
    const zone = zoneArgument(args.timezone, env, operator);
    if (zone === undefined) return null;
    const ms = dateOperand(date, operator, 5439012);
    const name = unitOperand(unit, operator);
    const bins = wholeOperand(size, operator, 5439017);
    if (bins <= 0) throw new MongoError(5439018, '$dateTrunc requires a positive binSize');
    return new BsonDate(truncate(ms, name, bins, zone, weekStart(week, name, operator)));
  };
};

/** Expressions that compute with dates on a zone's clocks. */
export const dateArithmetic: Readonly<Record<string, OperatorCompiler>> = {
  $dateAdd: adder(1),
  $dateSubtract: adder(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
