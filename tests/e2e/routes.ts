import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../support/paths.ts';

const appConfig = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

/** Every page of the app, from the list that both builds are made from. */
export async function readRoutes(): Promise<string[]> {
  // Taro's compiler provides this function; it hands over what it is given.
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config });
  const source: { default: unknown } = await import(path.join(repositoryRoot, 'miniapp/src/app.config.ts'));
  const { pages, subPackages } = appConfig.parse(source.default);
  return [...pages, ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}
