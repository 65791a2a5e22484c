import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The parts of app.json that decide which pages there are. */
const appJson = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
  tabBar: z.object({ list: z.array(z.object({ pagePath: z.string() })) }).optional(),
});

export interface AppConfig {
  /** Every page, main package first, as WeChat names it: `pages/home/index`. The first is the entry page. */
  routes: readonly string[];
  /** Folders of the subpackages, with a slash at the end. */
  subpackageRoots: readonly string[];
  tabBarRoutes: readonly string[];
}

/** Reads the app.json of a weapp build. */
export function readAppConfig(dist: string): AppConfig {
  const config = appJson.parse(JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')));
  return {
    routes: [
      ...config.pages,
      ...config.subPackages.flatMap(({ root, pages }) => pages.map((page) => path.posix.join(root, page))),
    ],
    subpackageRoots: config.subPackages.map(({ root }) => path.posix.join(root, '/')),
    tabBarRoutes: config.tabBar?.list.map(({ pagePath }) => pagePath) ?? [],
  };
}
