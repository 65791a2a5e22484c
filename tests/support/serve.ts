import { systemClock } from '@linli/server/platform/clock.ts';
import { createLog } from '@linli/server/platform/log.ts';
import { startServer } from '@linli/server/server.ts';
import { testFiles, testSecrets, testSettings } from '@linli/server/testing/index.ts';

/** The API as a process of its own; `startServerProcess` starts it. Stops in order when its parent lets go. */
const [uri, name, account] = process.argv.slice(2);
if (!uri || !name || !process.send) throw new Error('started by startServerProcess, with a URI and a name');

const { files, remove } = testFiles();
const server = await startServer({
  database: { uri, name },
  host: '127.0.0.1',
  port: 0,
  clock: systemClock,
  log: createLog('error'),
  secrets: testSecrets,
  wechat: account ? JSON.parse(account) : undefined,
  files,
  settings: testSettings,
  trustProxy: false,
  metricsAccess: 'open',
});
process.on('message', () => void server.app.tickets.raiseAlerts().then(() => process.send?.('swept')));
process.once(
  'disconnect',
  () =>
    void server
      .stop()
      .then(remove)
      .then(() => process.exit()),
);
process.send(server.url);
