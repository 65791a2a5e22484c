import { Doc, int32 } from '../bson/doc.ts';
import { Writer, writeDocument } from '../bson/encode.ts';
import type { Value } from '../bson/types.ts';
import { validateDocument } from '../bson/validate.ts';
import { MongoError } from '../errors.ts';

/** The largest message MongoDB takes. */
export const maxMessageBytes = 48_000_000;
export const headerBytes = 16;

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;
/** Flags a server must understand; an unknown one among them makes the message invalid. */
const requiredFlags = 0xffff;

/** A command as it came over the wire. */
export interface Message {
  readonly requestId: number;
  readonly body: Doc;
  /** The client wants no reply. */
  readonly silent: boolean;
  /** The old form, used by drivers for the first handshake only. */
  readonly legacy: boolean;
}

/** A frame that cannot be answered: the connection has to be closed. */
export class ProtocolError extends Error {}

/** Reads one complete frame. Throws MongoError for a bad document, ProtocolError for a bad frame. */
export function parseMessage(frame: Buffer): Message {
  const requestId = int32(frame, 4);
  const opcode = int32(frame, 12);
  if (opcode === opMsg) return parseOpMsg(frame, requestId);
  if (opcode === opQuery) return parseOpQuery(frame, requestId);
  throw new ProtocolError(`opcode ${opcode} is not supported`);
}

function parseOpMsg(frame: Buffer, requestId: number): Message {
  if (frame.length < headerBytes + 4) throw new ProtocolError('message without flags');
  const flags = int32(frame, headerBytes);
  if ((flags & requiredFlags & ~(checksumPresent | moreToCome)) !== 0)
    throw new ProtocolError('unknown flags');
  const end = frame.length - ((flags & checksumPresent) === 0 ? 0 : 4);
  let body: Doc | undefined;
  const sequences: [string, Doc[]][] = [];
  let at = headerBytes + 4;
  while (at < end) {
    const kind = frame[at];
    at += 1;
    if (kind === 0) {
      if (body !== undefined) throw new ProtocolError('two bodies');
      const start = at;
      at = validateDocument(frame, start, end);
      body = Doc.raw(frame, start);
    } else if (kind === 1) {
      const sequence = parseSequence(frame, at, end);
      sequences.push([sequence.name, sequence.documents]);
      at = sequence.end;
    } else throw new ProtocolError(`section of kind ${kind}`);
  }
  if (body === undefined) throw new ProtocolError('message without body');
  return {
    requestId,
    body: withSequences(body, sequences),
    silent: (flags & moreToCome) !== 0,
    legacy: false,
  };
}

function parseSequence(
  frame: Buffer,
  start: number,
  limit: number,
): { name: string; documents: Doc[]; end: number } {
  if (start + 4 > limit) throw new ProtocolError('sequence is cut short');
  const size = int32(frame, start);
  const end = start + size;
  if (size < 5 || end > limit) throw new ProtocolError('sequence does not fit');
  const nameEnd = frame.indexOf(0, start + 4);
  if (nameEnd === -1 || nameEnd >= end) throw new ProtocolError('sequence without name');
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < end; ) {
    const document = at;
    at = validateDocument(frame, document, end);
    documents.push(Doc.raw(frame, document));
  }
  return { name: frame.toString('utf8', start + 4, nameEnd), documents, end };
}

/** Document sequences become arrays of the body, which is what they stand for. */
function withSequences(body: Doc, sequences: readonly [string, Doc[]][]): Doc {
  if (sequences.length === 0) return body;
  const whole = body.clone();
  for (const [name, documents] of sequences) {
    if (whole.has(name)) throw new MongoError(40413, `BSON field '${name}' is a duplicate field`);
    whole.set(name, documents);
  }
  return whole;
}

function parseOpQuery(frame: Buffer, requestId: number): Message {
  const nameEnd = frame.indexOf(0, headerBytes + 4);
  const start = nameEnd + 9;
  if (nameEnd === -1 || start > frame.length) throw new ProtocolError('query is cut short');
  if (!frame.toString('utf8', headerBytes + 4, nameEnd).endsWith('.$cmd'))
    throw new ProtocolError('OP_QUERY is for the handshake only');
  validateDocument(frame, start, frame.length);
  const document = Doc.raw(frame, start);
  const body = document.clone();
  if (!body.has('$db')) body.set('$db', 'admin' satisfies Value);
  return { requestId, body, silent: false, legacy: true };
}

let nextId = 1;

/** Encodes the reply to a message. */
export function encodeReply(message: Pick<Message, 'requestId' | 'legacy'>, reply: Doc): Buffer {
  const writer = new Writer(512);
  writer.int32(0);
  writer.int32(nextId++ & 0x7fffffff);
  writer.int32(message.requestId);
  writer.int32(message.legacy ? opReply : opMsg);
  if (message.legacy) {
    for (const field of [8, 0, 0, 0, 1]) writer.int32(field);
  } else {
    writer.int32(0);
    writer.byte(0);
  }
  writeDocument(writer, reply);
  writer.bytes.writeInt32LE(writer.at, 0);
  return writer.bytes.subarray(0, writer.at);
}
