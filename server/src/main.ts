import { join } from 'node:path';
import { ensureWebBuild, webDist } from './builds.ts';
import { type Config, readConfig } from './config.ts';
import { loadDemoStory } from './demo/load.ts';
import { welcome } from './demo/welcome.ts';
import { systemClock } from './platform/clock.ts';
import { StartUpError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { type Ground, type LinliServer, startServer } from './server.ts';

/** Where people read; the log goes to standard error. */
const say = (text: string) => process.stdout.write(`${text}\n`);

async function start(config: Config): Promise<LinliServer> {
  if (config.serveWeb) await ensureWebBuild(() => say('Building the web app (about half a minute, once) …'));
  return startServer({
    database: config.mongodbUri ? { uri: config.mongodbUri } : { directory: config.dataDir },
    host: config.host,
    port: config.port,
    clock: systemClock,
    log: createLog(config.logLevel),
    secrets: config.secrets,
    wechat: config.wechat,
    push: config.push,
    messages: config.messages,
    files: config.files,
    settings: config.settings,
    trustProxy: config.trustProxy,
    metricsAccess: config.metricsToken
      ? { token: config.metricsToken }
      : config.production
        ? 'closed'
        : 'open',
    webDirectory: config.serveWeb ? webDist : undefined,
    // Before any job runs: what the story tells of days ago would be swept away under its hands.
    ...(config.demo && {
      async prepare(ground: Ground) {
        if (await loadDemoStory(ground, config)) say('The demonstration story has been loaded.');
      },
    }),
  });
}

function stopOnSignals(server: LinliServer): void {
  let stopping = false;
  const stop = () => {
    // A second Ctrl-C means now.
    if (stopping) process.exit(1);
    stopping = true;
    say('Stopping …');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  const line =
    error instanceof StartUpError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`linli: ${line}\n`);
  process.exit(1);
}

try {
  const config = readConfig(process.env);
  const server = await start(config);
  stopOnSignals(server);
  const database = config.mongodbUri ? 'MongoDB' : `built-in, in ${join(config.dataDir, 'database')}`;
  say(await welcome(server, { demo: config.demo, database }));
} catch (error) {
  fail(error);
}
