import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureWebBuild, webDist } from '@linli/server/builds.ts';
import { storyClock, tellDemoStory } from '@linli/server/demo/story.ts';
import { openOfflineApp } from '@linli/server/offline-app.ts';
import {
  createTestClock,
  startTestServer,
  testFiles,
  testSecrets,
  testSettings,
} from '@linli/server/testing/index.ts';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { setFontScale } from '../support/font-scale.ts';
import { repositoryRoot } from '../support/paths.ts';
import { handlerInStory, screens } from './screens.ts';

/**
 * `npm run screenshots`: the main screens in each look, drawn from the demonstration story. The single screens land in
 * test-results/screens, the pictures for the README in docs/pictures.
 */
const screensFolder = path.join(repositoryRoot, 'test-results/screens');
const picturesFolder = path.join(repositoryRoot, 'docs/pictures');
const phone = { width: 390, height: 844 };

/** The screens that stand side by side in the README. */
const inReadme = ['home', 'rate', 'rating', 'ticket'];

interface Look {
  name: string;
  elder: boolean;
  dark: boolean;
  fontScale: number;
  /** The picture for the README. */
  picture?: string;
}

const looks: Look[] = [
  { name: 'standard', elder: false, dark: false, fontScale: 1, picture: 'main-screens.png' },
  { name: 'elder', elder: true, dark: false, fontScale: 1, picture: 'main-screens-elder.png' },
  { name: 'dark', elder: false, dark: true, fontScale: 1, picture: 'main-screens-dark.png' },
  { name: 'elder-dark', elder: true, dark: true, fontScale: 1 },
  { name: 'standard-1.8', elder: false, dark: false, fontScale: 1.8 },
  { name: 'elder-1.8', elder: true, dark: false, fontScale: 1.8 },
];

async function shoot(browser: Browser, origin: string, look: Look, username: string) {
  const context = await browser.newContext({
    viewport: phone,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: look.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await setFontScale(page, look.fontScale);
  const shots = new Map<string, Buffer>();
  await page.goto(origin);
  const answer = page.getByRole('button', { name: look.elder ? '用大字版' : '用标准字' });
  const elderSwitch = page.getByRole('switch', { name: /大字版/ });
  await elderSwitch.waitFor();
  if (look.fontScale > 1) await answer.click();
  else if (look.elder) await elderSwitch.click();
  for (const { name, go, ready } of screens(username)) {
    await go(page, origin);
    await page.getByText(ready).locator('visible=true').first().waitFor();
    const shot = await page.screenshot();
    shots.set(name, shot);
    await writeFile(path.join(screensFolder, `${name}-${look.name}.png`), shot);
  }
  await context.close();
  return shots;
}

/** The README's picture: phones side by side. */
async function compose(browser: Browser, shots: Map<string, Buffer>, file: string): Promise<void> {
  const images = inReadme.map((name) => `data:image/png;base64,${shots.get(name)?.toString('base64')}`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 690 } });
  await page.setContent(
    `<body style="margin:0;background:#e4ded0;display:flex;justify-content:center;gap:24px;padding:28px">${images
      .map(
        (image) => `<img src="${image}" width="288" style="border-radius:22px;box-shadow:0 6px 24px #0003">`,
      )
      .join('')}`,
  );
  await page.screenshot({ path: path.join(picturesFolder, file) });
  await page.close();
}

await mkdir(screensFolder, { recursive: true });
await mkdir(picturesFolder, { recursive: true });
await ensureWebBuild();
const wanted = process.argv.slice(2);
const clock = createTestClock(new Date());
const server = await startTestServer({ clock, webDirectory: webDist });
const browser = await launchBrowser();
try {
  const settings = {
    logLevel: 'silent',
    secrets: testSecrets,
    settings: testSettings,
    files: testFiles().files,
  };
  const storyTime = storyClock(clock.now());
  const story = await openOfflineApp(settings, { uri: server.database.uri }, storyTime);
  await tellDemoStory(story.app, storyTime);
  await story.close();
  await server.app.organization.refresh();
  const username = await handlerInStory(server);
  for (const look of looks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const shots = await shoot(browser, server.url, look, username);
    if (look.picture) await compose(browser, shots, look.picture);
  }
} finally {
  await browser.close();
  await server.stop();
}
