import { demoOrganization } from '@linli/server/demo/story.ts';
import { systemClock } from '@linli/server/platform/clock.ts';
import { createLog } from '@linli/server/platform/log.ts';
import { startServer } from '@linli/server/server.ts';
import { testFiles, testSecrets, testSettings } from '@linli/server/testing/index.ts';

/** A server on the directory it is given that is killed the moment a rating is stored and its ticket is not. */
const server = await startServer({
  database: { directory: process.argv[2] ?? '' },
  host: '127.0.0.1',
  port: 0,
  clock: systemClock,
  log: createLog('silent'),
  secrets: testSecrets,
  wechat: undefined,
  files: testFiles().files,
  settings: testSettings,
  trustProxy: false,
  metricsAccess: 'closed',
  followUps: {
    start: () => process.kill(process.pid, 'SIGKILL'),
    settled: async () => {},
  },
});
await server.app.organization.load(demoOrganization());
process.stdout.write(`${server.url}\n`);
