import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { demoLegalFile } from './demo/legal.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'linli-config-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const production = () => ({
  NODE_ENV: 'production',
  DATA_DIR: dataDir,
  TOKEN_SECRET: 't'.repeat(32),
  DATA_KEY: Buffer.alloc(32, 3).toString('base64'),
  WECHAT_APP_ID: 'wx1',
  WECHAT_APP_SECRET: 's',
  LEGAL_FILE: legalFileWith({ operator: { ...operator, filingNumber: '沪ICP备00000000号' } }).LEGAL_FILE,
});

test('nothing set: port 3000 on this machine only, the demonstration, the stand-in', () => {
  const config = readConfig({ DATA_DIR: dataDir });
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    wechat: undefined,
    production: false,
  });
});

const bucket = {
  FILES_S3_ENDPOINT: 'https://cos.ap-shanghai.myqcloud.com',
  FILES_S3_REGION: 'ap-shanghai',
  FILES_S3_BUCKET: 'linli-1250000000',
  FILES_S3_ACCESS_KEY_ID: 'id',
  FILES_S3_SECRET_ACCESS_KEY: 'not for the log',
};

test('files lie beside the database, or in the bucket that is set', () => {
  const place = (environment: object) => readConfig({ DATA_DIR: dataDir, ...environment }).files.place;
  expect(place({})).toEqual({ directory: join(dataDir, 'files') });
  expect(place(bucket)).toMatchObject({ s3: { bucket: 'linli-1250000000', pathStyle: false } });
});

test.each(Object.keys(bucket))(
  'a bucket without %s ends the start with one line, without a secret',
  (name) => {
    const environment = { DATA_DIR: dataDir, ...bucket, [name]: '' };
    expect(() => readConfig(environment)).toThrow(new RegExp(`^A bucket for files also needs ${name}$`));
  },
);

test('secrets made at the first start are the same at the second', () => {
  const first = readConfig({ DATA_DIR: dataDir }).secrets;
  expect(readConfig({ DATA_DIR: dataDir }).secrets).toEqual(first);
  expect(first.dataKey).toHaveLength(32);
});

test.each([
  [{ PORT: 'abc' }, /^PORT: must be a number/],
  [{ PORT: '70000' }, /^PORT/],
  [{ DEMO: 'yes' }, /^DEMO: must be 0 or 1/],
  [{ MONGODB_URI: 'http://x' }, /^MONGODB_URI: must begin with mongodb/],
  [{ FILES_S3_ENDPOINT: 'cos.example' }, /^FILES_S3_ENDPOINT: must begin with https/],
  [{ EVIDENCE_DAYS: '1' }, /^EVIDENCE_DAYS: must be at least 30/],
  [{ DATA_KEY: 'short' }, /^DATA_KEY: must be 32 bytes/],
  [{ WECHAT_APP_ID: 'wx1' }, /^WECHAT_APP_ID and WECHAT_APP_SECRET/],
  [{ WECHAT_PUSH_TOKEN: 'ab' }, /^WECHAT_PUSH_TOKEN: must have at least 3 characters/],
  [{ WECHAT_PUSH_AES_KEY: 'short' }, /^WECHAT_PUSH_AES_KEY: must have 43 characters/],
  [{ WECOM_ROBOT_URL: 'robot' }, /^WECOM_ROBOT_URL: must be an address/],
  [{ VIDEO_LINK: 'http://meeting.example' }, /^VIDEO_LINK: must begin with https/],
  [{ METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: must have at least 16/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
  [{ AUDIT_MONTHS: '5' }, /^AUDIT_MONTHS: must be at least 6/],
  [{ TICKET_YELLOW_PERCENT: '100' }, /^TICKET_YELLOW_PERCENT: must be at most 99/],
  [{ TICKET_HEAD_PERCENT: '100' }, /^TICKET_HEAD_PERCENT: must be at least 101/],
  [{ BOOKING_HOLD_MINUTES: '1.5' }, /^BOOKING_HOLD_MINUTES: must be a whole number/],
  [{ PUBLICITY_PLANS: '八五普法' }, /^PUBLICITY_PLANS: must be like/],
  [{ LIVE_POLL_MS: '1' }, /^LIVE_POLL_MS: must be at least 20/],
  [{ LIVE_BEAT_SECONDS: '600' }, /^LIVE_BEAT_SECONDS: must be at most 120/],
  [{ LIVE_SOCKETS_EACH: '0' }, /^LIVE_SOCKETS_EACH: must be at least 1/],
])('%j ends the start with one line that names the variable', (environment, message) => {
  expect(() => readConfig({ DATA_DIR: dataDir, ...environment })).toThrow(message);
});

test.each([
  [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
  [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
  [{ SERVE_WEB: '0' }, { serveWeb: false }],
  [{ TRUST_PROXY: '1' }, { trustProxy: true }],
  [{ METRICS_TOKEN: 'm'.repeat(16) }, { metricsToken: 'm'.repeat(16) }],
  [
    { WECHAT_PUSH_TOKEN: 'push', WECHAT_PUSH_AES_KEY: 'k'.repeat(43) },
    { push: { token: 'push', encodingAesKey: 'k'.repeat(43) } },
  ],
  [{ WECHAT_PUSH_TOKEN: 'push' }, { push: { token: 'push', encodingAesKey: undefined } }],
  [{}, { push: undefined, messages: undefined }],
  [{ ...bucket, FILES_S3_PATH_STYLE: '1' }, { files: { place: { s3: { pathStyle: true } } } }],
  [{ FILE_ABANDONED_HOURS: '2' }, { settings: { abandonedFileHours: 2 } }],
  [{ RATING_PAUSE_MINUTES: '0' }, { settings: { ratingPauseMinutes: 0 } }],
  [{ SUPPLEMENT_DAYS: '31' }, { settings: { supplementDays: 31 } }],
  [{ TICKET_ACCEPT_MINUTES: '16' }, { settings: { ticketTimes: { acceptMinutes: 16 } } }],
  [{ TICKET_CONTACT_DAYS: '2' }, { settings: { ticketTimes: { contactDays: 2 } } }],
  [{ TICKET_SETTLE_DAYS: '6' }, { settings: { ticketTimes: { settleDays: 6 } } }],
  [{ TICKET_JUDGE_DAYS: '8' }, { settings: { ticketTimes: { judgeDays: 8 } } }],
  [{ TICKET_EXTENDED_DAYS: '16' }, { settings: { ticketTimes: { extendedDays: 16 } } }],
  [{ TICKET_YELLOW_PERCENT: '61' }, { settings: { ticketTimes: { yellowPercent: 61 } } }],
  [{ TICKET_HEAD_PERCENT: '151' }, { settings: { ticketTimes: { headPercent: 151 } } }],
  [{ TICKET_PAUSES: '3' }, { settings: { ticketTimes: { pauses: 3 } } }],
  [{ TICKET_PAUSE_DAYS: '11' }, { settings: { ticketTimes: { pauseDays: 11 } } }],
  [{ BOOKING_NOTICE_MINUTES: '61' }, { settings: { bookingTimes: { noticeMinutes: 61 } } }],
  [{ BOOKING_HORIZON_DAYS: '15' }, { settings: { bookingTimes: { horizonDays: 15 } } }],
  [{ BOOKING_CHANGE_MINUTES: '121' }, { settings: { bookingTimes: { changeMinutes: 121 } } }],
  [{ BOOKING_ACTIVE_MAX: '3' }, { settings: { bookingTimes: { activeMax: 3 } } }],
  [{ BOOKING_HOLD_MINUTES: '6' }, { settings: { bookingTimes: { holdMinutes: 6 } } }],
  [{ BOOKING_OFFER_MINUTES: '31' }, { settings: { bookingTimes: { offerMinutes: 31 } } }],
  [{ BOOKING_CLOSURE_OFFER_MINUTES: '121' }, { settings: { bookingTimes: { closureOfferMinutes: 121 } } }],
  [{ VIDEO_LINK: 'https://meeting.example/' }, { settings: { videoLink: 'https://meeting.example/' } }],
  [{ PUBLIC_STAFF_NAMES: '1' }, { settings: { publicStaffNames: true } }],
  [{ FIGURES_MIN_SAMPLE: '21' }, { settings: { figuresMinSample: 21 } }],
  [{ AUDIT_MONTHS: '13' }, { settings: { auditMonths: 13 } }],
  [
    { PUBLICITY_PLANS: '八五普法:2021-2025,九五普法:2026-2030' },
    { settings: { publicityPlans: [{ from: 2021 }, { name: '九五普法', from: 2026, to: 2030 }] } },
  ],
  [{ LIVE_POLL_MS: '500' }, { settings: { live: { pollMs: 500 } } }],
  [{ LIVE_BEAT_SECONDS: '30' }, { settings: { live: { beatSeconds: 30 } } }],
  [{ LIVE_SOCKETS_EACH: '4' }, { settings: { live: { socketsEach: 4 } } }],
])('%j sets what it names', (environment, set) => {
  expect(readConfig({ DATA_DIR: dataDir, ...environment })).toMatchObject(set);
});

const withAccount = (environment: object) =>
  readConfig({ DATA_DIR: dataDir, WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 's', ...environment });

test('with an account, messages go by the templates of its file and to the robot that is set', () => {
  const WECOM_ROBOT_URL = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k';
  expect(withAccount({ WECOM_ROBOT_URL }).messages).toEqual({ templates: {}, robotUrl: WECOM_ROBOT_URL });
  const file = join(dataDir, 'templates.json');
  writeFileSync(file, '{"nothing-like-this": {}}');
  expect(() => withAccount({ WECHAT_TEMPLATES_FILE: file })).toThrow(/^WECHAT_TEMPLATES_FILE: /);
  expect(() => withAccount({ WECHAT_TEMPLATES_FILE: join(dataDir, 'none.json') })).toThrow(
    /^WECHAT_TEMPLATES_FILE: .*none.json/,
  );
});

test.each(['TOKEN_SECRET', 'DATA_KEY', 'WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'LEGAL_FILE'])(
  'production does not start without %s',
  (name) => {
    expect(() => readConfig({ ...production(), [name]: '' })).toThrow(new RegExp(`Production needs ${name}`));
  },
);

test('production has no demonstration, and refuses one', () => {
  expect(readConfig(production()).demo).toBe(false);
  expect(() => readConfig({ ...production(), DEMO: '1' })).toThrow(/DEMO=1 is refused/);
});

test('production writes no secrets into the data directory', () => {
  readConfig(production());
  expect(() => readFileSync(join(dataDir, 'secrets.json'))).toThrow(/ENOENT/);
});

test('a data directory that cannot be made is named', () => {
  writeFileSync(join(dataDir, 'file'), '');
  expect(() => readConfig({ DATA_DIR: join(dataDir, 'file') })).toThrow(/^DATA_DIR: cannot write to .*file/);
  expect(() => readConfig({ DATA_DIR: join(dataDir, 'file/below') })).toThrow(
    /^DATA_DIR: cannot write to .*below/,
  );
});

test('a damaged secrets file is not replaced', () => {
  const file = join(dataDir, 'secrets.json');
  writeFileSync(file, '{"tokenSecret"');
  chmodSync(file, 0o600);
  expect(() => readConfig({ DATA_DIR: dataDir })).toThrow(/secrets.json is damaged/);
  expect(readFileSync(file, 'utf8')).toBe('{"tokenSecret"');
});

const operator = { name: '某街道', department: '司法所', phone: '021-12345678', address: '某路 1 号' };
const legalFileWith = (content: unknown) => {
  const file = join(dataDir, 'legal.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return { DATA_DIR: dataDir, LEGAL_FILE: file };
};

test('the operator’s name and number stand in the texts that the file does not replace', () => {
  const sections = [{ title: '我们是谁', paragraphs: ['本街道。'] }];
  const serviceTerms = { version: '7', effectiveFrom: '2026-05-01', sections };
  const { legal } = readConfig(legalFileWith({ operator, serviceTerms })).settings;
  expect(legal.operator).toEqual({ ...operator, filingNumber: null });
  expect(JSON.stringify(legal.privacyPolicy)).toContain('由某街道运营');
  expect(JSON.stringify(legal.privacyPolicy)).toContain('021-12345678');
  expect(legal.serviceTerms).toEqual(serviceTerms);
});

test.each([
  ['{"operator"', /^LEGAL_FILE: .*legal.json cannot be read, or is not JSON/],
  [{ operator: { ...operator, name: ' ' } }, /^LEGAL_FILE: operator.name/],
  [{ operator: { ...operator, phone: undefined } }, /^LEGAL_FILE: operator.phone/],
  [{ operator, terms: {} }, /^LEGAL_FILE/],
  [{ operator, privacyPolicy: { version: '1', effectiveFrom: 'today', sections: [] } }, /effectiveFrom/],
])('the legal file %j ends the start with one line that names what is wrong', (content, message) => {
  expect(() => readConfig(legalFileWith(content))).toThrow(message);
});

test('production asks for the number under which the mini-program is filed, so the demonstration’s texts do not pass', () => {
  const environment = { ...production(), LEGAL_FILE: demoLegalFile };
  expect(() => readConfig(environment)).toThrow(/^LEGAL_FILE: operator.filingNumber/);
});
