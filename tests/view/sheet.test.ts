import { webDist } from '@linli/server/builds.ts';
import { startTestServer } from '@linli/server/testing/index.ts';
import { expect, it, onTestFinished, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { sampleIds } from '../weapp/sample-answers.ts';
import { sampleBackend } from '../weapp/sample-backend.ts';
import { answerWith, type Phone, weappPhone, webPhone } from './phones.ts';

/** Too small for a ticket, so that there is something to scroll. */
const smallPhone = { width: 320, height: 480 };

it.each(['WeChat', 'a browser'])('the page behind a sheet stays where it is in %s', async (platform) => {
  const phone = await arrive(platform);
  const { page } = phone;
  await phone.open('staff/sign-in/index');
  await page.getByRole('textbox', { name: '账号' }).fill('handler');
  await page.getByRole('textbox', { name: '密码' }).fill('linli-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: /GM-20261123/ }).waitFor();
  await phone.open(`staff/ticket/index?id=${sampleIds.ticket}`);

  const opener = page.getByRole('button', { name: '记一笔', exact: true });
  await opener.waitFor();
  const place = async () => Math.round((await page.getByRole('main').boundingBox())?.y ?? Number.NaN);
  const scroll = async (distance: number) => {
    const before = await place();
    await page.mouse.wheel(0, distance);
    await vi.waitFor(async () => expect(await place()).toBe(before - distance), { timeout: 5_000 });
  };
  await page.setViewportSize(smallPhone);
  await page.mouse.move(160, 250);
  await scroll(60);

  const before = await place();
  await opener.click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const y of [8, 250]) {
    await page.mouse.move(160, y); // beside the sheet, and over it
    for (const distance of [40, -40]) {
      await page.mouse.wheel(0, distance);
      await twoFrames(phone);
      expect(await place()).toBe(before);
    }
  }

  await page.getByRole('button', { name: '关闭' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await place(), 'the place is kept').toBe(before);
  await scroll(-60);
});

async function arrive(platform: string): Promise<Phone> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  if (platform === 'WeChat') {
    const phone = await weappPhone(browser, sampleBackend());
    onTestFinished(() => phone.close());
    return phone;
  }
  const server = await startTestServer({ webDirectory: webDist });
  onTestFinished(() => server.stop());
  const phone = await webPhone(browser, server.url);
  await answerWith(sampleBackend(), phone.page);
  onTestFinished(() => phone.close());
  return phone;
}

/** By then the browser has done with a turn of the wheel. */
async function twoFrames({ page }: Phone): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))',
  );
}
