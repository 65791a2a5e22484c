import { compare } from '../bson/compare.ts';
import { Doc } from '../bson/doc.ts';
import { add, asNumeric, multiply, type Numeric } from '../bson/number.ts';
import { currentTimestamp } from '../bson/timestamp.ts';
import { BsonDate, typeName, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { addToSetChange, popChange, pullAllChange, pullChange, pushChange } from './array-operators.ts';
import type { Change } from './paths.ts';

/** Turns an operator's operand on one field into a change. */
type ChangeMaker = (operand: Value, path: string) => Change;

interface UpdateOperator {
  readonly make: ChangeMaker;
  /** Makes the missing parts of the path. */
  readonly creates: boolean;
}

function arithmetic(
  name: string,
  compute: (a: Numeric, b: Numeric) => Numeric | undefined,
  whenMissing: (operand: Numeric) => Numeric,
): ChangeMaker {
  return (operand, path) => {
    const number = asNumeric(operand);
    if (number === undefined)
      throw new MongoError(
        'TypeMismatch',
        `Cannot ${name} with non-numeric argument: {${path}: ${typeName(operand)}}`,
      );
    return (value) => {
      if (value === undefined) return whenMissing(number);
      const current = asNumeric(value);
      if (current === undefined) {
        throw new MongoError(
          'TypeMismatch',
          `Cannot apply $${name === 'increment' ? 'inc' : 'mul'} to a value of non-numeric type. The field '${path}' has non-numeric type ${typeName(value)}`,
        );
      }
      const result = compute(current, number);
      if (result === undefined)
        throw new MongoError(
          'BadValue',
          `Failed to apply $${name} operations to current value of '${path}': the result overflows`,
        );
      return result;
    };
  };
}

/** A product with a missing field is zero of the operand's type. */
function zeroOf(operand: Numeric): Numeric {
  return multiply(operand, 0) ?? 0;
}

function keepBetter(sign: number): ChangeMaker {
  return (operand) => (value) =>
    value === undefined || compare(operand, value) * sign > 0 ? operand : value;
}

function currentDate(operand: Value, path: string): Change {
  const options = operand instanceof Doc ? [...operand.fields().keys()] : [];
  const unknown = options.find((name) => name !== '$type');
  if (unknown !== undefined) throw new MongoError('BadValue', `Unrecognized $currentDate option: ${unknown}`);
  const type =
    operand instanceof Doc
      ? operand.get('$type')
      : operand === true
        ? 'date'
        : operand === false
          ? 'date'
          : undefined;
  if (type === 'timestamp') return currentTimestamp;
  if (type !== 'date')
    throw new MongoError(
      'BadValue',
      `${typeName(operand)} is not valid type for $currentDate of '${path}'. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  return () => new BsonDate(Date.now());
}

function bitwise(operand: Value, path: string): Change {
  if (!(operand instanceof Doc) || operand.isEmpty)
    throw new MongoError('BadValue', `The $bit modifier is not compatible with the value of '${path}'`);
  const steps = [...operand.fields()].map(([name, value]) => {
    if (name !== 'and' && name !== 'or' && name !== 'xor')
      throw new MongoError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`,
      );
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw new MongoError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
    return { name, value };
  });
  return (current) => {
    if (current !== undefined && typeof current !== 'number' && typeof current !== 'bigint') {
      throw new MongoError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type. '${path}' has the type ${typeName(current)}`,
      );
    }
    let wide = typeof current === 'bigint';
    let bits = BigInt(current ?? 0);
    for (const { name, value } of steps) {
      wide ||= typeof value === 'bigint';
      const mask = BigInt(value);
      bits = name === 'and' ? bits & mask : name === 'or' ? bits | mask : bits ^ mask;
    }
    return wide ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits));
  };
}

const operators: Readonly<Record<string, UpdateOperator>> = {
  $set: { make: (operand) => () => operand, creates: true },
  $setOnInsert: { make: (operand) => () => operand, creates: true },
  $unset: { make: () => () => undefined, creates: false },
  $inc: { make: arithmetic('increment', add, (operand) => operand), creates: true },
  $mul: { make: arithmetic('multiply', multiply, zeroOf), creates: true },
  $min: { make: keepBetter(-1), creates: true },
  $max: { make: keepBetter(1), creates: true },
  $currentDate: { make: currentDate, creates: true },
  $bit: { make: bitwise, creates: true },
  $push: { make: pushChange, creates: true },
  $addToSet: { make: addToSetChange, creates: true },
  $pull: { make: pullChange, creates: false },
  $pullAll: { make: pullAllChange, creates: false },
  $pop: { make: popChange, creates: false },
};

/** Every update operator; `$rename` works on two paths and is treated apart. */
export const updateOperators = [...Object.keys(operators), '$rename'];

export function updateOperator(name: string): UpdateOperator | undefined {
  return operators[name];
}
