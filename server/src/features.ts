import type { Connection } from 'mongoose';
import type { MessageSettings, Settings } from './config.ts';
import { createAbsences } from './features/absences/index.ts';
import { createAppointments } from './features/appointments/index.ts';
import { createArticles } from './features/articles/index.ts';
import { createAuditLog } from './features/audit-log/index.ts';
import { createCalendars } from './features/calendar/index.ts';
import { createCampaigns } from './features/campaigns/index.ts';
import { createCodeScans, createCodes } from './features/codes/index.ts';
import { createConsultations } from './features/consultations/index.ts';
import { createFeedback } from './features/feedback/index.ts';
import { createIdentity } from './features/identity/index.ts';
import { createLawTexts } from './features/law-texts/index.ts';
import { createLegal } from './features/legal/index.ts';
import { createLegalService } from './features/legal-service/index.ts';
import { createLive } from './features/live/index.ts';
import { createNotifications } from './features/notifications/index.ts';
import { createOpenInterface } from './features/open-interface/index.ts';
import { createOrganization } from './features/organization/index.ts';
import { createOversight } from './features/oversight/index.ts';
import { createPrivacy } from './features/privacy/index.ts';
import { createPublicity } from './features/publicity/index.ts';
import { createQuizzes } from './features/quizzes/index.ts';
import { createRatings } from './features/ratings/index.ts';
import { createServiceRecords } from './features/service-records/index.ts';
import { createTickets } from './features/tickets/index.ts';
import type { Audit } from './platform/audit.ts';
import type { ChangeLog } from './platform/changes.ts';
import type { Clock } from './platform/clock.ts';
import type { Files } from './platform/files/index.ts';
import type { FollowUps } from './platform/follow-ups.ts';
import type { Log } from './platform/log.ts';
import type { Vault } from './platform/vault.ts';
import { createWorkRobot, type WechatClient } from './platform/wechat/index.ts';

/** What the features stand on. */
export interface Platform {
  connection: Connection;
  clock: Clock;
  log: Log;
  tokenSecret: string;
  vault: Vault;
  audit: Audit;
  wechat: WechatClient;
  files: Files;
  followUps: FollowUps;
  changes: ChangeLog;
  messages: MessageSettings;
  settings: Settings;
}

export type Features = Awaited<ReturnType<typeof createFeatures>>;

/** Every feature, each given the others it may use: the one place that knows who needs whom. */
export async function createFeatures(platform: Platform) {
  const { connection, clock, log, tokenSecret, vault, audit, wechat, files, followUps } = platform;
  const { changes, messages, settings } = platform;
  const organization = await createOrganization(connection, log);
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
    changes,
    clock,
    log,
    audit,
    wechat,
    carriers: {
      templates: messages.templates,
      robot: messages.robotUrl ? createWorkRobot(messages.robotUrl, { clock }) : null,
    },
    openidOf: identity.openidOf,
    staffMember: (id) => organization.directory().staffMember(id) ?? null,
    residentOf: ({ kind, id }) =>
      ({ rating: ratings, feedback, consultation: consultations })[kind].residentOf(id),
    random: Math.random,
  });
  const serviceRecords = createServiceRecords(connection, clock, (counterId) => codes.tellScreens(counterId));
  const tickets = await createTickets({
    connection,
    organization,
    absences,
    calendars,
    notifications,
    vault,
    audit,
    changes,
    clock,
    times: settings.ticketTimes,
    publishing: {
      publicNumbers: [settings.legal.operator.phone],
      staffNames: settings.publicStaffNames,
    },
    files,
    evidenceDays: settings.evidenceDays,
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
    onServiceRated: (counterId) => codes.tellScreens(counterId),
    clock,
    followUps,
    wechat,
    openidOf: identity.openidOf,
    notifications,
    pauseMinutes: settings.ratingPauseMinutes,
    supplementDays: settings.supplementDays,
    publicStaffNames: settings.publicStaffNames,
  });
  const auditLog = createAuditLog({
    connection,
    organization,
    tickets,
    audit,
    clock,
    keepMonths: settings.auditMonths,
  });
  const feedback = createFeedback({ connection, organization, tickets, vault, audit, clock, followUps });
  const campaigns = await createCampaigns({ connection, audit, log });
  const lawTexts = await createLawTexts({ connection, audit, clock, log });
  const articles = await createArticles({
    connection,
    organization,
    campaigns,
    lawTexts,
    notifications,
    files,
    vault,
    audit,
    clock,
    log,
  });
  const quizzes = await createQuizzes({ connection, articles, campaigns, audit, clock, log });
  const legalService = await createLegalService({
    connection,
    organization,
    calendars,
    files,
    clock,
    log,
    videoLink: settings.videoLink,
  });
  const appointments = createAppointments({
    connection,
    organization,
    legalService,
    notifications,
    vault,
    audit,
    changes,
    files,
    clock,
    legalAid: settings.legal.legalAid,
    times: settings.bookingTimes,
  });
  const consultations = createConsultations({
    connection,
    organization,
    legalService,
    visits: appointments.visits,
    openAttachment: appointments.openAttachment,
    tickets,
    notifications,
    vault,
    audit,
    changes,
    clock,
    followUps,
    minSample: settings.figuresMinSample,
  });
  const privacy = createPrivacy({
    identity,
    ratings,
    feedback,
    appointments,
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
    minSample: settings.figuresMinSample,
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
    plans: settings.publicityPlans,
  });
  const codes = await createCodes({
    connection,
    organization,
    legalService,
    articles,
    records: serviceRecords,
    ratings,
    scans: codeScans,
    wechat,
    vault,
    audit,
    changes,
    clock,
    log,
  });
  const legal = createLegal(settings.legal);
  const live = createLive({
    changes,
    authenticate: identity.authenticate,
    authenticateDevice: codes.authenticateDevice,
    topicsFor: [tickets.topicsFor, consultations.topicsFor, notifications.topicsFor, codes.topicsFor],
    settings: settings.live,
    log,
  });

  return {
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
    auditLog,
    oversight,
    openInterface,
    publicity,
    codeScans,
    codes,
    legal,
    live,
  };
}

/** The jobs of all features, for the one runner of a process. */
export function jobsOf(features: Features) {
  return [
    ...features.ratings.jobs,
    ...features.feedback.jobs,
    ...features.privacy.jobs,
    ...features.auditLog.jobs,
    ...features.tickets.jobs,
    ...features.appointments.jobs,
    ...features.articles.jobs,
    ...features.consultations.jobs,
    ...features.oversight.jobs,
  ];
}

/** The handler of every endpoint. */
export function handlersOf(features: Features) {
  return {
    ...features.identity.handlers,
    ...features.organization.handlers,
    ...features.ratings.handlers,
    ...features.tickets.handlers,
    ...features.oversight.handlers,
    ...features.calendars.handlers,
    ...features.absences.handlers,
    ...features.feedback.handlers,
    ...features.appointments.handlers,
    ...features.articles.handlers,
    ...features.lawTexts.handlers,
    ...features.quizzes.handlers,
    ...features.publicity.handlers,
    ...features.consultations.handlers,
    ...features.privacy.handlers,
    ...features.legal.handlers,
    ...features.auditLog.handlers,
    ...features.notifications.handlers,
    ...features.openInterface.handlers,
    ...features.codes.handlers,
  };
}

/** Starts what features keep fresh in memory. */
export function startFeatures(features: Features): void {
  features.organization.start();
  features.calendars.start();
  features.legalService.start();
  features.absences.start();
  features.openInterface.start();
  features.campaigns.start();
  features.articles.start();
  features.notifications.start();
  features.lawTexts.start();
  features.quizzes.start();
  features.codes.start();
  features.codeScans.start();
}

export async function stopFeatures(features: Features): Promise<void> {
  features.organization.stop();
  features.calendars.stop();
  features.legalService.stop();
  features.absences.stop();
  features.openInterface.stop();
  features.campaigns.stop();
  features.articles.stop();
  await features.notifications.stop();
  features.lawTexts.stop();
  features.quizzes.stop();
  features.codes.stop();
  await features.codeScans.stop();
}
