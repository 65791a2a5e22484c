import { MongoError } from '../errors.ts';
import { int32 } from './doc.ts';

/** MongoDB's limit on nesting, also for the commands themselves. */
const maxDepth = 200;
/** How much of that is left to commands and replies around a stored document, as in MongoDB. */
const spareDepth = 20;
/** Dates beyond this lose precision in a JavaScript number. */
const maxDateHigh = 0x1fffff;

const fixedSizes: Readonly<Record<number, number>> = {
  1: 8,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};
const deprecated = new Set([0x06, 0x0c, 0x0e, 0x0f]);

function invalid(reason: string): MongoError {
  return new MongoError('InvalidBSON', `Invalid BSON: ${reason}`);
}

/** Throws Overflow (15) for what is nested too deeply to be sent or stored. */
export function checkDepth(depth: number): void {
  if (depth > maxDepth)
    throw new MongoError('Overflow', `BSONObj exceeds maximum nested object depth: ${maxDepth}`);
}

/** A document inside another takes at least its size, type, name and end. */
const leastLevelBytes = 7;

/** Throws Overflow (15) for a document that is nested too deeply to be stored. */
export function checkStoredDepth(bytes: Buffer): void {
  if (bytes.length > leastLevelBytes * (maxDepth - spareDepth))
    validateDocument(bytes, 0, bytes.length, spareDepth);
}

/**
 * Checks one encoded document completely, so that everything behind it may read without bounds checks.
 * Returns the offset after it. Throws InvalidBSON (22), Overflow (15) when nested too deeply, and 238 for
 * the BSON types that MongoDB itself has deprecated.
 */
export function validateDocument(bytes: Buffer, start: number, limit: number, depth = 0): number {
  checkDepth(depth);
  if (start + 5 > limit) throw invalid('document is cut short');
  const size = int32(bytes, start);
  const end = start + size;
  if (size < 5 || end > limit) throw invalid(`document size ${size} does not fit`);
  if (bytes[end - 1] !== 0) throw invalid('document is not terminated');
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at] ?? 0;
    const name = cstringEnd(bytes, at + 1, end);
    at = validateValue(bytes, name, end - 1, type, depth);
  }
  if (at !== end - 1) throw invalid('element runs past the end of its document');
  return end;
}

function validateValue(bytes: Buffer, at: number, limit: number, type: number, depth: number): number {
  const fixed = fixedSizes[type];
  if (fixed !== undefined) {
    if (at + fixed > limit) throw invalid('value is cut short');
    if (type === 0x08 && (bytes[at] ?? 0) > 1) throw invalid('boolean is neither 0 nor 1');
    if (type === 0x09) validateDate(bytes, at);
    return at + fixed;
  }
  switch (type) {
    case 0x02:
    case 0x0d: {
      if (at + 5 > limit) throw invalid('string is cut short');
      const end = at + 4 + int32(bytes, at);
      if (end < at + 5 || end > limit || bytes[end - 1] !== 0) throw invalid('string length is wrong');
      return end;
    }
    case 0x03:
    case 0x04:
      return validateDocument(bytes, at, limit, depth + 1);
    case 0x05: {
      if (at + 5 > limit) throw invalid('binary is cut short');
      const length = int32(bytes, at);
      if (length < 0 || at + 5 + length > limit) throw invalid('binary length is wrong');
      return at + 5 + length;
    }
    case 0x0b:
      return cstringEnd(bytes, cstringEnd(bytes, at, limit), limit);
    default:
      if (deprecated.has(type)) {
        throw new MongoError('NotImplemented', `the deprecated BSON type ${type} is not supported`);
      }
      throw invalid(`unrecognized type ${type}`);
  }
}

function cstringEnd(bytes: Buffer, at: number, limit: number): number {
  const end = bytes.indexOf(0, at);
  if (end === -1 || end >= limit) throw invalid('name is not terminated');
  return end + 1;
}

function validateDate(bytes: Buffer, at: number): void {
  const high = int32(bytes, at + 4);
  if (high > maxDateHigh || high < -maxDateHigh - 1) {
    throw new MongoError('NotImplemented', 'dates beyond the year 285,000 are not supported');
  }
}
