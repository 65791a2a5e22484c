import { randomUUID } from 'node:crypto';
import type { TestServer } from '@linli/server/testing/index.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Seven inches at the window. */
export const smallScreen = { width: 1024, height: 600 };

/** A counter screen that an administrator lets in. */
export async function addScreen(server: TestServer, counter: string) {
  const admin = await server.staffToken('admin');
  const { items } = (await server.call('listCodes', { token: admin })).body;
  const id = items.find(({ kind, code }) => kind === 'counter' && code === counter)?.id ?? '';
  const body = { name: `${counter} 窗口小屏`, counter: id, idempotencyKey: randomUUID() };
  const { id: screenId, token } = (await server.call('addScreen', { token: admin, body })).body;
  return {
    token,
    async revoke() {
      await server.call('revokeScreen', {
        token: await server.staffToken('admin'),
        params: { id: screenId },
      });
    },
  };
}

/** The screen's browser; what goes wrong in it is kept in `problems`. */
export async function openScreen(browser: Browser, address: string, viewport = smallScreen) {
  const context: BrowserContext = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page: Page = await context.newPage();
  const problems: string[] = [];
  context.on('weberror', (error) => problems.push(String(error.error())));
  page.on('console', (message) => {
    const text = message.text();
    // Chromium writes down every connection that fails; the test is about what the screen makes of it.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(text))
      problems.push(text);
  });
  await page.goto(address);
  return {
    page,
    context,
    problems,
    sees: (title: string) => page.getByRole('heading', { name: title, exact: true }).waitFor(),
  };
}
