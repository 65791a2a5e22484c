import { Doc } from './doc.ts';
import { Timestamp, type Value } from './types.ts';

/** The moment as a timestamp; several in one second are not told apart. */
export function currentTimestamp(): Timestamp {
  return new Timestamp(BigInt(Math.floor(Date.now() / 1000)) * 0x100000000n + 1n);
}

const timestampType = 0x11;

/** As in MongoDB an empty timestamp at the top of a new document, but for its `_id`, stands for the moment. */
export function stamped(doc: Doc): Doc {
  if (!doc.hasType(timestampType)) return doc;
  const fields = [...doc.fields()].map(([name, value]): [string, Value] => {
    const isEmpty = name !== '_id' && value instanceof Timestamp && value.bits === 0n;
    return [name, isEmpty ? currentTimestamp() : value];
  });
  return Doc.fromMap(new Map(fields));
}
