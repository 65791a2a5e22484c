import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import type { LinliServer } from '../server.ts';
import { storyClock, tellDemoStory } from './story.ts';

/**
 * Loads the demonstration story if nobody has put anything into the database yet. It is told by an app of its
 * own, with a clock of its own, on a second connection to the server's database. True when it was loaded.
 */
export async function loadDemoStory(server: LinliServer, config: Config): Promise<boolean> {
  if (server.app.organization.directory().counters().length > 0) return false;
  const clock = storyClock(new Date());
  const database = await openDatabase({ uri: server.database.uri });
  try {
    const app = await createApp({
      connection: database.connection,
      clock,
      log: createLog(config.logLevel),
      secrets: config.secrets,
      // Nobody in the story signs in through WeChat.
      wechat: { baseUrl: 'http://127.0.0.1', appId: '', appSecret: '' },
      ratingPauseMinutes: config.ratingPauseMinutes,
      trustProxy: false,
      metricsAccess: 'closed',
    });
    await tellDemoStory(app, clock);
    await app.stop();
  } finally {
    await database.close();
  }
  await server.app.organization.refresh();
  return true;
}
