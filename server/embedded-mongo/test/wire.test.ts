import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { type Document, deserialize, serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';
import { required } from './support.ts';

let database: EmbeddedMongo | undefined;
let client: MongoClient | undefined;

beforeAll(async () => {
  database = await startEmbeddedMongo({ memory: true });
  client = await new MongoClient(database.uri).connect();
});

afterAll(async () => {
  await client?.close();
  await database?.stop();
});

function connect(): Socket {
  return createConnection({ path: socketPath() });
}

function socketPath(): string {
  return decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(required(database).uri)?.[1] ?? '');
}

function header(length: number, opcode: number): Buffer {
  const bytes = Buffer.alloc(16);
  for (const [i, field] of [length, 7, 0, opcode].entries()) bytes.writeInt32LE(field, i * 4);
  return bytes;
}

function message(body: Uint8Array, flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeInt32LE(flags, 0);
  const payload = Buffer.concat([head, body]);
  return Buffer.concat([header(16 + payload.length, 2013), payload]);
}

/** The answer to one frame, or undefined if the server hangs up. */
async function exchange(frame: Buffer): Promise<Document | undefined> {
  const socket = connect();
  socket.on('error', () => undefined);
  const chunks: Buffer[] = [];
  const answered = new Promise<Document | undefined>((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
      const all = Buffer.concat(chunks);
      if (all.length >= 16 && all.length >= all.readInt32LE(0)) resolve(deserialize(all.subarray(21)));
    });
    socket.on('close', () => resolve(undefined));
  });
  socket.write(frame);
  const answer = await answered;
  socket.destroy();
  return answer;
}

async function stillServes(): Promise<void> {
  expect(await required(client).db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
}

function nested(depth: number): Document {
  let inner: Document = {};
  for (let i = 0; i < depth; i++) inner = { a: inner };
  return inner;
}

describe('a frame', () => {
  const ping = serialize({ ping: 1, $db: 'admin' });

  it('in order is answered', async () => {
    expect(await exchange(message(ping))).toMatchObject({ ok: 1 });
  });

  it('in many small pieces is answered', async () => {
    const socket = connect();
    for (const byte of message(ping)) socket.write(Buffer.from([byte]));
    await once(socket, 'data');
    socket.destroy();
  });

  const hostile: readonly (readonly [what: string, frame: Buffer])[] = [
    ['of negative length', header(-1, 2013)],
    ['shorter than its header', header(8, 2013)],
    ['longer than allowed', header(0x7fffffff, 2013)],
    ['with an unknown opcode', Buffer.concat([header(20, 9999), Buffer.alloc(4)])],
    ['with compression nobody agreed on', Buffer.concat([header(20, 2012), Buffer.alloc(4)])],
    ['without a body', Buffer.concat([header(20, 2013), Buffer.alloc(4)])],
    ['with unknown required flags', message(ping, 0x8000)],
    ['with an unknown section', Buffer.concat([header(22, 2013), Buffer.from([0, 0, 0, 0, 9, 0])])],
    [
      'of an old query beside the handshake',
      Buffer.concat([header(40, 2004), Buffer.from('\0\0\0\0x.y\0'), Buffer.alloc(16)]),
    ],
  ];
  it.each(hostile)('%s ends its connection only', async (_, frame) => {
    expect(await exchange(frame)).toBeUndefined();
    await stillServes();
  });

  const broken: readonly (readonly [what: string, body: Uint8Array])[] = [
    ['whose document is longer than the frame', withInt32(ping, 0, 1000)],
    ['whose document is too short', withInt32(ping, 0, 4)],
    ['with an unknown type', withByte(ping, 4, 0x42)],
    ['with a string of negative length', withInt32(serialize({ s: 'abc' }), 7, -5)],
    ['with a string longer than its document', withInt32(serialize({ s: 'abc' }), 7, 5000)],
    ['with binary data of negative length', withInt32(serialize({ b: Buffer.from('abc') }), 7, -5)],
  ];
  it.each(broken)('%s is refused as invalid BSON', async (_, body) => {
    expect(await exchange(message(body))).toMatchObject({ ok: 0, code: 22 });
    await stillServes();
  });

  it('nested beyond reason is refused', async () => {
    expect(await exchange(message(serialize({ ping: nested(300), $db: 'admin' })))).toMatchObject({
      ok: 0,
      code: 15,
    });
    await stillServes();
  });

  it('without a database is refused', async () => {
    expect(await exchange(message(serialize({ ping: 1 })))).toMatchObject({ ok: 0, code: 40571 });
  });

  it('of random bytes never brings the server down', async () => {
    let seed = 12345;
    const random = (): number => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed;
    };
    for (let i = 0; i < 200; i++) {
      const bytes = Buffer.from(message(ping));
      for (let j = 0; j < 4; j++) bytes[16 + (random() % (bytes.length - 16))] = random() & 0xff;
      await exchange(bytes);
    }
    await stillServes();
  });
});

function withInt32(bytes: Uint8Array, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeInt32LE(value, at);
  return changed;
}

function withByte(bytes: Uint8Array, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = value;
  return changed;
}

describe('limits', () => {
  it('a document above 16 MB is refused', async () => {
    const docs = required(client).db('x').collection('large');
    await docs.insertOne({ _id: 1 as never, text: 'x'.repeat(15_000_000) });
    await expect(docs.updateOne({}, { $set: { more: 'x'.repeat(3_000_000) } })).rejects.toMatchObject({
      code: 17419,
    });
    expect((await docs.findOne({}))?.more).toBeUndefined();
    await docs.drop();
  });

  it('what would be nested too deeply in the end is refused, and nothing is left of it', async () => {
    const docs = required(client).db('x').collection('deep');
    const path = (length: number): string => Array.from({ length }, () => 'b').join('.');
    const nests = { $reduce: { input: { $range: [0, 5000] }, initialValue: [], in: ['$$value'] } };
    await docs.insertOne({ _id: 1 as never, ...nested(150) });
    const attempts: (() => Promise<unknown>)[] = [
      () => docs.insertOne(nested(190)),
      () => docs.updateOne({}, { $set: { [path(190)]: 1 } }),
      () => docs.updateOne({}, { $set: { [path(20_000)]: 1 } }),
      () => docs.updateOne({}, { $set: { c: nested(185) } }),
      () => docs.updateOne({}, [{ $set: { c: nests } }]),
      () => docs.updateOne({ [path(190)]: 1 }, { $set: { c: 1 } }, { upsert: true }),
      () => docs.aggregate([{ $project: { c: nests } }]).toArray(),
      () => docs.aggregate([{ $set: { [path(20_000)]: 1 } }]).toArray(),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 15 });
    expect(await docs.find().toArray()).toEqual([{ _id: 1, ...nested(150) }]);
    await docs.drop();
  });

  it('a thousand idle connections are borne', async () => {
    const sockets: Socket[] = [];
    while (sockets.length < 1000) {
      const more = Array.from({ length: 100 }, connect);
      await Promise.all(more.map((socket) => once(socket, 'connect')));
      sockets.push(...more);
    }
    await stillServes();
    for (const socket of sockets) socket.destroy();
  });

  it('a client that hangs up in the middle of a command harms nobody', async () => {
    for (let i = 0; i < 50; i++) {
      const socket = connect();
      await once(socket, 'connect');
      socket.write(message(serialize({ find: 'large', $db: 'x' })));
      socket.destroy();
    }
    await stillServes();
  });
});

describe('commands', () => {
  const refused: readonly (readonly [what: string, command: Document, code: number])[] = [
    ['an unknown command', { nope: 1 }, 59],
    ['an unknown field', { find: 'x', nope: 1 }, 40415],
    ['a transaction', { find: 'x', startTransaction: true, txnNumber: 1, autocommit: false }, 20],
    ['commitTransaction', { commitTransaction: 1 }, 20],
    ['a collation', { find: 'x', collation: { locale: 'zh' } }, 238],
    ['a tailable cursor', { find: 'x', tailable: true }, 238],
    ['a capped collection', { create: 'c', capped: true, size: 1000 }, 238],
    ['a view', { create: 'v', viewOn: 'x', pipeline: [] }, 238],
    ['a validator', { create: 'v', validator: { a: 1 } }, 238],
    ['a text index', { createIndexes: 'x', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 238],
    ['a hidden index', { createIndexes: 'x', indexes: [{ key: { a: 1 }, name: 'a', hidden: true }] }, 238],
    [
      'an unknown index option',
      { createIndexes: 'x', indexes: [{ key: { a: 1 }, name: 'a', nope: 1 }] },
      197,
    ],
    ['an index on nothing', { createIndexes: 'x', indexes: [{ key: {}, name: 'a' }] }, 67],
    ['a cursor that is not there', { getMore: 5n, collection: 'x' }, 43],
    ['listIndexes of nothing', { listIndexes: 'never' }, 26],
    ['a write concern beyond one server', { insert: 'x', documents: [{}], writeConcern: { w: 3 } }, 2],
    ['explain of an unknown command', { explain: { nope: 1 } }, 59],
    ['explain of an unknown field', { explain: { find: 'x', nope: 1 } }, 40415],
    ['explain in an unknown way', { explain: { find: 'x' }, verbosity: 'nope' }, 2],
    ['a time limit below zero', { find: 'x', maxTimeMS: -1 }, 51024],
    ['dbStats in units of nothing', { dbStats: 1, scale: 0 }, 2],
    ['an aggregate without collection', { aggregate: 1, pipeline: [{ $currentOp: {} }], cursor: {} }, 238],
    ['a change stream', { aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
    ['an aggregate of nothing', { aggregate: 1, pipeline: [], cursor: {} }, 73],
    [
      'an option of the index on _id',
      { createIndexes: 'x', indexes: [{ key: { _id: 1 }, name: '_id_', sparse: true }] },
      197,
    ],
    ['a collection name with a dollar', { create: 'a$b' }, 73],
  ];
  it.each(refused)('%s is refused with its code', async (_, command, code) => {
    await expect(required(client).db('x').command(command)).rejects.toMatchObject({ code });
  });

  it('a driver finds no sessions and no transactions', async () => {
    const session = required(client).startSession();
    session.startTransaction();
    await expect(required(client).db('x').collection('y').insertOne({}, { session })).rejects.toThrow();
    await session.endSession().catch(() => undefined);
  });
});
