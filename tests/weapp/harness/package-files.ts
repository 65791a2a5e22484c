import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface PackageFile {
  /** Relative to the build. */
  name: string;
  bytes: number;
}

/** What WeChat's upload leaves out. */
const notUploaded = /\.(LICENSE\.txt|map)$/;

/** The files of a build that a phone downloads. */
export function packageFiles(dist: string): PackageFile[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => !notUploaded.test(name) && statSync(path.join(dist, name)).isFile())
    .map((name) => ({ name, bytes: statSync(path.join(dist, name)).size }));
}

/** The text of a file of the build. */
export function readPackageFile(dist: string, name: string): string {
  return readFileSync(path.join(dist, name), 'utf8');
}
