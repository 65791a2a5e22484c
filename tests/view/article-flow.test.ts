import { webDist } from '@linli/server/builds.ts';
import { startTestServer } from '@linli/server/testing/index.ts';
import type { Page } from 'playwright-core';
import { it, onTestFinished } from 'vitest';
import { lawToRead } from '../e2e/law.ts';
import { launchBrowser } from '../support/browser.ts';
import { loopback } from '../weapp/harness/requests.ts';
import { type Phone, weappPhone, webPhone } from './phones.ts';
import { compareSteps, type Step } from './same.ts';

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name });
const heading = (name: string) => (page: Page) => page.getByRole('heading', { name });
const click = (find: (page: Page) => ReturnType<Page['getByRole']>) => (phone: Phone) =>
  find(phone.page).first().click();

/** From a search to the law behind the article, and to a lawyer. */
const articleFlow: Step[] = [
  {
    name: 'opens the articles',
    act: (phone) => phone.open('law/articles/index'),
    shows: button(/^楼上半夜敲墙/),
  },
  {
    name: 'searches',
    async act(phone) {
      await phone.page.getByRole('textbox', { name: '搜一搜' }).fill('半夜敲墙');
      await click(button('搜索'))(phone);
    },
    shows: heading('“半夜敲墙”的结果'),
  },
  { name: 'opens the article', act: click(button(/^楼上半夜敲墙/)), shows: heading('找谁') },
  { name: 'says that it was useful', act: click(button('有用')), shows: button('收回') },
  { name: 'keeps it', act: click(button('收藏')), shows: button('已收藏，点一下取消') },
  {
    name: 'opens the law',
    act: click(button('《示例条例》第三条，看原文')),
    shows: (page) => page.getByText('（一）半夜敲打墙壁；'),
  },
];

it('the article flow tells people the same in WeChat and in a browser', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  // Each platform has a server and a database of its own, so that both residents are the first to say anything.
  const arrive = async (phoneAt: (origin: string) => Promise<Phone>) => {
    const server = await startTestServer({ webDirectory: webDist });
    onTestFinished(() => server.stop());
    await lawToRead(server);
    const phone = await phoneAt(server.url);
    onTestFinished(() => phone.close());
    return phone;
  };
  const weapp = await arrive((origin) => weappPhone(browser, loopback(origin)));
  const web = await arrive((origin) => webPhone(browser, origin));
  await compareSteps(weapp, web, articleFlow);
});
