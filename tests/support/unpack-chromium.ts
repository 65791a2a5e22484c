import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

/**
 * Unpacks the Chromium of the npm package into the folder named by the first argument. A program of its own because
 * the package unpacks into the temporary folder and takes a half-written file there for a finished one: started
 * with TMPDIR set aside, and the folder moved into place when it is whole.
 */
const target = process.argv[2];
const aside = process.env.TMPDIR;
if (!target || !aside) throw new Error('usage: TMPDIR=<folder aside> node unpack-chromium.ts <folder>');

await mkdir(aside, { recursive: true });
await chromium.executablePath();
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
await writeFile(
  path.join(aside, 'fonts.conf'),
  `<?xml version="1.0"?><fontconfig><dir>${target}/fonts</dir><cachedir>${target}/font-cache</cachedir></fontconfig>`,
);
// Whoever comes second throws away the copy.
await rename(aside, target).catch(() => rm(aside, { recursive: true }));
