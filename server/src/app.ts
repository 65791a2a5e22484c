import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { MessageSettings, Settings } from './config.ts';
import { mountScreenPage } from './features/codes/index.ts';
import {
  createFeatures,
  type Features,
  handlersOf,
  jobsOf,
  startFeatures,
  stopFeatures,
} from './features.ts';
import { type Audit, createAudit } from './platform/audit.ts';
import { createChangeLog } from './platform/changes.ts';
import { type Clock, hourMs } from './platform/clock.ts';
import { prepareIndexes } from './platform/database.ts';
import { createFileStore, createFiles, type FileSettings, type Files } from './platform/files/index.ts';
import { createFollowUps, type FollowUps } from './platform/follow-ups.ts';
import { answerErrors } from './platform/http/errors.ts';
import { mountHealth } from './platform/http/health.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { mountHandlers } from './platform/http/mount.ts';
import { describeApi } from './platform/http/openapi.ts';
import { createRateLimits } from './platform/http/rate-limits.ts';
import { requestId } from './platform/http/request-id.ts';
import { securityHeaders, serveWebApp } from './platform/http/web-app.ts';
import { createJobs, type Jobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import { createVault } from './platform/vault.ts';
import {
  createWechat,
  createWechatPushes,
  type PushSettings,
  type WechatAccount,
  type WechatClient,
  type WechatPushes,
} from './platform/wechat/index.ts';
import { mountStandInPage } from './platform/wechat/stand-in/page.ts';

export interface AppNeeds {
  connection: Connection;
  clock: Clock;
  log: Log;
  secrets: { tokenSecret: string; dataKey: Buffer };
  wechat: WechatAccount;
  /** Where WeChat's stand-in is, for its page; absent with the real one. */
  standInUrl?: string | undefined;
  /** How the account pushes to us; absent: it does not. */
  push?: PushSettings | undefined;
  /** What carries messages further than the inbox. */
  messages: MessageSettings;
  files: FileSettings;
  settings: Settings;
  trustProxy: boolean;
  metricsAccess: 'open' | 'closed' | { token: string };
  /** Where the web build lies; without it the app answers the API only. */
  webDirectory?: string | undefined;
  /** Hold answers against the contract (tests). */
  checkAnswers?: boolean;
  /** What to do with work that follows from a write (tests let a process die there). */
  followUps?: FollowUps;
}

/** The whole server but for the socket: what a process needs to answer, to work off its jobs, and to end. */
export interface App extends Features {
  koa: Koa;
  files: Files;
  wechat: WechatClient;
  wechatPushes: WechatPushes | null;
  audit: Audit;
  jobs: Jobs;
  followUps: FollowUps;
  /** Starts what runs by itself: the directory's refresh and the jobs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a request may carry: an article of the greatest length is about 70 KB in Chinese, everything else far below. */
const bodyLimit = '96kb';

export async function createApp(needs: AppNeeds): Promise<App> {
  const { connection, clock, log } = needs;
  z.config(z.locales.zhCN());
  const followUps = needs.followUps ?? createFollowUps(log);
  const changes = createChangeLog(connection, log);
  const vault = createVault(needs.secrets.dataKey);
  const audit = createAudit(connection, vault, clock);
  const wechat = createWechat({ account: needs.wechat, connection, vault, clock });
  const wechatPushes = needs.push
    ? createWechatPushes({ connection, clock, appId: needs.wechat.appId, settings: needs.push })
    : null;
  const files = createFiles({
    connection,
    clock,
    store: createFileStore(needs.files.place),
    workDirectory: needs.files.workDirectory,
    abandonedMs: needs.settings.abandonedFileHours * hourMs,
  });

  const features = await createFeatures({
    connection,
    clock,
    log,
    tokenSecret: needs.secrets.tokenSecret,
    vault,
    audit,
    wechat,
    files,
    followUps,
    changes,
    messages: needs.messages,
    settings: needs.settings,
  });
  await prepareIndexes(connection);

  const jobs = createJobs(connection, jobsOf(features), log);
  const router = new Router();
  mountHandlers(router, handlersOf(features), {
    authenticate: features.identity.authenticate,
    authenticatePartner: features.openInterface.authenticatePartner,
    authenticateDevice: features.codes.authenticateDevice,
    countCall: createRateLimits(),
    recordRefusal: (id, actor, ip) =>
      audit.record({
        chain: 'identity',
        actor: { kind: actor.kind, id: actor.id },
        action: 'endpoint-refused',
        subject: { kind: 'endpoint', id },
        outcome: 'refused',
        ip,
      }),
    checkAnswers: needs.checkAnswers ?? false,
  });
  const description = describeApi();
  router.get('/api/v1/openapi.json', (ctx) => {
    ctx.body = description;
  });
  mountHealth(router, connection, jobs);
  wechatPushes?.mount(router);
  mountScreenPage(router);
  if (needs.standInUrl) mountStandInPage(router, needs.standInUrl);
  const metrics = createMetrics(needs.metricsAccess);
  router.get('/metrics', metrics.answer);

  const koa = new Koa({ proxy: needs.trustProxy });
  koa.on('error', (error: unknown) => log.warn({ err: error }, 'while answering'));
  koa.use(requestId);
  koa.use(metrics.measure);
  koa.use(securityHeaders(needs.webDirectory));
  koa.use(compress());
  koa.use(answerErrors(log));
  koa.use(bodyParser({ enableTypes: ['json'], jsonLimit: bodyLimit, encoding: 'utf-8' }));
  koa.use(router.routes());
  koa.use(router.allowedMethods({ throw: false }));
  if (needs.webDirectory) koa.use(serveWebApp(needs.webDirectory));

  return {
    koa,
    ...features,
    files,
    wechat,
    wechatPushes,
    audit,
    jobs,
    followUps,
    async start() {
      startFeatures(features);
      await jobs.start();
    },
    async stop() {
      await stopFeatures(features);
      await jobs.stop();
      await followUps.settled();
      await changes.settled();
    },
  };
}
