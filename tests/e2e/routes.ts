import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../support/paths.ts';
import type { Person } from './person.ts';
import { leaveContact } from './rating.ts';

const appConfig = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

/** Every page of the app, from the list that both builds are made from. */
export async function readRoutes(): Promise<string[]> {
  // Taro's compiler provides this function; it hands over what it is given.
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config });
  const source: { default: unknown } = await import(path.join(repositoryRoot, 'miniapp/src/app.config.ts'));
  const { pages, subPackages } = appConfig.parse(source.default);
  return [...pages, ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

/** What there is to show on the pages. */
export interface Things {
  /** The code of a service that can be rated. */
  scene: string;
  ratingId: string;
  ticketId: string;
  /** The account of the ticket's handler. */
  handler: string;
  feedbackId: string;
  /** A draft. */
  bulletinId: string;
  lawyerId: string;
  /** A time that is held for the resident, and one that is booked. */
  holdId: string;
  appointmentId: string;
  /** One that has taken place with the account `lawyer`. */
  advisedId: string;
  /** An article that waits for the supervisor's review. */
  waitingArticleId: string;
  articleId: string;
  /** A law and one of its articles. */
  lawId: string;
  provisionId: string;
  quizId: string;
  /** The code of a campaign. */
  campaign: string;
}

interface Sample {
  /** The account of the member of staff who opens it; absent: the ticket's handler. */
  as?: string;
  /** The page's parameters. */
  query: (things: Things) => string;
  /** Brings out what the page holds back at first. */
  unfold?: (person: Person) => Promise<void>;
}

const plain: Sample = { query: () => '' };

/** How each page is opened to be looked at. A page that is not here fails the tests. */
const samples: Record<string, Sample> = {
  'pages/home/index': plain,
  'pages/rate/index': {
    query: ({ scene }) => `?scene=${scene}`,
    async unfold(person) {
      await person.radio('不满意').click();
      await leaveContact(person, { name: '', phone: '138' });
      await person.button('提交评价').click();
      await person.reads('请填写姓名');
    },
  },
  'pages/thanks/index': { query: ({ ratingId }) => `?id=${ratingId}&followUp=call` },
  'pages/my-ratings/index': plain,
  'pages/rating/index': { query: ({ ratingId }) => `?id=${ratingId}` },
  'pages/supplement/index': { query: ({ ratingId }) => `?id=${ratingId}` },
  'pages/me/index': plain,
  'pages/messages/index': plain,
  'counter/ratings/index': { query: () => '?code=A01' },
  'appointments/matter/index': plain,
  'appointments/slots/index': { query: () => '?matter=family' },
  'appointments/lawyer/index': { query: ({ lawyerId }) => `?id=${lawyerId}&matter=family` },
  'appointments/book/index': {
    query: ({ holdId }) => `?id=${holdId}&matter=family`,
    async unfold(person) {
      await person.checkbox('有人正在受到暴力或威胁').click();
      await person.reads('情况紧急，请先打电话');
    },
  },
  'appointments/mine/index': plain,
  'appointments/appointment/index': {
    query: ({ appointmentId }) => `?id=${appointmentId}`,
    async unfold(person) {
      await person.button('取消预约').click();
      await person.button('确定取消').waitFor();
    },
  },
  'law/articles/index': {
    query: () => '',
    async unfold(person) {
      await person.button('按事情、按人群找').click();
      await person.radio('劳动人事').click();
    },
  },
  'law/article/index': {
    query: ({ articleId }) => `?id=${articleId}`,
    async unfold(person) {
      await person.button('没用').click();
      await person.checkbox('太长了').click();
    },
  },
  'law/favourites/index': plain,
  'law/campaigns/index': plain,
  'law/campaign/index': { query: ({ campaign }) => `?code=${campaign}` },
  'law/quizzes/index': plain,
  'law/quiz/index': {
    query: ({ quizId }) => `?id=${quizId}`,
    async unfold(person) {
      await person.checkbox('A. 物业').click();
      await person.button('看答案').click();
      await person.heading('为什么').waitFor();
    },
  },
  'law/laws/index': {
    query: () => '',
    async unfold(person) {
      await person.field('查条文').fill('半夜敲墙');
      await person.button('查一查').click();
      await person.page.getByRole('list', { name: '查到的条文' }).waitFor();
    },
  },
  'law/text/index': { query: ({ lawId }) => `?id=${lawId}` },
  'law/provision/index': { query: ({ provisionId }) => `?id=${provisionId}` },
  'privacy/my-data/index': {
    query: () => '',
    async unfold(person) {
      await person
        .button(/^撤回同意：/)
        .first()
        .click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
  'privacy/holdings/index': {
    query: () => '?kind=rating',
    async unfold(person) {
      await person.button(/^A01/).click();
      await person.button('更正姓名和电话').click();
      await person.field('姓名').waitFor();
    },
  },
  'privacy/close-account/index': {
    query: () => '',
    async unfold(person) {
      await person.button('注销账号').click();
      await person.reads(/请先勾选/);
    },
  },
  'privacy/account-closed/index': { query: () => '?waiting=1' },
  'privacy/feedback/index': {
    query: () => '',
    unfold: (person) => leaveContact(person, { name: '王秀兰', phone: '13800001234' }),
  },
  'privacy/my-feedback/index': plain,
  'privacy/feedback-detail/index': { query: ({ feedbackId }) => `?id=${feedbackId}` },
  'privacy/policy/index': plain,
  'privacy/terms/index': plain,
  'appointments/rating/index': {
    query: ({ advisedId }) => `?id=${advisedId}`,
    async unfold(person) {
      await person.radio('不满意').click();
      await person.field('想说的话（可以不写）').waitFor();
    },
  },
  'consulting/day/index': {
    query: () => '',
    as: 'station',
    async unfold(person) {
      await person.button('签到').click();
      await person.field('签到码').waitFor();
    },
  },
  'consulting/visit/index': {
    query: ({ advisedId }) => `?kind=appointment&id=${advisedId}`,
    as: 'supervisor',
    async unfold(person) {
      await person.field('为什么要看').fill('核对咨询内容');
      await person.button('查看案情').click();
      await person.heading('居民说了什么').waitFor();
    },
  },
  'consulting/record/index': {
    query: ({ advisedId }) => `?kind=appointment&id=${advisedId}`,
    as: 'lawyer',
    async unfold(person) {
      await person.field('记录').fill('四个子女，没有遗嘱。');
      await person.button('下一步').click();
      await person.field('建议').fill('先找街道调解。');
      await person.button('下一步').click();
      await person.radio('人民调解').click();
      await person.field('要带什么').waitFor();
    },
  },
  'consulting/figures/index': { query: () => '', as: 'supervisor' },
  'oversight/menu/index': { query: () => '', as: 'auditor' },
  'oversight/overview/index': {
    query: () => '',
    as: 'supervisor',
    async unfold(person) {
      await person.page.getByRole('tab', { name: '办理人' }).click();
    },
  },
  'oversight/figures/index': {
    query: () => '',
    as: 'supervisor',
    async unfold(person) {
      await person.button(/^A01/).click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
  'oversight/my-figures/index': {
    query: () => '',
    as: 'clerk',
    async unfold(person) {
      await person
        .button(/^不满意/)
        .first()
        .click();
      await person.field('申诉理由').waitFor();
    },
  },
  'oversight/appeals/index': { query: () => '', as: 'supervisor' },
  'oversight/comments/index': {
    query: () => '',
    as: 'supervisor',
    async unfold(person) {
      await person.page.getByRole('tab', { name: '可以公开' }).click();
      await person.button(/^A/).first().click();
      await person.page.getByRole('radio', { name: '不公开' }).click();
      await person.field('不公开的原因').waitFor();
    },
  },
  'oversight/bulletins/index': {
    query: () => '',
    as: 'supervisor',
    async unfold(person) {
      await person.button('起草通报').click();
      await person.button('写出初稿').waitFor();
    },
  },
  'oversight/bulletin/index': {
    query: ({ bulletinId }) => `?id=${bulletinId}`,
    as: 'supervisor',
    async unfold(person) {
      await person.button('修改').click();
      await person.field('正文').waitFor();
    },
  },
  'administration/codes/index': {
    query: () => '',
    as: 'admin',
    async unfold(person) {
      await person.button(/^A01/).click();
      await person.button('停用这个码').click();
      await person.button('确认停用').waitFor();
    },
  },
  'administration/screens/index': {
    query: () => '',
    as: 'admin',
    async unfold(person) {
      await person.button('登记一块小屏').click();
      await person.button('选择窗口').click();
      await person.radio('A01 综合受理一号窗口').click();
      await person.field('名称').fill('A01 小屏');
      await person.button('登记，取得口令').click();
      await person.reads(/screen\/#/);
    },
  },
  'administration/partners/index': {
    query: () => '',
    as: 'admin',
    async unfold(person) {
      await person.button('登记一个系统').click();
      await person.button('登记，取得密钥').click();
      await person.reads('请填写名称');
    },
  },
  'administration/monthly/index': { query: () => '', as: 'admin' },
  'publishing/articles/index': {
    query: () => '',
    as: 'editor',
    async unfold(person) {
      await person.button('看别的状态').click();
      await person.radio('待审核').waitFor();
    },
  },
  'publishing/article/index': {
    query: ({ waitingArticleId }) => `?id=${waitingArticleId}`,
    as: 'supervisor',
    async unfold(person) {
      await person.button('审核通过').click();
      await person.radio('到时候自动发布').click();
      await person.field('日期').waitFor();
    },
  },
  'publishing/edit/index': {
    query: () => '',
    as: 'editor',
    async unfold(person) {
      await person.button('下一步').click();
      await person.reads('请写标题');
      await person.button('选择事项').click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
  'publishing/version/index': {
    query: ({ waitingArticleId }) => `?id=${waitingArticleId}&number=1`,
    as: 'editor',
  },
  'publishing/verdicts/index': {
    query: ({ waitingArticleId }) => `?id=${waitingArticleId}`,
    as: 'editor',
  },
  'publishing/figures/index': { query: () => '', as: 'supervisor' },
  'oversight/deliveries/index': { query: () => '', as: 'admin' },
  'oversight/audit/index': {
    query: () => '',
    as: 'auditor',
    async unfold(person) {
      await person.button('筛选').click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
  'oversight/calendar/index': {
    query: () => '',
    as: 'admin',
    async unfold(person) {
      await person
        .button(/^\d+月\d+日/)
        .first()
        .click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
  'staff/sign-in/index': plain,
  'staff/queue/index': plain,
  'staff/messages/index': plain,
  'staff/absence/index': {
    query: () => '',
    async unfold(person) {
      await person.button('登记不在岗').click();
      await person.page.getByRole('radio', { name: '不设代班人' }).waitFor();
    },
  },
  'staff/closures/index': {
    query: () => '',
    as: 'supervisor',
    async unfold(person) {
      await person.button('登记停诊').click();
      await person.page.getByRole('textbox', { name: '原因' }).waitFor();
    },
  },
  'oversight/routing/index': {
    as: 'supervisor',
    query: () => '',
    async unfold(person) {
      await person.button('看看会分给谁').click();
      await person.reads(/会分给：/);
    },
  },
  'staff/ticket/index': {
    query: ({ ticketId }) => `?id=${ticketId}`,
    async unfold(person) {
      await person.button('记一笔').click();
      await person.page.getByRole('dialog').waitFor();
    },
  },
};

/** How to open a page to look at it. Throws when nobody has said so. */
export function sampleOf(route: string): Sample {
  const sample = samples[route];
  if (!sample) throw new Error(`${route} is new: say in tests/e2e/routes.ts how to open it`);
  return sample;
}
