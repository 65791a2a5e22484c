import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '@jridgewell/sourcemap-codec';
import { z } from 'zod';
import { type PackageFile, readPackageFile } from './package-files.ts';

/** Something a package is made of, and the bytes it takes there. */
export interface Part {
  name: string;
  bytes: number;
}

const sourceMap = z.object({ sources: z.array(z.string()), mappings: z.string() });

/** What the build's tool adds by itself: module wrappers, chunk loading. */
const bundler = 'webpack';

const kindsOfFile: Record<string, string> = {
  '.wxml': 'templates',
  '.wxs': 'templates',
  '.wxss': 'styles',
  '.json': 'configuration',
};

/**
 * Accounts for every byte of some files: scripts by the dependency or folder of ours that the bytes were made from,
 * by way of their source maps, other files by their kind. The largest first.
 */
export function composition(dist: string, maps: string, files: readonly PackageFile[]): Part[] {
  const total = new Map<string, number>();
  const add = (name: string, bytes: number) => total.set(name, (total.get(name) ?? 0) + bytes);
  for (const { name, bytes } of files) {
    if (name.endsWith('.js')) addScript(readPackageFile(dist, name), path.join(maps, `${name}.map`), add);
    else add(kindsOfFile[path.extname(name)] ?? path.extname(name), bytes);
  }
  return [...total].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/** A mapping holds from its column to the next one's. A script without a map was written by the bundler alone. */
function addScript(script: string, mapFile: string, add: (name: string, bytes: number) => void): void {
  if (!existsSync(mapFile)) {
    add(bundler, Buffer.byteLength(script));
    return;
  }
  const { sources, mappings } = sourceMap.parse(JSON.parse(readFileSync(mapFile, 'utf8')));
  const owners = sources.map(ownerOf);
  const segmentsOfLines = decode(mappings);
  for (const [index, line] of script.split(/(?<=\n)/).entries()) {
    let from = 0;
    let owner = bundler;
    for (const [column, source] of segmentsOfLines[index] ?? []) {
      add(owner, Buffer.byteLength(line.slice(from, column)));
      from = column;
      owner = source === undefined ? bundler : (owners[source] ?? bundler);
    }
    add(owner, Buffer.byteLength(line.slice(from)));
  }
}

/** `webpack:///../node_modules/@tarojs/react/dist/x.js` belongs to `@tarojs/react`, `webpack:///./src/pages/x` to `src/pages`. */
function ownerOf(source: string): string {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  if (dependency) return dependency;
  const own = /^webpack:\/\/[^/]*\/(?:\.\.?\/)+(src\/[^/?]+|shared|config)\b/.exec(source)?.[1];
  return own ?? bundler;
}
