import { Decimal } from './decimal.ts';
import { Doc } from './doc.ts';
import { encodeDocument } from './encode.ts';
import { Binary, Code, Oid, Regex, type Value } from './types.ts';

/** What an object with a buffer of its own costs besides its bytes, roughly. */
const bufferOverhead = 160;
const objectOverhead = 24;
const fieldOverhead = 64;

/** About how many bytes a value takes in memory. */
export function weight(value: Value): number {
  if (typeof value === 'string') return objectOverhead + 2 * value.length;
  if (value === null || typeof value !== 'object') return objectOverhead;
  if (value instanceof Doc) return value.rawBytes === undefined ? fieldsWeight(value) : rawWeight(value);
  if (Array.isArray(value))
    return value.reduce<number>((sum, item) => sum + weight(item) + 8, objectOverhead);
  if (value instanceof Oid || value instanceof Decimal || value instanceof Binary)
    return bufferOverhead + value.bytes.length;
  if (value instanceof Regex) return objectOverhead + 2 * (value.pattern.length + value.flags.length);
  return value instanceof Code ? objectOverhead + 2 * value.code.length : objectOverhead;
}

function rawWeight(doc: Doc): number {
  return bufferOverhead + (doc.rawBytes?.length ?? 0);
}

function fieldsWeight(doc: Doc): number {
  let sum = bufferOverhead;
  for (const [name, value] of doc.fields()) sum += fieldOverhead + 2 * name.length + weight(value);
  return sum;
}

/**
 * The value for keeping. Values read from a document are views on its bytes, so that one ObjectId would hold a
 * document of megabytes in memory; what outlives its document is copied, unless it is a document as a whole.
 */
export function detached(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Doc) return detachedDoc(value);
  if (Array.isArray(value)) return value.map(detached);
  if (value instanceof Oid) return new Oid(Buffer.from(value.bytes));
  if (value instanceof Decimal) return new Decimal(Buffer.from(value.bytes));
  return value instanceof Binary ? new Binary(value.subtype, Buffer.from(value.bytes)) : value;
}

/** A document in bytes of its own. */
export function detachedDoc(doc: Doc): Doc {
  const raw = doc.rawBytes;
  if (raw !== undefined && raw.length === raw.buffer.byteLength) return doc;
  return Doc.raw(Buffer.from(raw ?? encodeDocument(doc)));
}
