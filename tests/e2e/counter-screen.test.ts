import { randomUUID } from 'node:crypto';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { serve } from '@linli/server/demo/story.ts';
import { addPartner, signedCall, staffBy } from '@linli/server/testing/index.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from '../support/browser.ts';
import { checkAccessibility } from './accessibility.ts';
import { addScreen, openScreen, smallScreen } from './counter-screen.ts';
import { cuttableNetwork } from './cuttable-network.ts';
import { fillIn, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { conclude, signIn, write } from './workbench.ts';

const stage = useStage();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A screen at a counter, with its token behind the # as the administrator has it; it closes when the test ends. */
async function screenAt(counter: string, { origin = stage.server.url, viewport = smallScreen } = {}) {
  const { token, revoke } = await addScreen(stage.server, counter);
  const screen = await openScreen(browser, `${origin}/screen/#${token}`, viewport);
  onTestFinished(async () => {
    await screen.context.close();
    expect(screen.problems).toEqual([]);
  });
  return { ...screen, token, revoke };
}

/** The scene whose code the screen asks for next. */
async function nextScene(page: Page): Promise<string> {
  const request = await page.waitForRequest((sent) => sent.url().includes('/screen/code?scene=r.'));
  return new URL(request.url()).searchParams.get('scene') ?? '';
}

/** Nothing is cut off: whoever stands there cannot scroll. */
async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(`Array.from(document.querySelectorAll('body *'))
    .map((part) => ({ part: part.id || part.tagName, box: part.getBoundingClientRect() }))
    .filter(({ box }) => box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1)
    .map(({ part }) => part)`);
  expect(beyond).toEqual([]);
}

/** The sizes of title, detail and note in pixels. */
async function fontSizes(page: Page): Promise<number[]> {
  const sizes = await page.evaluate(
    `['title', 'detail', 'note'].map((id) => parseFloat(getComputedStyle(document.getElementById(id)).fontSize))`,
  );
  return z.array(z.number()).parse(sizes);
}

it('a service ends, its code stands on the screen, a bad rating moves the queue, and the answer arrives', {
  timeout: 180_000,
}, async () => {
  const { server } = stage;
  // One handler, so that it is known whose queue it is.
  await staffBy(server, { 'handler.zhou': { roles: ['clerk'] } });
  await server.app.identity.setPassword('handler', demoPassword);
  const partner = await addPartner(server);
  const screen = await screenAt('A02');
  await screen.sees('评价我们的服务');
  expect(screen.page.url()).toBe(`${server.url}/screen/`);

  const handler = await stage.person();
  await signIn(handler, 'handler');
  await handler.sees('没有待办的工单');

  const sceneShown = nextScene(screen.page);
  const service = {
    projectNo: `GM-${randomUUID()}`,
    counter: 'A02',
    serviceItem: 'birth-registration',
    staff: 'clerk.qian',
    servedAt: server.clock.now().toISOString(),
  };
  const told = await signedCall(server, partner, 'POST', '/open/v1/service-records', service);
  expect(told.status).toBe(201);
  await screen.sees('请评价这次服务');
  const scene = await sceneShown;
  expect(scene).toBe(JSON.parse(told.text).scene);

  const resident = await stage.person();
  await scan(resident, scene);
  await fillIn(resident);
  await send(resident);
  await screen.sees('谢谢您的评价');

  // Without a reload: nothing was pressed since the queue was empty.
  await handler.button(/待接单/).click();
  await handler.button('接单').click();
  await handler.sees('办理中');
  await conclude(handler, '属实', '录像显示等候一小时');
  await handler.sees('已有结论');
  await write(handler, '答复居民', '公开答复', '让您久等了，窗口已增加人手。');
  await handler.sees('已答复');
  await screen.sees('评价我们的服务');

  await resident.open('pages/messages/index');
  await resident.reads('有答复了');
  await server.app.notifications.deliver();
  await resident.page.goto(`${server.url}/wechat-stand-in`);
  await resident.reads('办理进度提醒');
  await resident.reads('状态：已答复');
});

it('a cut connection leaves the static code, says so, and heals by itself', async () => {
  const network = await cuttableNetwork(stage.server.url);
  onTestFinished(network.stop);
  const screen = await screenAt('A03', { origin: network.origin });
  await screen.sees('评价我们的服务');
  network.cut();
  await screen.page.getByRole('alert').waitFor();
  await screen.sees('评价我们的服务');
  expect(await screen.page.getByRole('img').isVisible()).toBe(true);
  await fits(screen.page);
  // What ends meanwhile is shown once the connection is back.
  await serve(stage.server.app, 'A03', 'residence-permit');
  network.restore();
  await screen.sees('请评价这次服务');
  await screen.page.getByRole('alert').waitFor({ state: 'hidden' });
});

it('a revoked screen says so at once, and goes on with a new token', async () => {
  const screen = await screenAt('A04');
  await screen.sees('评价我们的服务');
  await screen.revoke();
  await screen.sees('这块屏幕已停用');
  expect(await screen.page.getByRole('img').isVisible()).toBe(false);
  await fits(screen.page);
  await checkAccessibility(screen.page);
  await screen.page.reload();
  await screen.sees('这块屏幕已停用');
  const { token } = await addScreen(stage.server, 'A04');
  await screen.page.getByRole('textbox', { name: '屏幕口令' }).fill(token);
  await screen.page.getByRole('button', { name: '开始使用' }).click();
  await screen.sees('评价我们的服务');
});

it('a screen without a token asks for one, once: it is kept', async () => {
  const screen = await openScreen(browser, `${stage.server.url}/screen`);
  await screen.sees('窗口评价屏');
  await fits(screen.page);
  await checkAccessibility(screen.page);
  const { token } = await addScreen(stage.server, 'A05');
  await screen.page.getByRole('textbox', { name: '屏幕口令' }).fill(token);
  await screen.page.getByRole('button', { name: '开始使用' }).click();
  await screen.sees('评价我们的服务');
  await screen.page.reload();
  await screen.sees('评价我们的服务');
  await screen.context.close();
  expect(screen.problems).toEqual([]);
});

it.each([
  ['lying', 'A06', smallScreen],
  ['standing', 'A08', { width: 600, height: 1024 }],
])('a %s screen shows large words and all of the code', async (_, counter, viewport) => {
  const screen = await screenAt(counter, { viewport });
  await screen.sees('评价我们的服务');
  await fits(screen.page);
  await checkAccessibility(screen.page);
  await serve(stage.server.app, counter, 'residence-permit');
  await screen.sees('请评价这次服务');
  await fits(screen.page);
  const [title = 0, ...others] = await fontSizes(screen.page);
  // Seven inches have some 170 pixels an inch: 48 are 7 mm, 30 are 4.5 mm.
  expect(title).toBeGreaterThanOrEqual(48);
  expect(Math.min(...others)).toBeGreaterThanOrEqual(30);
  const code = await screen.page.getByRole('img').boundingBox();
  expect(Math.min(code?.width ?? 0, code?.height ?? 0)).toBeGreaterThanOrEqual(400);
});

it('a revoked code of the counter is taken down', async () => {
  const screen = await screenAt('A07');
  await screen.sees('评价我们的服务');
  const admin = await stage.server.staffToken('admin');
  const { items } = (await stage.server.call('listCodes', { token: admin })).body;
  const { id = '', scanCode = '' } = items.find(({ code }) => code === 'A07') ?? {};
  const body = { scanCode: scanCode ?? '' };
  await stage.server.call('revokeCounterCode', { token: admin, params: { id }, body });
  await screen.sees('这里的评价码已停用');
  await fits(screen.page);
});
