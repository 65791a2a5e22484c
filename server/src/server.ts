import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type App, type AppNeeds, createApp } from './app.ts';
import type { MessageSettings } from './config.ts';
import { standInTemplates } from './features/notifications/index.ts';
import { type Database, type DatabaseSource, openDatabase } from './platform/database.ts';
import { StartUpError } from './platform/errors.ts';
import { pushPath, type WechatAccount } from './platform/wechat/index.ts';
import { startWechatStandIn, type WechatStandIn } from './platform/wechat/stand-in/index.ts';

export interface ServerNeeds extends Omit<AppNeeds, 'connection' | 'wechat' | 'messages' | 'standInUrl'> {
  database: DatabaseSource;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Undefined: the offline stand-in. */
  wechat: AppNeeds['wechat'] | undefined;
  /** With the stand-in those of the demonstration, unless others are set. */
  messages?: MessageSettings | undefined;
  /** Puts into the database what has to be there before the app reads it and jobs run on it. */
  prepare?: (ground: Ground) => Promise<void>;
}

/** What an app is started on. */
export interface Ground {
  /** Where others reach its data. */
  database: { uri: string; name: string };
  /** The account it speaks for: WeChat's, or that of the stand-in. */
  wechat: WechatAccount;
}

/** A listening server with everything under it. */
export interface LinliServer {
  app: App;
  database: Database;
  url: string;
  /** In order: sockets close, no new requests, those under way finish, jobs and follow-ups end, the database closes. */
  stop(): Promise<void>;
}

/** Requests still under way when the server stops get this long to finish. */
const finishMs = 10_000;

/**
 * Opens the database and listens.
 * @throws StartUpError when the database cannot be opened or the address cannot be had
 */
export async function startServer(needs: ServerNeeds): Promise<LinliServer> {
  /** What has been started, to be stopped in reverse, also when a later step fails. */
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const database = await openDatabase(needs.database);
    stops.push(database.close);
    const standIn = needs.wechat ? undefined : await startWechatStandIn();
    if (standIn) stops.push(standIn.stop);
    const wechat = needs.wechat ?? standIn?.account;
    const push =
      needs.push ?? (standIn && { token: randomBytes(16).toString('hex'), encodingAesKey: undefined });
    const messages = needs.messages ?? messagesOf(standIn);
    if (!wechat) throw new Error('there is no WeChat account');
    await needs.prepare?.({ database: { uri: database.uri, name: database.connection.name }, wechat });
    const app = await createApp({
      ...needs,
      connection: database.connection,
      wechat,
      messages,
      push,
      standInUrl: standIn?.account.baseUrl,
    });
    stops.push(app.stop);
    await app.files.check();
    await app.start();
    const http = createServer(app.koa.callback());
    const url = await listen(http, needs.host, needs.port);
    stops.push(() => close(http));
    app.live.attach(http);
    stops.push(app.live.stop);
    if (standIn && push)
      standIn.pushTo({
        url: `${url}${pushPath}`,
        ...push,
        appId: wechat.appId,
        now: () => needs.clock.now().getTime(),
      });
    return { app, database, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function messagesOf(standIn: WechatStandIn | undefined): MessageSettings {
  return { templates: standIn ? standInTemplates : {}, robotUrl: standIn?.robotUrl };
}

async function listen(http: Server, host: string, port: number): Promise<string> {
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE')
      throw new StartUpError(`PORT: ${port} is already in use; stop the other program or set another PORT`);
    throw new StartUpError(`HOST, PORT: cannot listen on ${host}:${port} (${code})`);
  }
  const address = http.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  const shownHost = host === '0.0.0.0' || host === '127.0.0.1' || host === '::' ? 'localhost' : host;
  return `http://${shownHost}:${actualPort}`;
}

async function close(http: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const hurry = setTimeout(() => http.closeAllConnections(), finishMs);
  await closed;
  clearTimeout(hurry);
}
