import { webDist } from '@linli/server/builds.ts';
import { createTestClock, startTestServer, testSettings } from '@linli/server/testing/index.ts';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { loopback } from '../weapp/harness/requests.ts';
import { type Phone, weappPhone, webPhone } from './phones.ts';
import { compareSteps, type Step } from './same.ts';

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name });
const radio = (name: string) => (page: Page) => page.getByRole('radio', { name, exact: true });
/** In WeChat a field for digits is of a type of its own. */
const field = (name: string) => (page: Page) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('spinbutton', { name, exact: true }));
const heading = (name: string) => (page: Page) => page.getByRole('heading', { name });
const text = (words: string | RegExp) => (page: Page) => page.getByText(words);
const click = (find: (page: Page) => ReturnType<Page['getByRole']>) => (phone: Phone) =>
  find(phone.page).first().click();

/** From the question what it is about to the code that is shown on arrival. */
const bookingFlow: Step[] = [
  {
    name: 'is asked what it is about',
    act: (phone) => phone.open('appointments/matter/index'),
    shows: button(/^婚姻家庭/),
  },
  { name: 'sees who is free', act: click(button(/^婚姻家庭/)), shows: button(/^最早有空/) },
  { name: 'takes the first time', act: click(button(/^最早有空/)), shows: text('第 1 步，共 4 步') },
  { name: 'says that nothing is urgent', act: click(button('下一步')), shows: radio('为自己') },
  { name: 'asks for herself', act: click(radio('为自己')), shows: radio('同意，我已满 14 周岁') },
  { name: 'agrees', act: click(radio('同意，我已满 14 周岁')), shows: field('姓名') },
  {
    name: 'leaves name and number',
    async act({ page }) {
      await field('姓名')(page).fill('王秀兰');
      await field('电话')(page).fill('13800001234');
    },
    shows: button('下一步'),
  },
  { name: 'goes on to the case', act: click(button('下一步')), shows: button('加照片') },
  {
    name: 'tells the case',
    act: ({ page }) => field('简单说说事情经过')(page).fill('老房子怎么分？'),
    shows: text('已写 7 字'),
  },
  { name: 'looks over it', act: click(button('下一步')), shows: heading('请核对') },
  { name: 'books', act: click(button('确认预约')), shows: text('约好了') },
  { name: 'finds it in the list', act: click(button('我的预约')), shows: button(/已预约/) },
];

it('the booking flow tells people the same in WeChat and in a browser, and books one seat on each', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  // Both servers live at the same moment, and keep the time for as long as the slowest machine takes.
  const begins = new Date();
  const bookingTimes = { ...testSettings.bookingTimes, holdMinutes: 60 };
  const arrive = async (phoneAt: (origin: string) => Promise<Phone>) => {
    const server = await startTestServer({
      webDirectory: webDist,
      clock: createTestClock(begins),
      settings: { ...testSettings, bookingTimes },
    });
    onTestFinished(() => server.stop());
    const phone = await phoneAt(server.url);
    onTestFinished(() => phone.close());
    return { server, phone };
  };
  const weapp = await arrive((origin) => weappPhone(browser, loopback(origin)));
  const web = await arrive((origin) => webPhone(browser, origin));
  await compareSteps(weapp.phone, web.phone, bookingFlow);
  for (const { server } of [weapp, web]) {
    const booked = await server.database.connection.collection('appointments').find().toArray();
    expect(booked.map(({ state, seat }) => [state, seat])).toEqual([['booked', 0]]);
  }
});
