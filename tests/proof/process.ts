import { createLog } from '@linli/server/platform/log.ts';
import { startServer } from '@linli/server/server.ts';
import { createTestClock, testFiles, testSecrets } from '@linli/server/testing/index.ts';
import { settings } from './stage.ts';

/** One API process of the proof, with a clock that its parent moves. `startProcess` starts it. */
const [uri, name, now] = process.argv.slice(2);
if (!uri || !name || !now || !process.send)
  throw new Error('started by startProcess, with a URI, a name, a time');

const clock = createTestClock(new Date(now));
const { files, remove } = testFiles();
const server = await startServer({
  database: { uri, name },
  host: '127.0.0.1',
  port: 0,
  clock,
  log: createLog('silent'),
  secrets: testSecrets,
  wechat: undefined,
  files,
  settings,
  trustProxy: false,
  metricsAccess: 'closed',
});

/** What the parent may ask for: a time to set the clock to, or a sweep. */
async function heed(message: unknown): Promise<void> {
  if (typeof message === 'string') clock.advance(Date.parse(message) - clock.now().getTime());
  else {
    await server.app.legalService.refresh();
    await server.app.appointments.sweep();
  }
}

process.on('message', (message) => {
  heed(message).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(`failed: ${error instanceof Error ? error.stack : error}`),
  );
});
process.once(
  'disconnect',
  () =>
    void server
      .stop()
      .then(remove)
      .then(() => process.exit()),
);
process.send(server.url);
