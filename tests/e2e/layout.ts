import path from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { repositoryRoot } from '../support/paths.ts';

/** What a page must hold in a mode, in CSS px. */
export interface LayoutRules {
  targetMin: number;
  textMin: number;
}

/** WeChat's design guidelines. */
export const standardRules: LayoutRules = { targetMin: 44, textMin: 12 };
/** Its elder-mode standard: 18 pt, which are 24 px if points are meant as in print, and 60 × 60. */
export const elderRules: LayoutRules = { targetMin: 60, textMin: 24 };

// Written for the browser, so its types are those of the web app, not of the tests.
const source = z
  .object({ findLayoutFaults: z.custom<object>((value) => typeof value === 'function') })
  .parse(await import(path.join(repositoryRoot, 'miniapp/test/layout-faults.ts')));

/** What on the page as it is drawn now nobody could read or hit; empty when there is nothing. */
export async function layoutFaults(page: Page, rules: LayoutRules): Promise<string[]> {
  const faults: unknown = await page.evaluate(`(${source.findLayoutFaults})(${JSON.stringify(rules)})`);
  return z.array(z.string()).parse(faults);
}
