import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestClock, startTestServer, type TestServer } from '@linli/server/testing/index.ts';
import { startServerProcess } from '../support/server.ts';
import { type BareOrigins, bareCode, bareOrigins } from './bare-origins.ts';
import { type LoadRequest, type LoadResult, load, medianRun } from './load.ts';
import { prepareResidents, prepareScenes, prepareSubmissions } from './residents.ts';
import { steadyLoad } from './steady.ts';
import { printTable } from './table.ts';

/**
 * What our endpoints cost next to the least that could do the same, all on one database in one run: the bare servers
 * and ours are a process each, this process holds the database and makes the load.
 */
const connections = 32;
const rounds = 3;
const secondsEach = 3;
/** Bare and ours alike; each of ours uses up a prepared service record. */
const writesEach = 3_000;
const steadyRate = 200;
const steadySeconds = 5;
const residentCount = 400;

/** The targets, as parts of what the bare call reaches. */
const aims = { 'scan counter': 0.6, 'scan service': 0.6, 'submit rating': 0.5 };
const steadyAims = { read: 100, write: 250 };

interface Contender {
  name: string;
  origin: string;
  next(): LoadRequest;
  until: { seconds: number } | { requests: number };
  /** The bare call it is compared with. */
  beside?: string;
}

/** Runs the benchmark and prints what came of it. */
export async function run(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'linli-bench-'));
  const owner = await startTestServer({ database: { directory }, clock: createTestClock(new Date()) });
  try {
    const bare = await startBareServer(owner.database.uri);
    const ours = await startServerProcess(owner.database);
    try {
      await measure(owner, bare.origins, ours.origin);
    } finally {
      await ours.stop();
      await bare.stop();
    }
  } finally {
    await owner.stop();
    await rm(directory, { recursive: true });
  }
}

async function measure(owner: TestServer, bare: BareOrigins, ours: string): Promise<void> {
  const residents = await prepareResidents(owner, residentCount);
  const submissions = await prepareSubmissions(
    owner,
    residents,
    rounds * writesEach + 2 * steadyRate * steadySeconds,
  );
  const scenes = await prepareScenes(owner, residentCount);
  let turn = 0;
  const submit = () => submissions.take();
  const get = (path: string) => () => ({ method: 'GET' as const, path });
  const scanCounter = get('/api/v1/scan/c.A01');
  const scanService = () => get(`/api/v1/scan/${scenes[turn++ % scenes.length]}`)();
  const mine = residents.round((token) => ({ method: 'GET', path: '/api/v1/ratings/mine', token }));
  const reads = { seconds: secondsEach };
  const writes = { requests: writesEach };
  const contenders: Contender[] = [
    { name: 'node http', origin: bare.http, next: get('/'), until: reads },
    { name: 'koa + router, JSON', origin: bare.koa, next: get('/json'), until: reads },
    { name: 'findOne().lean()', origin: bare.koa, next: get(`/find/${bareCode}`), until: reads },
    { name: 'scan counter', origin: ours, next: scanCounter, until: reads, beside: 'findOne().lean()' },
    { name: 'scan service', origin: ours, next: scanService, until: reads, beside: 'findOne().lean()' },
    { name: 'my ratings', origin: ours, next: mine, until: reads, beside: 'findOne().lean()' },
    { name: 'create()', origin: bare.koa, next: () => ({ method: 'POST', path: '/create' }), until: writes },
    { name: 'submit rating', origin: ours, next: submit, until: writes, beside: 'create()' },
  ];
  for (const { origin, next } of contenders.filter(({ name }) => name !== 'submit rating')) {
    await load({ origin, next, connections, until: { requests: 500 } }); // warm
  }
  const results = await interleave(contenders);
  printRatios(contenders, results);
  await printSteady(ours, { 'scan service': scanService, 'my ratings': mine }, { 'submit rating': submit });
}

/** Round after round, so that what slows the machine for a while slows all of them. */
async function interleave(contenders: readonly Contender[]): Promise<Map<string, LoadResult>> {
  const runs = new Map<string, LoadResult[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, origin, next, until } of contenders) {
      const result = await load({ origin, next, until, connections });
      runs.set(name, [...(runs.get(name) ?? []), result]);
    }
  }
  return new Map([...runs].map(([name, list]) => [name, medianRun(list)]));
}

function printRatios(contenders: readonly Contender[], results: ReadonlyMap<string, LoadResult>): void {
  const aimOf = new Map<string, number>(Object.entries(aims));
  const rows = contenders.flatMap(({ name, beside }) => {
    const result = results.get(name);
    const other = beside === undefined ? undefined : results.get(beside);
    const aim = aimOf.get(name);
    if (!result) return [];
    const ratio = other ? `${(result.perSecond / other.perSecond).toFixed(2)} × ${beside}` : '';
    return [
      [
        name,
        result.perSecond.toFixed(0),
        ...milliseconds(result),
        ratio,
        aim === undefined ? '' : `≥ ${aim}`,
      ],
    ];
  });
  printTable([`${connections} connections`, 'per second', 'p50 ms', 'p99 ms', 'ratio', 'aim'], rows);
}

type Requests = Record<string, () => LoadRequest>;

async function printSteady(origin: string, reads: Requests, writes: Requests): Promise<void> {
  const rows: string[][] = [];
  const measureAll = async (requests: Requests, aim: number) => {
    for (const [name, next] of Object.entries(requests)) {
      const result = await steadyLoad({ origin, next, perSecond: steadyRate, seconds: steadySeconds });
      rows.push([name, ...milliseconds(result), `< ${aim}`]);
    }
  };
  await measureAll(reads, steadyAims.read);
  await measureAll(writes, steadyAims.write);
  printTable([`${steadyRate} a second`, 'p50 ms', 'p99 ms', 'aim p99'], rows);
}

const milliseconds = ({ p50, p99 }: LoadResult) => [p50.toFixed(1), p99.toFixed(1)];

async function startBareServer(uri: string) {
  const child = fork(path.join(import.meta.dirname, 'bare-server.ts'), {
    env: { ...process.env, MONGODB_URI: uri },
  });
  const ended = once(child, 'exit');
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => [null])]);
  return {
    origins: bareOrigins.parse(message),
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
