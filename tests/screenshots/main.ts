import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureWebBuild, webDist } from '@linli/server/builds.ts';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { demoLegal } from '@linli/server/demo/legal.ts';
import { storyClock, tellDemoStory } from '@linli/server/demo/story.ts';
import { openOfflineApp } from '@linli/server/offline-app.ts';
import { createTestClock, startTestServer, testSecrets } from '@linli/server/testing/index.ts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { repositoryRoot } from '../support/paths.ts';

/**
 * `npm run screenshots`: the main screens in standard and large text, drawn from the demonstration story. The single
 * screens land in test-results/screens, the pictures for the README in docs/pictures.
 */
const screensFolder = path.join(repositoryRoot, 'test-results/screens');
const picturesFolder = path.join(repositoryRoot, 'docs/pictures');
const phone = { width: 390, height: 844 };

/** The screens that stand side by side in the README. */
const inReadme = ['rate', 'rating', 'ticket'];

interface Screen {
  name: string;
  go(page: Page, origin: string): Promise<unknown>;
  /** Stands on the screen once it is complete. */
  ready: string | RegExp;
}

/** The screens in the order of a visit, as the resident 王 and then as a handler. */
const screens: Screen[] = [
  { name: 'home', go: (page, origin) => page.goto(`${origin}/?as=wang`), ready: '工作人员入口' },
  {
    name: 'rate',
    async go(page, origin) {
      await page.goto(`${origin}/#/pages/rate/index?scene=c.A01`);
      await page.getByRole('radio', { name: '不满意', exact: true }).click();
      await page.getByText('综合受理一号窗口').scrollIntoViewIfNeeded();
    },
    ready: '是因为什么？',
  },
  {
    name: 'refused',
    go: (page, origin) => page.goto(`${origin}/#/pages/rate/index?scene=c.A03-OLD`),
    ready: '这个码已停用',
  },
  {
    name: 'my-ratings',
    go: (page, origin) => page.goto(`${origin}/#/pages/my-ratings/index`),
    ready: '社会保障卡申领',
  },
  {
    name: 'rating',
    go: (page) => page.getByRole('button', { name: /社会保障卡申领/ }).click(),
    ready: '给您的答复',
  },
  {
    name: 'queue',
    async go(page, origin) {
      await page.goto(`${origin}/#/staff/sign-in/index`);
      await page.getByRole('textbox', { name: '账号' }).fill('handler');
      await page.getByRole('textbox', { name: '密码' }).fill(demoPassword);
      await page.getByRole('button', { name: '登录' }).click();
    },
    ready: /A08 为老服务窗口/,
  },
  {
    name: 'ticket',
    go: (page) => page.getByRole('button', { name: /A08/ }).first().click(),
    ready: '查看联系方式',
  },
];

async function shoot(browser: Browser, origin: string, elder: boolean): Promise<Map<string, Buffer>> {
  const context = await browser.newContext({
    viewport: phone,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const shots = new Map<string, Buffer>();
  if (elder) {
    await page.goto(origin);
    await page.getByRole('switch', { name: /大字版/ }).click();
  }
  for (const { name, go, ready } of screens) {
    await go(page, origin);
    await page.getByText(ready).locator('visible=true').first().waitFor();
    const shot = await page.screenshot();
    shots.set(name, shot);
    await writeFile(path.join(screensFolder, `${name}${elder ? '-elder' : ''}.png`), shot);
  }
  await context.close();
  return shots;
}

/** The README's picture: three phones side by side. */
async function compose(browser: Browser, shots: Map<string, Buffer>, file: string): Promise<void> {
  const images = inReadme.map((name) => `data:image/png;base64,${shots.get(name)?.toString('base64')}`);
  const page = await browser.newPage({ viewport: { width: 1080, height: 760 } });
  await page.setContent(
    `<body style="margin:0;background:#e9e4d8;display:flex;justify-content:center;gap:28px;padding:28px">${images
      .map(
        (image) => `<img src="${image}" width="320" style="border-radius:22px;box-shadow:0 6px 24px #0003">`,
      )
      .join('')}`,
  );
  await page.screenshot({ path: path.join(picturesFolder, file) });
  await page.close();
}

await mkdir(screensFolder, { recursive: true });
await mkdir(picturesFolder, { recursive: true });
await ensureWebBuild();
const clock = createTestClock(new Date());
const server = await startTestServer({ clock, webDirectory: webDist });
const browser = await launchBrowser();
try {
  const settings = { logLevel: 'silent', secrets: testSecrets, ratingPauseMinutes: 10, legal: demoLegal() };
  const storyTime = storyClock(clock.now());
  const story = await openOfflineApp(settings, { uri: server.database.uri }, storyTime);
  await tellDemoStory(story.app, storyTime);
  await story.close();
  await server.app.organization.refresh();
  for (const elder of [false, true]) {
    const shots = await shoot(browser, server.url, elder);
    await compose(browser, shots, elder ? 'main-screens-elder.png' : 'main-screens.png');
  }
} finally {
  await browser.close();
  await server.stop();
}
