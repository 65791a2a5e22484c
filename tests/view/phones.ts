import { weappDist } from '@linli/server/builds.ts';
import type { Browser, Page } from 'playwright-core';
import { MiniProgram } from '../weapp/harness/mini-program.ts';
import type { Backend } from '../weapp/harness/requests.ts';
import { ViewLayer } from './view-layer.ts';

/** Linli on one of its two platforms. What can be seen on `page` and done there is the same on both. */
export interface Phone {
  page: Page;
  /** Opens a page, e.g. `pages/rate/index?scene=c.A01`, as a link from outside would. */
  open(url: string): Promise<void>;
  /** Throws what went wrong on it. */
  close(): Promise<void>;
}

/** A phone with WeChat: the logic layer runs in Node, the view layer in the browser. */
export async function weappPhone(browser: Browser, backend: Backend): Promise<Phone> {
  const views = await ViewLayer.open(browser, weappDist);
  let program: MiniProgram | undefined;
  return {
    page: views.page,
    async open(url) {
      const storage = program?.storage;
      await program?.close();
      program = new MiniProgram({ dist: weappDist, url, backend, views, ...(storage && { storage }) });
    },
    async close() {
      await program?.close();
      await views.close();
    },
  };
}

/** A phone with a browser, on the web build served at `origin`. */
export async function webPhone(browser: Browser, origin: string): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 700 },
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  return {
    page,
    async open(url) {
      await page.goto('about:blank'); // a change of the hash alone would keep the pages that are open
      await page.goto(`${origin}/#/${url}`);
    },
    async close() {
      await context.close();
      if (problems.length > 0) throw new Error(`In the browser:\n${problems.join('\n')}`);
    },
  };
}

/** Answers the web build's requests without a server. */
export async function answerWith(backend: Backend, page: Page): Promise<void> {
  // The server would refuse the sample's token, and so end the session.
  await page.routeWebSocket('**/api/**', () => {});
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    const { status, body } = await backend({
      method: request.method(),
      url: request.url(),
      path: decodeURI(pathname),
      query: Object.fromEntries(searchParams),
      headers: request.headers(),
      body: request.postDataJSON() ?? undefined,
    });
    await route.fulfill({ status, ...(body === undefined ? {} : { json: body }) });
  });
}
