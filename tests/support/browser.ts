import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put Chromium. */
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing but the pages under test: no first-run tour, no updates, no calls home. */
const flags = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/**
 * Starts Chromium: the one CHROMIUM_PATH names, else an installed one, else the one in node_modules.
 * Throws, saying how to get one, when none starts; a test without a browser is a failure, never skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const candidate of candidates()) {
    try {
      const { executable, env = {} } = await candidate.get();
      return await chromium.launch({
        executablePath: executable,
        env: { ...process.env, ...env },
        // Chromium refuses its sandbox to root, as which containers run.
        args: process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags,
      });
    } catch (error) {
      failures.push(`- ${candidate.name}: ${firstLines(error)}`);
    }
  }
  throw new Error(
    `No Chromium starts, so the browser tests cannot run.\n${failures.join('\n')}\n` +
      'Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome.',
  );
}

interface Candidate {
  name: string;
  get(): Promise<{ executable: string; env?: Record<string, string> }>;
}

function candidates(): Candidate[] {
  const named = process.env.CHROMIUM_PATH;
  const installed = named ? [named] : systemPaths.filter((file) => existsSync(file));
  const found = installed.map((executable) => ({ name: executable, get: async () => ({ executable }) }));
  if (named) return found;
  return [
    ...found,
    {
      name: '@sparticuz/chromium',
      get: async () => ({ executable: path.join(await unpacked(), 'chromium') }),
    },
    { name: '@sparticuz/chromium with its own libraries and fonts', get: selfContained },
  ];
}

/** For machines without NSS or any font, such as a slim container. */
async function selfContained() {
  const folder = await unpacked();
  return {
    executable: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** The folder with the Chromium of the npm package, unpacked on first use and kept for later runs. */
async function unpacked(): Promise<string> {
  const { mtimeMs } = await stat(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
  const folder = path.join(tmpdir(), `linli-chromium-${Math.round(mtimeMs)}-${process.getuid?.() ?? ''}`);
  if (existsSync(folder)) return folder;
  const script = path.join(import.meta.dirname, 'unpack-chromium.ts');
  const env = { ...process.env, TMPDIR: `${folder}.${process.pid}` };
  await promisify(execFile)(process.execPath, [script, folder], { env });
  return folder;
}

function firstLines(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n')
    .slice(0, 8)
    .join(' ');
}
