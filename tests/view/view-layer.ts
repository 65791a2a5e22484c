import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import type { OpenPage } from '../weapp/harness/page.ts';
import type { Views } from '../weapp/harness/views.ts';
import { browserBuild } from './browser-build.ts';

/** As wide as the phone of the harness; one rpx is half a pixel then. */
const viewport = { width: 375, height: 700 };
const origin = 'http://weapp.test';

/** What WeChat's own controls look like before any style sheet: enough for a real layout and real clicks. */
const nativeStyles = `
html,
body {
  margin: 0;
}

page,
view,
rich-text {
  display: block;
}

page {
  min-height: 100vh;
}

page[hidden] {
  display: none;
}

input,
textarea {
  border: 0;
  padding: 0;
  background: none;
  font: inherit;
  outline: none;
}
`;

const document = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <link rel="stylesheet" href="/native.css">
    <script type="importmap">{ "imports": { "glass-easel": "/glass-easel.js", "weapp-build": "/weapp-build.js" } }</script>
    <script type="module" src="/in-browser.js"></script>
  </head>
  <body></body>
</html>`;

/** Draws the pages of a mini-program in a browser, from its templates and style sheets, and passes on what people do there. */
export class ViewLayer implements Views {
  /** The browser's page. Look for what should be on it, and click. */
  readonly page: Page;
  readonly #problems: string[] = [];
  readonly #open = new Map<number, OpenPage>();
  /** Messages arrive in the order they are sent. */
  #sent: Promise<unknown> = Promise.resolve();

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.#problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#problems.push(message.text());
    });
  }

  static async open(browser: Browser, dist: string): Promise<ViewLayer> {
    const context = await browser.newContext({ viewport, hasTouch: true, locale: 'zh-CN' });
    const layer = new ViewLayer(await context.newPage());
    await layer.#load(dist);
    return layer;
  }

  pagesChanged(pages: readonly OpenPage[]): void {
    for (const [id] of this.#open) {
      if (pages.some((page) => page.id === id)) continue;
      this.#open.delete(id);
      this.#say('close', id);
    }
    for (const page of pages) {
      if (this.#open.has(page.id)) continue;
      this.#open.set(page.id, page);
      this.#say('open', page.id, page.route, page.data);
    }
    const front = pages.at(-1);
    if (front) this.#say('show', front.id);
  }

  dataChanged({ id }: OpenPage, changes: Readonly<Record<string, unknown>>): void {
    // `root.cn.[0]` and `root.cn[0]` are the same path; the engine wants the second.
    const paths = Object.entries(changes).map(([path, value]) => [path.replaceAll('.[', '['), value]);
    if (this.#open.has(id)) this.#say('change', id, Object.fromEntries(paths));
  }

  /** Closes the browser's page. Throws what went wrong in it. */
  async close(): Promise<void> {
    await this.#sent;
    await this.page.context().close();
    if (this.#problems.length > 0) throw new Error(`In the view layer:\n${this.#problems.join('\n')}`);
  }

  async #load(dist: string): Promise<void> {
    const files: Record<string, [type: string, body: string]> = {
      '/': ['text/html', document],
      '/native.css': ['text/css', nativeStyles],
      '/glass-easel.js': ['text/javascript', readModule('glass-easel/dist/glass_easel.all.es.js')],
      '/weapp-build.js': ['text/javascript', browserBuild(dist)],
      '/in-browser.js': ['text/javascript', stripTypeScriptTypes(readBeside('in-browser.ts'))],
    };
    await this.page.route('**/*', (route) => {
      const file = files[new URL(route.request().url()).pathname];
      return file ? route.fulfill({ contentType: file[0], body: file[1] }) : route.abort();
    });
    await this.page.exposeBinding('hear', (_source, pageId: unknown, event: unknown) =>
      this.#open.get(z.number().parse(pageId))?.hear(event),
    );
    await this.page.goto(origin);
    await this.page.waitForFunction('window.view');
  }

  #say(what: 'open' | 'change' | 'close' | 'show', ...words: unknown[]): void {
    // undefined does not survive the way as JSON does it, and data is JSON by now.
    const said = `view.${what}(${words.map((word) => JSON.stringify(word)).join(', ')})`;
    this.#sent = this.#sent
      .then(() => this.page.evaluate(said))
      .catch((error: unknown) => this.#problems.push(String(error)));
  }
}

function readBeside(name: string): string {
  return readFileSync(path.join(import.meta.dirname, name), 'utf8');
}

function readModule(name: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');
}
