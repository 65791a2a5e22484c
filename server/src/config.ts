import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PublicityPlan } from '@linli/shared/campaigns.ts';
import { contactKeptDays } from '@linli/shared/consent.ts';
import { defaultMinSample } from '@linli/shared/figures.ts';
import { messageTemplates } from '@linli/shared/subscriptions.ts';
import { z } from 'zod';
import { demoLegalFile } from './demo/legal.ts';
import type { BookingTimes } from './features/appointments/index.ts';
import { type LegalTexts, legalFile, legalTextsOf } from './features/legal/index.ts';
import type { LiveSettings } from './features/live/index.ts';
import { type TemplateSettings, templateSetting } from './features/notifications/index.ts';
import type { TicketTimes } from './features/tickets/index.ts';
import { filesDirectory, makeDataDirectory, workDirectory } from './platform/data-directory.ts';
import { StartUpError } from './platform/errors.ts';
import type { FilePlace, FileSettings } from './platform/files/index.ts';
import type { PushSettings, WechatAccount } from './platform/wechat/index.ts';

/** Everything that can be set from outside, parsed once. README.md lists it for people. */
export interface Config {
  production: boolean;
  host: string;
  port: number;
  dataDir: string;
  mongodbUri: string | undefined;
  /** Load the demonstration story into an empty database. */
  demo: boolean;
  logLevel: string;
  /** Build and serve the web app beside the API. */
  serveWeb: boolean;
  /** The app stands behind a proxy that sets X-Forwarded-For. */
  trustProxy: boolean;
  /** What /metrics asks for; open without it, except in production, where it is then closed. */
  metricsToken: string | undefined;
  secrets: Secrets;
  /** Undefined: the offline stand-in. */
  wechat: WechatAccount | undefined;
  /** How the account pushes to us; undefined: it does not. */
  push: PushSettings | undefined;
  /** What carries messages further than the inbox; undefined with the stand-in. */
  messages: MessageSettings | undefined;
  /** Where evidence is kept. */
  files: FileSettings;
  settings: Settings;
}

/** The templates the account has chosen, and the robot of the work group; where there is none, the inbox is all. */
export interface MessageSettings {
  templates: TemplateSettings;
  robotUrl: string | undefined;
}

/** Numbers of the field that an installation may set. */
export interface Settings {
  /** How long after rating a counter by its static code a resident waits before rating it again. */
  ratingPauseMinutes: number;
  /** How many days a rating can be supplemented (追评) once it was given or its ticket closed. */
  supplementDays: number;
  /** How many months the audit log is kept; the law asks for six at least (网络安全法 21). */
  auditMonths: number;
  /** Figures of fewer ratings than this are marked and not ranked. */
  figuresMinSample: number;
  /** How long the clocks of a ticket run. */
  ticketTimes: TicketTimes;
  /** How long a file may wait to be attached to something before it is swept away. */
  abandonedFileHours: number;
  /** How many days the evidence of a ticket stays once it is closed. */
  evidenceDays: number;
  /** When lawyers can be booked, and how long seats are kept. */
  bookingTimes: BookingTimes;
  /** Where video consultations take place unless the legal-service file says otherwise. */
  videoLink: string | null;
  /** Whether everyone reads the names of staff beside the ratings of a counter. */
  publicStaffNames: boolean;
  /** The plans of law popularisation that the installation works by. */
  publicityPlans: readonly PublicityPlan[];
  /** How soon open screens hear of what has changed. */
  live: LiveSettings;
  /** Who runs the app, its privacy policy and service terms. */
  legal: LegalTexts;
}

export interface Secrets {
  /** Signs access and refresh tokens. At least 32 characters. */
  tokenSecret: string;
  /** Encrypts personal data: 32 bytes. Losing it loses the data. */
  dataKey: Buffer;
}

const dataKeyBytes = 32;

const dataKeyField = z
  .string()
  .refine(
    (text) => Buffer.from(text, 'base64').length === dataKeyBytes,
    `must be ${dataKeyBytes} bytes in base64`,
  );

const onOff = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1');

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

/** Like `八五普法:2021-2025,九五普法:2026-2030`; empty: none. */
const publicityPlans = z
  .string()
  .regex(/^([^:,]+:\d{4}-\d{4}(,|$))*$/, 'must be like 八五普法:2021-2025,九五普法:2026-2030')
  .transform((text) =>
    [...text.matchAll(/([^:,]+):(\d{4})-(\d{4})/g)].map(([, name = '', from, to]) => ({
      name: name.trim(),
      from: Number(from),
      to: Number(to),
    })),
  );

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DEMO: onOff.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  SERVE_WEB: onOff.default(true),
  TRUST_PROXY: onOff.default(false),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TOKEN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DATA_KEY: dataKeyField.optional(),
  WECHAT_APP_ID: z.string().min(1).optional(),
  WECHAT_APP_SECRET: z.string().min(1).optional(),
  WECHAT_TEMPLATES_FILE: z.string().min(1).optional(),
  WECHAT_PUSH_TOKEN: z.string().min(3, 'must have at least 3 characters').optional(),
  WECHAT_PUSH_AES_KEY: z.string().length(43, 'must have 43 characters').optional(),
  WECOM_ROBOT_URL: z.url('must be an address').optional(),
  LEGAL_FILE: z.string().min(1).optional(),
  FILES_S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\//, 'must begin with https:// or http://')
    .optional(),
  FILES_S3_REGION: z.string().min(1).optional(),
  FILES_S3_BUCKET: z.string().min(1).optional(),
  FILES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  FILES_S3_PATH_STYLE: onOff.default(false),
  FILE_ABANDONED_HOURS: wholeNumber(1, 720).default(24),
  EVIDENCE_DAYS: wholeNumber(30, 3650).default(contactKeptDays),
  RATING_PAUSE_MINUTES: z.coerce.number('must be a number').min(0).max(1440).default(10),
  SUPPLEMENT_DAYS: wholeNumber(1, 365).default(30),
  TICKET_ACCEPT_MINUTES: wholeNumber(1, 480).default(15),
  TICKET_CONTACT_DAYS: wholeNumber(1, 30).default(1),
  TICKET_SETTLE_DAYS: wholeNumber(1, 60).default(5),
  TICKET_JUDGE_DAYS: wholeNumber(1, 60).default(7),
  TICKET_EXTENDED_DAYS: wholeNumber(1, 120).default(15),
  TICKET_YELLOW_PERCENT: wholeNumber(1, 99).default(60),
  TICKET_HEAD_PERCENT: wholeNumber(101, 1000).default(150),
  TICKET_PAUSES: wholeNumber(0, 10).default(2),
  TICKET_PAUSE_DAYS: wholeNumber(1, 60).default(10),
  BOOKING_NOTICE_MINUTES: wholeNumber(0, 1440).default(60),
  BOOKING_HORIZON_DAYS: wholeNumber(1, 60).default(14),
  BOOKING_CHANGE_MINUTES: wholeNumber(0, 2880).default(120),
  BOOKING_ACTIVE_MAX: wholeNumber(1, 10).default(2),
  BOOKING_HOLD_MINUTES: wholeNumber(1, 30).default(5),
  BOOKING_OFFER_MINUTES: wholeNumber(5, 240).default(30),
  BOOKING_CLOSURE_OFFER_MINUTES: wholeNumber(5, 1440).default(120),
  VIDEO_LINK: z.url({ protocol: /^https$/, error: 'must begin with https://' }).optional(),
  PUBLIC_STAFF_NAMES: onOff.default(false),
  FIGURES_MIN_SAMPLE: wholeNumber(1, 1000).default(defaultMinSample),
  LIVE_POLL_MS: wholeNumber(20, 10_000).default(100),
  LIVE_BEAT_SECONDS: wholeNumber(5, 120).default(25),
  LIVE_SOCKETS_EACH: wholeNumber(1, 100).default(8),
  AUDIT_MONTHS: wholeNumber(6, 120).default(12),
  PUBLICITY_PLANS: publicityPlans.default([{ name: '八五普法', from: 2021, to: 2025 }]),
});

type Environment = z.infer<typeof environment>;

const wechatBaseUrl = 'https://api.weixin.qq.com';

/**
 * Reads the configuration from the environment.
 * @throws StartUpError naming the variable that is wrong or missing
 */
export function readConfig(source: NodeJS.ProcessEnv): Config {
  // A variable set to nothing counts as not set.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartUpError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  if (production) checkProduction(env);
  if ((env.WECHAT_APP_ID === undefined) !== (env.WECHAT_APP_SECRET === undefined)) {
    throw new StartUpError(
      'WECHAT_APP_ID and WECHAT_APP_SECRET: set both, or neither for the offline stand-in',
    );
  }
  const dataDir = resolve(env.DATA_DIR);
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    dataDir,
    mongodbUri: env.MONGODB_URI,
    demo: env.DEMO ?? !production,
    logLevel: env.LOG_LEVEL,
    serveWeb: env.SERVE_WEB,
    trustProxy: env.TRUST_PROXY,
    metricsToken: env.METRICS_TOKEN,
    secrets: readSecrets(env, dataDir),
    wechat:
      env.WECHAT_APP_ID && env.WECHAT_APP_SECRET
        ? { baseUrl: wechatBaseUrl, appId: env.WECHAT_APP_ID, appSecret: env.WECHAT_APP_SECRET }
        : undefined,
    push: env.WECHAT_PUSH_TOKEN
      ? { token: env.WECHAT_PUSH_TOKEN, encodingAesKey: env.WECHAT_PUSH_AES_KEY }
      : undefined,
    messages: readMessages(env),
    files: { place: readFilePlace(env, dataDir), workDirectory: workDirectory(dataDir) },
    settings: {
      ratingPauseMinutes: env.RATING_PAUSE_MINUTES,
      supplementDays: env.SUPPLEMENT_DAYS,
      auditMonths: env.AUDIT_MONTHS,
      publicityPlans: env.PUBLICITY_PLANS,
      bookingTimes: {
        noticeMinutes: env.BOOKING_NOTICE_MINUTES,
        horizonDays: env.BOOKING_HORIZON_DAYS,
        changeMinutes: env.BOOKING_CHANGE_MINUTES,
        activeMax: env.BOOKING_ACTIVE_MAX,
        holdMinutes: env.BOOKING_HOLD_MINUTES,
        offerMinutes: env.BOOKING_OFFER_MINUTES,
        closureOfferMinutes: env.BOOKING_CLOSURE_OFFER_MINUTES,
      },
      videoLink: env.VIDEO_LINK ?? null,
      publicStaffNames: env.PUBLIC_STAFF_NAMES,
      figuresMinSample: env.FIGURES_MIN_SAMPLE,
      ticketTimes: {
        acceptMinutes: env.TICKET_ACCEPT_MINUTES,
        contactDays: env.TICKET_CONTACT_DAYS,
        settleDays: env.TICKET_SETTLE_DAYS,
        judgeDays: env.TICKET_JUDGE_DAYS,
        extendedDays: env.TICKET_EXTENDED_DAYS,
        yellowPercent: env.TICKET_YELLOW_PERCENT,
        headPercent: env.TICKET_HEAD_PERCENT,
        pauses: env.TICKET_PAUSES,
        pauseDays: env.TICKET_PAUSE_DAYS,
      },
      live: {
        pollMs: env.LIVE_POLL_MS,
        beatSeconds: env.LIVE_BEAT_SECONDS,
        socketsEach: env.LIVE_SOCKETS_EACH,
      },
      abandonedFileHours: env.FILE_ABANDONED_HOURS,
      evidenceDays: env.EVIDENCE_DAYS,
      legal: readLegal(env.LEGAL_FILE ?? demoLegalFile, production),
    },
  };
}

const productionNeeds = [
  'TOKEN_SECRET',
  'DATA_KEY',
  'WECHAT_APP_ID',
  'WECHAT_APP_SECRET',
  'LEGAL_FILE',
] as const;

function checkProduction(env: Environment): void {
  const missing = productionNeeds.filter((name) => env[name] === undefined);
  if (missing.length > 0)
    throw new StartUpError(`Production needs ${missing.join(', ')}; see README.md, "For real"`);
  if (env.DEMO)
    throw new StartUpError('DEMO=1 is refused in production: the demonstration accounts are public');
}

/** A bucket when one is set, all of it or nothing; otherwise a directory beside the database. */
function readFilePlace(env: Environment, dataDir: string): FilePlace {
  const {
    FILES_S3_ENDPOINT: endpoint,
    FILES_S3_REGION: region,
    FILES_S3_BUCKET: bucket,
    FILES_S3_ACCESS_KEY_ID: accessKeyId,
    FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
    FILES_S3_PATH_STYLE: pathStyle,
  } = env;
  if (endpoint && region && bucket && accessKeyId && secretAccessKey)
    return { s3: { endpoint, region, bucket, accessKeyId, secretAccessKey, pathStyle } };
  const missing = bucketNeeds.filter((name) => env[name] === undefined);
  if (missing.length === bucketNeeds.length) return { directory: filesDirectory(dataDir) };
  throw new StartUpError(`A bucket for files also needs ${missing.join(', ')}`);
}

const bucketNeeds = [
  'FILES_S3_ENDPOINT',
  'FILES_S3_REGION',
  'FILES_S3_BUCKET',
  'FILES_S3_ACCESS_KEY_ID',
  'FILES_S3_SECRET_ACCESS_KEY',
] as const;

const templatesFile = z.partialRecord(z.enum(messageTemplates), templateSetting);

/** @throws StartUpError naming what is wrong with the file */
function readMessages(env: Environment): MessageSettings | undefined {
  if (env.WECHAT_APP_ID === undefined) return undefined;
  const file = env.WECHAT_TEMPLATES_FILE;
  const parsed = templatesFile.safeParse(file === undefined ? {} : readJson(file));
  if (parsed.success) return { templates: parsed.data, robotUrl: env.WECOM_ROBOT_URL };
  const issue = parsed.error.issues[0];
  throw new StartUpError(`WECHAT_TEMPLATES_FILE: ${issue?.path.join('.') || file}: ${issue?.message}`);
}

/** @throws StartUpError naming what is wrong with the file */
function readLegal(file: string, production: boolean): LegalTexts {
  const content = readJson(file);
  if (content === null) throw new StartUpError(`LEGAL_FILE: ${file} cannot be read, or is not JSON`);
  const parsed = legalFile.safeParse(content);
  if (parsed.success) {
    if (production && parsed.data.operator.filingNumber === null)
      throw new StartUpError('LEGAL_FILE: operator.filingNumber: production needs one (小程序备案)');
    return legalTextsOf(parsed.data);
  }
  const issue = parsed.error.issues[0];
  throw new StartUpError(`LEGAL_FILE: ${issue?.path.join('.') || file}: ${issue?.message}`);
}

const secretsFile = z.object({ tokenSecret: z.string().min(32), dataKey: dataKeyField });

/**
 * The secrets from the environment or, outside production, made once and kept in the data directory,
 * so that a second start reads what the first one wrote.
 */
function readSecrets(env: Environment, dataDir: string): Secrets {
  const stored = env.TOKEN_SECRET && env.DATA_KEY ? undefined : keptSecrets(dataDir);
  const tokenSecret = env.TOKEN_SECRET ?? stored?.tokenSecret;
  const dataKey = env.DATA_KEY ?? stored?.dataKey;
  if (!tokenSecret || !dataKey) throw new StartUpError('TOKEN_SECRET and DATA_KEY are missing');
  return { tokenSecret, dataKey: Buffer.from(dataKey, 'base64') };
}

function keptSecrets(dataDir: string): z.infer<typeof secretsFile> {
  const file = join(dataDir, 'secrets.json');
  const fresh = {
    tokenSecret: randomBytes(32).toString('base64url'),
    dataKey: randomBytes(dataKeyBytes).toString('base64'),
  };
  makeDataDirectory(dataDir);
  try {
    // Only where there is none: of two processes that start at once, one writes and both read the same.
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(fresh), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const writtenMeanwhile = errorCode(error) === 'EEXIST' && existsSync(file);
    if (!writtenMeanwhile)
      throw new StartUpError(`DATA_DIR: cannot write to ${dataDir} (${errorCode(error)})`);
  }
  const parsed = secretsFile.safeParse(readJson(file));
  if (!parsed.success)
    throw new StartUpError(`${file} is damaged; put back the copy that belongs to this data`);
  return parsed.data;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
