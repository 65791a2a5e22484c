import { webDist } from '@linli/server/builds.ts';
import { serve } from '@linli/server/demo/story.ts';
import { startTestServer } from '@linli/server/testing/index.ts';
import type { Page } from 'playwright-core';
import { it, onTestFinished } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { loopback } from '../weapp/harness/requests.ts';
import { type Phone, weappPhone, webPhone } from './phones.ts';
import { compareSteps, type Step } from './same.ts';

/** Each platform has a server and a database of its own, so that both residents are the first to say anything. */

const comment = '等了一个小时，材料又要重新填。';

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name });
const heading = (name: string) => (page: Page) => page.getByRole('heading', { name });
const radio = (name: string) => (page: Page) => page.getByRole('radio', { name, exact: true });
const checkbox = (name: string) => (page: Page) => page.getByRole('checkbox', { name, exact: true });
const click = (find: (page: Page) => ReturnType<Page['getByRole']>) => (phone: Phone) =>
  find(phone.page).click();

/** From the code at the counter to the rating in one's own list. */
function ratingFlow(sceneOf: (phone: Phone) => string): Step[] {
  return [
    {
      name: 'scans the code',
      act: (phone) => phone.open(`pages/rate/index?scene=${sceneOf(phone)}`),
      shows: radio('不满意'),
    },
    { name: 'picks a grade', act: click(radio('不满意')), shows: checkbox('窗口人员业务不熟练') },
    {
      name: 'gives a reason',
      act: click(checkbox('窗口人员业务不熟练')),
      shows: (page) => page.getByRole('checkbox', { checked: true }),
    },
    {
      name: 'says more',
      act: (phone) => phone.page.getByRole('textbox').fill(comment),
      shows: (page) => page.getByText(`已写 ${comment.length} 字`),
    },
    { name: 'sends', act: click(button('提交评价')), shows: heading('收到了，我们会查清楚') },
    {
      name: 'goes home',
      act: click(button('回到首页')),
      shows: (page) => page.getByRole('textbox', { name: '窗口编号' }),
    },
    {
      name: 'opens the list',
      act: click((page) => page.getByRole('link', { name: '我的评价' })),
      shows: button(/不满意/),
    },
    { name: 'opens the rating', act: click(button(/不满意/)), shows: (page) => page.getByText(comment) },
  ];
}

it('the rating flow tells people the same in WeChat and in a browser', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const scenes = new Map<Phone, string>();
  const arrive = async (phoneAt: (origin: string) => Promise<Phone>) => {
    const server = await startTestServer({ webDirectory: webDist });
    onTestFinished(() => server.stop());
    const phone = await phoneAt(server.url);
    onTestFinished(() => phone.close());
    const { token } = await serve(server.app, 'A01', 'residence-permit');
    scenes.set(phone, `r.${token}`);
    return phone;
  };
  const weapp = await arrive((origin) => weappPhone(browser, loopback(origin)));
  const web = await arrive((origin) => webPhone(browser, origin));

  await compareSteps(
    weapp,
    web,
    ratingFlow((phone) => scenes.get(phone) ?? ''),
  );
});
