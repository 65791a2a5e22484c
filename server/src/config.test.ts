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
])('%j ends the start with one line that names the variable', (environment, message) => {
  expect(() => readConfig({ DATA_DIR: dataDir, ...environment })).toThrow(message);
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
