import { demoPassword } from '@linli/server/demo/accounts.ts';
import type { TestServer } from '@linli/server/testing/index.ts';
import type { Page } from 'playwright-core';

interface Screen {
  name: string;
  go(page: Page, origin: string): Promise<unknown>;
  /** Stands on the screen once it is complete. */
  ready: string | RegExp;
}

/** The handler whose desk the ticket of counter A08 is on; the story gives it to whoever has the fewest. */
export async function handlerInStory({ app, database }: TestServer): Promise<string> {
  const ticket = await database.connection
    .collection('tickets')
    .findOne({ open: true, state: 'accepted', 'personal.contact': { $ne: null } });
  const handler = ticket && app.organization.directory().staffMember(ticket.handlerId);
  if (!handler) throw new Error('the story has no open ticket with a contact');
  return handler.username;
}

/** The screens in the order of a visit, as the resident 王 and then as a handler. */
export const screens = (handler: string): Screen[] => [
  { name: 'home', go: (page, origin) => page.goto(`${origin}/?as=wang`), ready: '窗口编号' },
  {
    name: 'rate-open',
    go: (page, origin) => page.goto(`${origin}/#/pages/rate/index?scene=c.A01`),
    ready: '这次办事，您满意吗？',
  },
  {
    name: 'rate',
    async go(page) {
      await page.getByRole('radio', { name: '不满意', exact: true }).click();
      await page.getByText('综合受理一号窗口').scrollIntoViewIfNeeded();
    },
    ready: '是因为什么？',
  },
  {
    name: 'rate-foot',
    async go(page) {
      await page.getByRole('switch', { name: '留下姓名和电话' }).click();
      await page.getByRole('radio', { name: '同意，我已满 14 周岁' }).click();
      await page.getByRole('textbox', { name: '电话' }).scrollIntoViewIfNeeded();
    },
    ready: '手机号，或带区号的座机号',
  },
  {
    name: 'refused',
    go: (page, origin) => page.goto(`${origin}/#/pages/rate/index?scene=c.A03-OLD`),
    ready: '这个码已停用',
  },
  {
    name: 'thanks',
    go: (page, origin) => page.goto(`${origin}/#/pages/thanks/index?id=1&followUp=answer`),
    ready: '收到了，我们会查清楚',
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
    name: 'articles',
    go: (page, origin) => page.goto(`${origin}/#/law/articles/index`),
    ready: '工钱被拖着不给，这样要回来',
  },
  {
    name: 'articles-found',
    async go(page) {
      await page.getByRole('textbox', { name: '搜一搜' }).fill('隔壁太吵');
      await page.getByRole('button', { name: '搜索', exact: true }).click();
    },
    ready: '“隔壁太吵”的结果',
  },
  {
    name: 'article',
    go: (page) => page.getByRole('button', { name: /^隔壁太吵，睡不着/ }).click(),
    ready: '法律怎么说',
  },
  {
    name: 'article-foot',
    go: (page) => page.getByText('怎么办', { exact: true }).evaluate((element) => element.scrollIntoView()),
    ready: '法律依据',
  },
  {
    name: 'campaign',
    go: (page, origin) => page.goto(`${origin}/#/law/campaign/index?code=constitution-week`),
    ready: '为什么是十二月四日',
  },
  {
    name: 'quiz',
    async go(page, origin) {
      await page.goto(`${origin}/#/law/quizzes/index`);
      await page.getByRole('button', { name: /^做个好邻居/ }).click();
    },
    ready: '看答案',
  },
  {
    name: 'matter',
    go: (page, origin) => page.goto(`${origin}/#/appointments/matter/index`),
    ready: '您遇到的是哪一类事情？',
  },
  { name: 'slots', go: (page) => page.getByRole('button', { name: /^婚姻家庭/ }).click(), ready: '哪一天' },
  {
    name: 'slots-foot',
    go: (page) => page.getByText('哪一天').evaluate((element) => element.scrollIntoView()),
    ready: /会说/,
  },
  {
    name: 'lawyer',
    go: (page) => page.getByRole('button', { name: '看介绍和资质' }).first().click(),
    ready: '执业证号',
  },
  {
    name: 'book-urgent',
    async go(page, origin) {
      await page.goto(`${origin}/#/appointments/slots/index?matter=family`);
      await page.getByRole('button', { name: /^最早有空/ }).click();
      await page.getByRole('checkbox', { name: '有未成年人处在危险中' }).click();
    },
    ready: '情况紧急，请先打电话',
  },
  {
    name: 'book-who',
    async go(page) {
      await page.getByRole('checkbox', { name: '有未成年人处在危险中' }).click();
      await page.getByRole('button', { name: '下一步' }).click();
    },
    ready: '预约律师的信息',
  },
  {
    name: 'book-who-foot',
    async go(page) {
      await page.getByRole('radio', { name: '替家里老人或别人' }).click();
      await page.getByRole('textbox', { name: '替谁咨询' }).fill('母亲');
      await page.getByRole('radio', { name: '同意，我已满 14 周岁' }).click();
      await page.getByRole('textbox', { name: '姓名' }).fill('王秀兰');
      await page.getByRole('textbox', { name: '电话' }).fill('13800001234');
      await page.getByRole('button', { name: '下一步' }).scrollIntoViewIfNeeded();
    },
    ready: '手机号，或带区号的座机号',
  },
  {
    name: 'book-case',
    go: (page) => page.getByRole('button', { name: '下一步' }).click(),
    ready: '简单说说事情经过',
  },
  {
    name: 'book-check',
    async go(page) {
      await page.getByRole('textbox', { name: '简单说说事情经过' }).fill('想知道老房子怎么分。');
      await page.getByRole('button', { name: '下一步' }).click();
    },
    ready: '请核对',
  },
  {
    name: 'appointment',
    go: (page) => page.getByRole('button', { name: '确认预约' }).click(),
    ready: '签到码',
  },
  {
    name: 'appointment-foot',
    go: (page) => page.getByText('您填写的').evaluate((element) => element.scrollIntoView()),
    ready: '改时间',
  },
  {
    name: 'my-appointments',
    go: (page) => page.getByRole('button', { name: '我的预约' }).click(),
    ready: '已预约',
  },
  {
    name: 'cancelled',
    async go(page) {
      await page
        .getByRole('button', { name: /已预约/ })
        .first()
        .click();
      await page.getByRole('button', { name: '取消预约' }).click();
      await page.getByRole('button', { name: '确定取消' }).click();
    },
    ready: /已经取消/,
  },
  { name: 'me', go: (page, origin) => page.goto(`${origin}/#/pages/me/index`), ready: '工作人员入口' },
  {
    name: 'feedback',
    async go(page, origin) {
      await page.goto(`${origin}/#/privacy/feedback/index`);
      await page.getByRole('radio', { name: '建议' }).click();
    },
    ready: '请写明情况',
  },
  {
    name: 'consent',
    async go(page) {
      const leave = page.getByRole('switch', { name: '留下姓名和电话' });
      await leave.click();
      await leave.evaluate((element) => element.scrollIntoView());
    },
    ready: '投诉建议的联系方式',
  },
  {
    name: 'my-feedback',
    go: (page, origin) => page.goto(`${origin}/#/privacy/my-feedback/index`),
    ready: /字能不能再大一点/,
  },
  {
    name: 'feedback-detail',
    go: (page) => page.getByRole('button', { name: /字能不能再大一点/ }).click(),
    ready: '给您的答复',
  },
  {
    name: 'my-data',
    go: (page, origin) => page.goto(`${origin}/#/privacy/my-data/index`),
    ready: '我的账号',
  },
  {
    name: 'my-data-foot',
    go: (page) => page.getByText('带走我的数据').evaluate((element) => element.scrollIntoView()),
    ready: '导出文件',
  },
  {
    name: 'holdings',
    go: (page, origin) => page.goto(`${origin}/#/privacy/holdings/index?kind=rating`),
    ready: /姓名电话/,
  },
  {
    name: 'holding',
    go: (page) =>
      page
        .getByRole('button', { name: /姓名电话：王/ })
        .first()
        .click(),
    ready: '更正姓名和电话',
  },
  {
    name: 'correct',
    go: (page) => page.getByRole('button', { name: '更正姓名和电话' }).click(),
    ready: '手机号，或带区号的座机号',
  },
  {
    name: 'erase',
    async go(page) {
      await page.getByRole('button', { name: '不改了' }).click();
      await page.getByRole('button', { name: '删除姓名和电话' }).click();
    },
    ready: '确认删除',
  },
  {
    name: 'close-account',
    go: (page, origin) => page.goto(`${origin}/#/privacy/close-account/index`),
    ready: '注销以后会删除',
  },
  {
    name: 'close-account-foot',
    go: (page) => page.getByRole('button', { name: '注销账号' }).click(),
    ready: /请先勾选/,
  },
  {
    name: 'account-closed',
    go: (page, origin) => page.goto(`${origin}/#/privacy/account-closed/index?waiting=1`),
    ready: '回到首页',
  },
  {
    name: 'privacy-policy',
    go: (page, origin) => page.goto(`${origin}/#/privacy/policy/index`),
    ready: '我们收集什么，用来做什么',
  },
  {
    name: 'sign-in',
    go: (page, origin) => page.goto(`${origin}/#/staff/sign-in/index`),
    ready: '账号',
  },
  {
    name: 'queue',
    async go(page) {
      await page.getByRole('textbox', { name: '账号' }).fill(handler);
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
  {
    name: 'sheet',
    go: (page) => page.getByRole('button', { name: '下结论' }).click(),
    ready: '调查情况',
  },
];
