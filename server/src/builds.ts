import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartUpError } from './platform/errors.ts';

const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Where the two builds of the mini-program land. */
export const weappDist = path.join(repositoryRoot, 'miniapp/dist/weapp');
/** Source maps of the WeChat build. They stay out of the package. */
export const weappMaps = path.join(repositoryRoot, 'miniapp/dist/weapp-maps');
export const webDist = path.join(repositoryRoot, 'miniapp/dist/h5');
/** The least that Taro builds for WeChat, to measure ours against. */
export const emptyDist = path.join(repositoryRoot, 'miniapp/dist/weapp-empty');
/** The web build with the gallery of all components, which is for developers. */
export const galleryDist = path.join(repositoryRoot, 'miniapp/dist/h5-gallery');

/** A build of the mini-program: the npm script that makes it, what it is told, and a file it always writes. */
interface Build {
  script: string;
  settings: NodeJS.ProcessEnv;
  product: string;
  stamp: string;
}

/** What a build is made from. Tests and documents beside the sources do not count. */
const sources = [
  'miniapp/src',
  'miniapp/empty',
  'miniapp/config',
  'miniapp/package.json',
  'miniapp/babel.config.js',
  'shared/src',
];

/** Stamps stand beside the builds, not inside: what is inside is uploaded to WeChat or served to browsers. */
function build(script: string, dist: string, product: string, settings: NodeJS.ProcessEnv = {}): Build {
  return { script, settings, product: path.join(dist, product), stamp: `${dist}.stamp` };
}

const weapp = build('build:weapp', weappDist, 'app.json');
const web = build('build:web', webDist, 'index.html');
const empty = build('build:weapp', emptyDist, 'app.json', { LINLI_EMPTY: '1' });
const gallery = build('build:web', galleryDist, 'index.html', { LINLI_GALLERY: '1' });

/** Builds the mini-program for WeChat unless the build at hand was made from the present sources. */
export function ensureWeappBuild(): Promise<void> {
  return ensureBuild(weapp);
}

/**
 * Builds the mini-program for browsers unless the build at hand was made from the present sources.
 * @param onBuild called when it does build, which takes half a minute
 */
export function ensureWebBuild(onBuild?: () => void): Promise<void> {
  return ensureBuild(web, onBuild);
}

/** Builds the empty app for WeChat unless the build at hand was made from the present sources. */
export function ensureEmptyBuild(): Promise<void> {
  return ensureBuild(empty);
}

/** Builds the gallery of components unless the build at hand was made from the present sources. */
export function ensureGalleryBuild(): Promise<void> {
  return ensureBuild(gallery);
}

/** @throws StartUpError with the builder's last words */
async function ensureBuild(wanted: Build, onBuild?: () => void): Promise<void> {
  if (await isFresh(wanted)) return;
  onBuild?.();
  const fingerprint = await fingerprintOfSources();
  // Taro ends with code 0 also when it could not read its configuration: what was there before is no build then.
  await rm(wanted.product, { force: true });
  await run(wanted);
  await writeFile(wanted.stamp, await stampOf(wanted, fingerprint));
}

/**
 * A stamp holds what was built and when. Contents rather than modification times, because those say nothing after
 * a checkout; and the product's own time, because someone may have built by hand since.
 */
async function isFresh(wanted: Build): Promise<boolean> {
  if (!existsSync(wanted.product) || !existsSync(wanted.stamp)) return false;
  return (await readFile(wanted.stamp, 'utf8')) === (await stampOf(wanted, await fingerprintOfSources()));
}

async function stampOf(wanted: Build, fingerprint: string): Promise<string> {
  const { mtimeMs } = await stat(wanted.product);
  return `${fingerprint} ${mtimeMs}\n`;
}

async function fingerprintOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(sources.map(filesBelow))).flat()) {
    hash.update(`${file}\0`).update(await readFile(path.join(repositoryRoot, file)));
  }
  return hash.digest('hex');
}

async function filesBelow(source: string): Promise<string[]> {
  const whole = path.join(repositoryRoot, source);
  if (!existsSync(whole)) return [];
  if ((await stat(whole)).isFile()) return [source];
  const entries = await readdir(whole, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(repositoryRoot, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Taro draws progress bars; what went wrong stands at the end. */
const printedMax = 6_000;

/** Runs an npm script of the repository; the rejection carries the end of what it printed. */
async function run({ script, product, settings }: Build): Promise<void> {
  const child = spawn('npm', ['run', script], {
    cwd: repositoryRoot,
    env: { ...releaseEnvironment(), ...settings },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0 || !existsSync(product))
    throw new StartUpError(`npm run ${script} failed with code ${code}:\n${printed.slice(-printedMax)}`);
}

/** What is built here is what a release would be: vitest's NODE_ENV=test would bundle React's development build. */
function releaseEnvironment(): NodeJS.ProcessEnv {
  const {
    NODE_ENV: _testing,
    LINLI_API_URL: _elsewhere,
    LINLI_GALLERY: _unasked,
    LINLI_EMPTY: _unwanted,
    ...rest
  } = process.env;
  return { ...rest, NODE_ENV: 'production' };
}
