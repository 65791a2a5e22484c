import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { demoPassword } from '../demo/accounts.ts';
import { demoLegal } from '../demo/legal.ts';
import { demoLegalService, demoOrganization } from '../demo/story.ts';
import type { DatabaseSource } from '../platform/database.ts';
import type { FileSettings } from '../platform/files/index.ts';
import { createLog } from '../platform/log.ts';
import { type LinliServer, type ServerNeeds, startServer } from '../server.ts';
import { type ApiCall, createApiCall } from './api-call.ts';
import { createTestClock, type TestClock } from './clock.ts';

/** Keys that all servers of one test share, so that two processes on one database understand each other. */
export const testSecrets = {
  tokenSecret: 'a token secret for tests, 32 characters',
  dataKey: Buffer.alloc(32, 7),
};

/** The settings as an installation has them when it sets none. */
export const testSettings = {
  ratingPauseMinutes: 10,
  supplementDays: 30,
  auditMonths: 12,
  publicStaffNames: false,
  figuresMinSample: 20,
  abandonedFileHours: 24,
  evidenceDays: 180,
  ticketTimes: {
    acceptMinutes: 15,
    contactDays: 1,
    settleDays: 5,
    judgeDays: 7,
    extendedDays: 15,
    yellowPercent: 60,
    headPercent: 150,
    pauses: 2,
    pauseDays: 10,
  },
  bookingTimes: {
    noticeMinutes: 60,
    horizonDays: 14,
    changeMinutes: 120,
    activeMax: 2,
    holdMinutes: 5,
    offerMinutes: 30,
    closureOfferMinutes: 120,
  },
  live: { pollMs: 100, beatSeconds: 25, socketsEach: 8 },
  publicityPlans: [{ name: '八五普法', from: 2021, to: 2025 }],
  videoLink: null,
  legal: demoLegal(),
};

/** A place for files of its own, below the system's temporary directory. Nothing is there until a file is stored. */
export function testFiles() {
  const directory = join(tmpdir(), `linli-test-${randomUUID()}`);
  const files: FileSettings = {
    place: { directory: join(directory, 'files') },
    workDirectory: join(directory, 'work'),
  };
  return { files, remove: () => rm(directory, { recursive: true, force: true }) };
}

export interface TestServer extends LinliServer {
  clock: TestClock;
  /** Where its files lie. */
  files: FileSettings;
  call: ApiCall;
  /** Signs in the demonstration resident of this name; answers the access token. */
  residentToken(name: string): Promise<string>;
  /** Signs in a member of staff of the demonstration organization; answers the access token. */
  staffToken(username: string): Promise<string>;
}

/** A database of its own: in memory, or a new one on the MongoDB that MONGODB_URI names. */
function testDatabase(): DatabaseSource {
  const uri = process.env.MONGODB_URI;
  return uri ? { uri, name: `linli-test-${randomUUID()}` } : { memory: true };
}

/** A server on a free port with the demonstration organization, an empty history, and a clock that the test moves. */
export async function startTestServer(
  needs: Partial<ServerNeeds> & { clock?: TestClock } = {},
): Promise<TestServer> {
  const clock = needs.clock ?? createTestClock();
  const { files, remove } = testFiles();
  const server = await startServer({
    database: testDatabase(),
    host: '127.0.0.1',
    port: 0,
    log: createLog('silent'),
    secrets: testSecrets,
    wechat: undefined,
    files,
    settings: testSettings,
    trustProxy: false,
    metricsAccess: 'open',
    checkAnswers: true,
    ...needs,
    clock,
  });
  const { app, database } = server;
  await keepWhatExpires(database.connection);
  if (app.organization.directory().counters().length === 0) {
    await app.organization.load(demoOrganization());
    await app.legalService.load(demoLegalService());
  }
  const call = createApiCall(server.url);
  return {
    ...server,
    files,
    clock,
    call,
    async residentToken(name) {
      const { body } = await call('signInWithWechat', { body: { code: `demo-${name}` } });
      return body.accessToken;
    },
    async staffToken(username) {
      await app.identity.setPassword(username, demoPassword);
      const { body } = await call('signInStaff', { body: { username, password: demoPassword } });
      return body.accessToken;
    },
    async stop() {
      await app.followUps.settled();
      if (process.env.MONGODB_URI) await dropDatabase(database.connection);
      await server.stop();
      await remove();
    },
  };
}

/** The database removes what has expired by its own clock, which is not the test's. */
async function keepWhatExpires(connection: mongoose.Connection): Promise<void> {
  await connection.db?.admin().command({ setParameter: 1, ttlMonitorSleepSecs: 1_000_000 });
}

async function dropDatabase(connection: mongoose.Connection): Promise<void> {
  if (connection.readyState === mongoose.ConnectionStates.connected) await connection.dropDatabase();
}
