import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { demoOrganization, serve } from '@linli/server/demo/story.ts';
import {
  createApiCall,
  createTestClock,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import type { LiveKind } from '@linli/shared/live.ts';
import { Types } from 'mongoose';
import { z } from 'zod';
import { startServerProcess } from '../support/server.ts';
import { connectScreen, type LiveScreen } from './live-screen.ts';
import { percentiles } from './load.ts';
import { printTable } from './table.ts';

/**
 * How long a new ticket takes to its handler's screen: from the moment the resident sends a bad rating to the answer
 * of the queue that shows it. Two API processes on one database; half of the screens listen to each, and the ratings
 * go to both in turn. Every screen hears of each ticket of its unit; those of supervisors read their overview anew.
 */
const newHandlers = Array.from({ length: 178 }, (_, index) => `bench.handler.${index}`);
const supervisors = Array.from({ length: 20 }, (_, index) => `bench.supervisor.${index}`);
/** Those of the demonstration get tickets, too. */
const handlers = ['handler', 'handler.zhou', ...newHandlers];
const ratingCount = 300;
const perSecond = 5;
const aimMs = 1000;
/** Nobody waits longer for a ticket that was lost. */
const patienceMs = 10_000;

/** Runs the benchmark and prints what came of it. */
export async function run(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'linli-bench-'));
  const clock = createTestClock(new Date());
  // Signing in counts by address, and here are many.
  const owner = await startTestServer({ database: { directory }, clock, trustProxy: true });
  try {
    await addStaff(owner);
    const processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
    try {
      await measure(
        owner,
        processes.map(({ origin }) => origin),
      );
    } finally {
      await Promise.all(processes.map((process) => process.stop()));
    }
  } finally {
    await owner.stop();
    await rm(directory, { recursive: true });
  }
}

async function addStaff({ app }: TestServer): Promise<void> {
  const organization = demoOrganization();
  const member = (role: 'handler' | 'supervisor') => (username: string) => ({
    username,
    name: username,
    department: 'service-centre',
    roles: [role],
    counters: [],
    active: true,
  });
  const staff = [
    ...organization.staff,
    ...newHandlers.map(member('handler')),
    ...supervisors.map(member('supervisor')),
  ];
  await app.organization.load({ ...organization, staff });
}

async function signIn({ app, url }: TestServer, username: string, index: number): Promise<string> {
  await app.identity.setPassword(username, demoPassword);
  const response = await fetch(`${url}/api/v1/auth/staff`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${index >> 8}.${index & 255}` },
    body: JSON.stringify({ username, password: demoPassword }),
  });
  return z.object({ accessToken: z.string() }).parse(await response.json()).accessToken;
}

async function measure(owner: TestServer, origins: readonly string[]): Promise<void> {
  /** When each ticket was first in a queue, by its id. */
  const seenAt = new Map<string, number>();
  const screens = await connectAll(owner, origins, (ticketId) => {
    if (!seenAt.has(ticketId)) seenAt.set(ticketId, performance.now());
  });
  const sentAt = await rateSteadily(owner, origins);
  const ratingIds = [...sentAt.keys()].map((id) => new Types.ObjectId(id));
  const tickets = await allTickets(owner, ratingIds);
  const lastMoment = performance.now() + patienceMs;
  while (tickets.some(({ id }) => !seenAt.has(id)) && performance.now() < lastMoment) await delay(50);
  report(
    tickets.map(({ id, sourceId }) => (seenAt.get(id) ?? Number.NaN) - (sentAt.get(sourceId) ?? 0)),
    screens,
  );
  await Promise.all(screens.map((screen) => screen.close()));
}

/** Sends the ratings to the processes in turn, evenly spaced; when each was sent, by the rating's id. */
async function rateSteadily(owner: TestServer, origins: readonly string[]): Promise<Map<string, number>> {
  const calls = origins.map((origin) => createApiCall(origin));
  const startedAt = performance.now();
  const sent: Promise<[string, number]>[] = [];
  for (let index = 0; index < ratingCount; index++) {
    const { token: service } = await serve(owner.app, 'A02', 'birth-registration');
    const token = (await owner.app.identity.beginResidentSession(`bench-${index}`)).tokens.accessToken;
    const wait = startedAt + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await delay(wait);
    const call = calls[index % calls.length];
    if (!call) throw new Error('no process is running');
    const at = performance.now();
    const body = { scene: `r.${service}`, grade: 1 as const, tags: [], anonymous: true as const };
    sent.push(
      call('submitRating', { token, body: { ...body, idempotencyKey: randomUUID() } }).then((answer) => [
        answer.body.id,
        at,
      ]),
    );
  }
  return new Map(await Promise.all(sent));
}

/** The tickets of these ratings, once all are there. */
async function allTickets({ app }: TestServer, ratingIds: readonly Types.ObjectId[]) {
  for (;;) {
    const tickets = await app.tickets.progressOfEach(ratingIds);
    if (tickets.size === ratingIds.length)
      return [...tickets].map(([sourceId, { _id }]) => ({ sourceId, id: _id.toHexString() }));
    await delay(50);
  }
}

async function connectAll(
  owner: TestServer,
  origins: readonly string[],
  seen: (ticketId: string) => void,
): Promise<LiveScreen[]> {
  const screens: LiveScreen[] = [];
  for (const [index, username] of [...handlers, ...supervisors].entries()) {
    const origin = origins[index % origins.length] ?? '';
    const token = await signIn(owner, username, index);
    const call = createApiCall(origin);
    const readQueue = async () => {
      const query = { queue: 'mine', state: 'open', limit: 50 } as const;
      const { items } = (await call('listTickets', { token, query })).body;
      for (const { id } of items) seen(id);
    };
    const readOverview = async () => {
      await call('getOverview', { token, query: {} });
    };
    const [kind, read]: [LiveKind, () => Promise<void>] = handlers.includes(username)
      ? ['own-tickets', readQueue]
      : ['unit-tickets', readOverview];
    screens.push(await connectScreen(origin, token, kind, read));
  }
  return screens;
}

function report(times: readonly number[], screens: readonly LiveScreen[]): void {
  const seen = times.filter(Number.isFinite);
  const { p50, p99 } = percentiles(times.map((time) => (Number.isFinite(time) ? time : patienceMs)));
  const ms = (time: number) => time.toFixed(0);
  const reads = screens.reduce((sum, screen) => sum + screen.reads(), 0);
  printTable(
    [
      `${screens.length} screens, 2 processes, ${perSecond} a second`,
      'p50 ms',
      'p99 ms',
      'most ms',
      'aim p99',
      'never seen',
    ],
    [
      [
        `${times.length} ratings, each until its ticket is in the queue`,
        ms(p50),
        ms(p99),
        ms(Math.max(...seen)),
        `< ${aimMs}`,
        String(times.length - seen.length),
      ],
    ],
  );
  printTable(['the screens have read', 'times'], [['', String(reads)]]);
}
