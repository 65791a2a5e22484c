import { BsonDate, type Maybe, Oid, Timestamp, typeName } from '../../bson/types.ts';
import { MongoError } from '../../errors.ts';
import type { Env, Evaluate } from '../env.ts';
import { isNullish, stringOperand } from './helpers.ts';
import { type Zone, zoneOf } from './zone.ts';

/** A date, or what carries one: ObjectId and Timestamp. */
export function dateOperand(value: Maybe, operator: string, code = 16006): number {
  if (value instanceof BsonDate) return value.ms;
  if (value instanceof Oid) return value.bytes.readUInt32BE(0) * 1000;
  if (value instanceof Timestamp) return Number(value.bits >> 32n) * 1000;
  throw new MongoError(code, `can't convert from BSON type ${typeName(value)} to Date in ${operator}`);
}

export const utc = zoneOf('UTC');

/** The zone argument; undefined when it is null, so that the whole expression becomes null. */
export function zoneArgument(evaluate: Evaluate | undefined, env: Env, operator: string): Zone | undefined {
  if (evaluate === undefined) return utc;
  const name = evaluate(env);
  return isNullish(name) ? undefined : zoneOf(stringOperand(name, operator, 40517));
}
