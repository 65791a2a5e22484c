import { weappDist, webDist } from '@linli/server/builds.ts';
import { startTestServer } from '@linli/server/testing/index.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { readAppConfig } from '../weapp/harness/app-config.ts';
import { sampleIds } from '../weapp/sample-answers.ts';
import { sampleBackend } from '../weapp/sample-backend.ts';
import { answerWith, type Phone, weappPhone, webPhone } from './phones.ts';
import { expectSame } from './same.ts';

/** The list of pages is the one WeChat reads, so that a page added later is held to this from its first day. */
const { routes } = readAppConfig(weappDist);

let weapp: Phone;
let web: Phone;

beforeAll(async () => {
  const browser = await launchBrowser();
  const server = await startTestServer({ webDirectory: webDist });
  weapp = await weappPhone(browser, sampleBackend());
  web = await webPhone(browser, server.url);
  await answerWith(sampleBackend(), web.page);
  for (const phone of [weapp, web]) {
    await signInAsResident(phone);
    await signInAsStaff(phone);
  }
  return async () => {
    await weapp.close();
    await web.close();
    await browser.close();
    await server.stop();
  };
});

/** Silently, by what only a resident can see; who opens a page before that has no messages yet. */
async function signInAsResident({ page, open }: Phone): Promise<void> {
  await open('pages/my-ratings/index');
  await page.getByRole('button', { name: /居住证办理/ }).waitFor();
}

/** So that the workbench shows more than its door. Residents' pages do not mind. */
async function signInAsStaff({ page, open }: Phone): Promise<void> {
  await open('staff/sign-in/index');
  await page.getByRole('textbox', { name: '账号' }).fill('handler');
  await page.getByRole('textbox', { name: '密码' }).fill('linli-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: /GM-20261123/ }).waitFor();
}

/** The home page of the web build follows a scene at once; WeChat gives one only to the page that rates. */
function queryOf(route: string): string {
  if (route.includes('rate/')) return 'scene=c.A01';
  return `followUp=answer&kind=rating&waiting=1&id=${route.includes('ticket') ? sampleIds.ticket : sampleIds.rating}`;
}

describe.each(routes)('%s', (route) => {
  it('is drawn by WeChat from its templates as the web build draws it, and fits the screen', async () => {
    for (const phone of [weapp, web]) await phone.open(`${route}?${queryOf(route)}`);
    await expectSame(weapp, web, route);
    for (const phone of [weapp, web]) {
      expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    }
  });
});
