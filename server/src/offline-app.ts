import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Clock } from './platform/clock.ts';
import { type DatabaseSource, openDatabase } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import type { WechatAccount } from './platform/wechat/index.ts';

/** The features on a database, without a socket, jobs or WeChat: for tools and for the demonstration story. */
export interface OfflineApp {
  app: App;
  close(): Promise<void>;
}

/** What of the configuration an app without a socket needs. */
export type OfflineConfig = Pick<Config, 'logLevel' | 'secrets' | 'settings' | 'files'>;

/** For who needs nothing of WeChat: nobody signs in offline. */
const noWechat = { baseUrl: 'http://127.0.0.1', appId: '', appSecret: '' };

export async function openOfflineApp(
  config: OfflineConfig,
  source: DatabaseSource,
  clock: Clock,
  wechat: WechatAccount = noWechat,
): Promise<OfflineApp> {
  const database = await openDatabase(source);
  const app = await createApp({
    connection: database.connection,
    clock,
    log: createLog(config.logLevel),
    secrets: config.secrets,
    wechat,
    messages: { templates: {}, robotUrl: undefined },
    files: config.files,
    settings: config.settings,
    trustProxy: false,
    metricsAccess: 'closed',
  });
  return {
    app,
    async close() {
      await app.stop();
      await database.close();
    },
  };
}
