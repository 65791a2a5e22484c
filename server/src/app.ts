import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { Settings } from './config.ts';
import { type Absences, createAbsences } from './features/absences/index.ts';
import { type Appointments, createAppointments } from './features/appointments/index.ts';
import { type Articles, createArticles } from './features/articles/index.ts';
import { type AuditLog, createAuditLog } from './features/audit-log/index.ts';
import { type Calendars, createCalendars } from './features/calendar/index.ts';
import { type Campaigns, createCampaigns } from './features/campaigns/index.ts';
import { createCodeScans, createCodes } from './features/codes/index.ts';
import { type Consultations, createConsultations } from './features/consultations/index.ts';
import { createFeedback, type FeedbackFeature } from './features/feedback/index.ts';
import { createIdentity, type Identity } from './features/identity/index.ts';
import { createLawTexts, type LawTexts } from './features/law-texts/index.ts';
import { createLegal } from './features/legal/index.ts';
import { createLegalService, type LegalService } from './features/legal-service/index.ts';
import {
  createNotifications,
  type Notifications,
  type TemplateSettings,
} from './features/notifications/index.ts';
import { createOpenInterface } from './features/open-interface/index.ts';
import { createOrganization, type Organization } from './features/organization/index.ts';
import { createOversight, type Oversight } from './features/oversight/index.ts';
import { createPrivacy, type Privacy } from './features/privacy/index.ts';
import { createPublicity } from './features/publicity/index.ts';
import { createQuizzes, type Quizzes } from './features/quizzes/index.ts';
import { createRatings, type Ratings } from './features/ratings/index.ts';
import { createServiceRecords, type ServiceRecords } from './features/service-records/index.ts';
import { createTickets, type Tickets } from './features/tickets/index.ts';
import { type Audit, createAudit } from './platform/audit.ts';
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
  createWorkRobot,
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

/** The templates the account has chosen, and the robot of the work group; where there is none, the inbox is all. */
export interface MessageSettings {
  templates: TemplateSettings;
  robotUrl: string | undefined;
}

/** The whole server but for the socket: what a process needs to answer, to work off its jobs, and to end. */
export interface App {
  koa: Koa;
  organization: Organization;
  identity: Identity;
  serviceRecords: ServiceRecords;
  ratings: Ratings;
  tickets: Tickets;
  calendars: Calendars;
  absences: Absences;
  notifications: Notifications;
  feedback: FeedbackFeature;
  legalService: LegalService;
  appointments: Appointments;
  articles: Articles;
  lawTexts: LawTexts;
  campaigns: Campaigns;
  quizzes: Quizzes;
  consultations: Consultations;
  privacy: Privacy;
  files: Files;
  wechat: WechatClient;
  wechatPushes: WechatPushes | null;
  audit: Audit;
  auditLog: AuditLog;
  oversight: Oversight;
  jobs: Jobs;
  followUps: FollowUps;
  /** Starts what runs by itself: the directory's refresh and the jobs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a request may carry; the longest texts of a rating or a ticket action are far below. */
const bodyLimit = '64kb';

export async function createApp(needs: AppNeeds): Promise<App> {
  const { connection, clock, log } = needs;
  z.config(z.locales.zhCN());
  const followUps = needs.followUps ?? createFollowUps(log);
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

  const organization = await createOrganization(connection, log);
  const { tokenSecret } = needs.secrets;
  const identity = await createIdentity({
    connection,
    clock,
    vault,
    audit,
    wechat,
    organization,
    tokenSecret,
  });
  const calendars = await createCalendars({ connection, organization, audit, clock, log });
  const absences = await createAbsences({ connection, organization, audit, clock, log });
  const notifications = createNotifications({
    connection,
    clock,
    log,
    audit,
    wechat,
    carriers: {
      templates: needs.messages.templates,
      robot: needs.messages.robotUrl ? createWorkRobot(needs.messages.robotUrl, { clock }) : null,
    },
    openidOf: identity.openidOf,
    staffMember: (id) => organization.directory().staffMember(id) ?? null,
    residentOf: ({ kind, id }) =>
      ({ rating: ratings, feedback, consultation: consultations })[kind].residentOf(id),
    random: Math.random,
  });
  const serviceRecords = createServiceRecords(connection, clock);
  const tickets = await createTickets({
    connection,
    organization,
    absences,
    calendars,
    notifications,
    vault,
    audit,
    clock,
    times: needs.settings.ticketTimes,
    publishing: {
      publicNumbers: [needs.settings.legal.operator.phone],
      staffNames: needs.settings.publicStaffNames,
    },
    files,
    evidenceDays: needs.settings.evidenceDays,
  });
  const codeScans = createCodeScans(connection, clock, log);
  const ratings = createRatings({
    connection,
    onScan: codeScans.count,
    organization,
    records: serviceRecords,
    tickets,
    vault,
    audit,
    clock,
    followUps,
    pauseMinutes: needs.settings.ratingPauseMinutes,
    supplementDays: needs.settings.supplementDays,
    publicStaffNames: needs.settings.publicStaffNames,
  });
  const auditLog = createAuditLog({
    connection,
    organization,
    tickets,
    audit,
    clock,
    keepMonths: needs.settings.auditMonths,
  });
  const feedback = createFeedback({ connection, organization, tickets, vault, audit, clock, followUps });
  const campaigns = await createCampaigns(connection, log);
  const lawTexts = await createLawTexts({ connection, clock, log });
  const articles = await createArticles({
    connection,
    organization,
    campaigns,
    lawTexts,
    files,
    vault,
    audit,
    clock,
    log,
  });
  const quizzes = await createQuizzes({ connection, articles, campaigns, clock, log });
  const legalService = await createLegalService({
    connection,
    organization,
    calendars,
    clock,
    log,
    videoLink: needs.settings.videoLink,
  });
  const appointments = createAppointments({
    connection,
    organization,
    legalService,
    notifications,
    vault,
    audit,
    clock,
    times: needs.settings.bookingTimes,
  });
  const consultations = createConsultations({
    connection,
    organization,
    legalService,
    visits: appointments.visits,
    tickets,
    notifications,
    vault,
    audit,
    clock,
    followUps,
    minSample: needs.settings.figuresMinSample,
  });
  const privacy = createPrivacy({
    identity,
    ratings,
    feedback,
    consultations,
    notifications,
    articles,
    quizzes,
    audit,
    clock,
  });
  const oversight = createOversight({
    connection,
    organization,
    ratings,
    serviceRecords,
    tickets,
    notifications,
    audit,
    clock,
    minSample: needs.settings.figuresMinSample,
  });
  const openInterface = await createOpenInterface({
    connection,
    organization,
    records: serviceRecords,
    ratings,
    vault,
    audit,
    clock,
    log,
  });
  const publicity = createPublicity({
    organization,
    articles,
    campaigns,
    quizzes,
    appointments,
    clock,
    plans: needs.settings.publicityPlans,
  });
  const codes = await createCodes({
    connection,
    organization,
    legalService,
    records: serviceRecords,
    ratings,
    scans: codeScans,
    wechat,
    vault,
    audit,
    clock,
    log,
  });
  const legal = createLegal(needs.settings.legal);
  await prepareIndexes(connection);

  const jobs = createJobs(
    connection,
    [
      ...ratings.jobs,
      ...feedback.jobs,
      ...privacy.jobs,
      ...auditLog.jobs,
      ...tickets.jobs,
      ...appointments.jobs,
      ...articles.jobs,
      ...consultations.jobs,
      ...oversight.jobs,
    ],
    log,
  );
  const router = new Router();
  mountHandlers(
    router,
    {
      ...identity.handlers,
      ...organization.handlers,
      ...ratings.handlers,
      ...tickets.handlers,
      ...oversight.handlers,
      ...calendars.handlers,
      ...absences.handlers,
      ...feedback.handlers,
      ...appointments.handlers,
      ...articles.handlers,
      ...lawTexts.handlers,
      ...quizzes.handlers,
      ...publicity.handlers,
      ...consultations.handlers,
      ...privacy.handlers,
      ...legal.handlers,
      ...auditLog.handlers,
      ...notifications.handlers,
      ...openInterface.handlers,
      ...codes.handlers,
    },
    {
      authenticate: identity.authenticate,
      authenticatePartner: openInterface.authenticatePartner,
      authenticateDevice: codes.authenticateDevice,
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
    },
  );
  const description = describeApi();
  router.get('/api/v1/openapi.json', (ctx) => {
    ctx.body = description;
  });
  mountHealth(router, connection, jobs);
  wechatPushes?.mount(router);
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
    organization,
    identity,
    serviceRecords,
    ratings,
    tickets,
    calendars,
    absences,
    notifications,
    feedback,
    legalService,
    appointments,
    articles,
    lawTexts,
    campaigns,
    quizzes,
    consultations,
    privacy,
    files,
    wechat,
    wechatPushes,
    audit,
    auditLog,
    oversight,
    jobs,
    followUps,
    async start() {
      organization.start();
      calendars.start();
      legalService.start();
      absences.start();
      openInterface.start();
      campaigns.start();
      articles.start();
      notifications.start();
      lawTexts.start();
      quizzes.start();
      codes.start();
      codeScans.start();
      await jobs.start();
    },
    async stop() {
      organization.stop();
      calendars.stop();
      legalService.stop();
      absences.stop();
      openInterface.stop();
      campaigns.stop();
      articles.stop();
      await notifications.stop();
      lawTexts.stop();
      quizzes.stop();
      codes.stop();
      await codeScans.stop();
      await jobs.stop();
      await followUps.settled();
    },
  };
}
