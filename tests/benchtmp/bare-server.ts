import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import mongoose, { Schema, Types } from 'mongoose';
import { type BareOrigins, bareCode } from './bare-origins.ts';

/**
 * What our endpoints are measured against, in a process of its own: Node's http alone, Koa with a router, and Koa
 * with one mongoose call on the same database. Started with MONGODB_URI; tells its parent where it listens.
 */
const uri = process.env.MONGODB_URI;
if (!uri) throw new Error('MONGODB_URI is missing');

const connection = await mongoose
  .createConnection(uri, { dbName: 'bench', autoIndex: false, maxPoolSize: 50 })
  .asPromise();

/** As many fields as a rating has. */
interface Thing {
  code: string;
  name: string;
  grade: number;
  tags: string[];
  comment: string;
  counterId: Types.ObjectId;
  departmentId: Types.ObjectId;
  residentId: Types.ObjectId;
  createdAt: Date;
}

const schema = new Schema<Thing>({
  code: { type: String, required: true },
  name: String,
  grade: Number,
  tags: [String],
  comment: String,
  counterId: Types.ObjectId,
  departmentId: Types.ObjectId,
  residentId: Types.ObjectId,
  createdAt: Date,
});
schema.index({ code: 1 });
const things = connection.model('Thing', schema, 'things');
await things.createIndexes();

const thing = (code: string): Thing => ({
  code,
  name: '综合受理 1 号窗口',
  grade: 2,
  tags: ['207', '213'],
  comment: '等了一个小时，材料又要重新填。',
  counterId: new Types.ObjectId(),
  departmentId: new Types.ObjectId(),
  residentId: new Types.ObjectId(),
  createdAt: new Date(),
});
await things.create(thing(bareCode));

const router = new Router();
router.get('/json', (ctx) => {
  ctx.body = { code: bareCode, name: '综合受理 1 号窗口' };
});
router.get('/find/:code', async (ctx) => {
  ctx.body = await things.findOne({ code: String(ctx.params.code) }).lean();
});
router.post('/create', async (ctx) => {
  ctx.status = 201;
  ctx.body = await things.create(thing('new'));
});

const koa = new Koa().use(router.routes());
const origins: BareOrigins = {
  http: await listen((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"code":"A01"}');
  }),
  koa: await listen(koa.callback()),
};
process.send?.(origins);
process.once('disconnect', () => process.exit());

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is no string
}
