import type { articleRoutes } from '@linli/shared/api/articles.routes.ts';
import type { editorialRoutes } from '@linli/shared/api/editorial.routes.ts';
import type { publicityRoutes } from '@linli/shared/api/publicity.routes.ts';
import type { quizRoutes } from '@linli/shared/api/quizzes.routes.ts';
import type { AnswerOf, ArticleDetail } from '@linli/shared/api/types.ts';

type ArticleEndpoint =
  | keyof typeof articleRoutes
  | keyof typeof editorialRoutes
  | keyof typeof quizRoutes
  | keyof typeof publicityRoutes;

const row: ArticleDetail['related'][number] = {
  id: '5'.repeat(24),
  title: '楼上装修太吵，可以怎么办',
  summary: '先沟通，再找物业和居委会，最后可以起诉。',
  category: 'how-to',
  matter: 'neighbours',
  audiences: ['everyone'],
  department: '司法所',
  cover: null,
  campaign: null,
  readingMinutes: 3,
  publishedAt: '2026-11-20T02:00:00.000Z',
};

const article: AnswerOf<'getArticle'> = {
  ...row,
  updatedAt: '2026-11-21T02:00:00.000Z',
  nodes: [
    {
      name: 'p',
      attrs: { class: 'rt-p' },
      children: [{ type: 'text', text: '装修有时间限制，先把事情记下来。' }],
    },
  ],
  links: [{ text: '国家法律法规数据库', url: 'https://flk.npc.gov.cn' }],
  steps: ['先记下时间，拍一段视频。', '请物业或居委会出面。'],
  legalBasis: [
    {
      law: '中华人民共和国民法典',
      version: '2021-01-01',
      inForce: true,
      articles: [{ number: '288', label: '第二百八十八条', lawArticleId: null }],
    },
  ],
  corrections: [],
  related: [{ ...row, id: '6'.repeat(24), title: '邻居漏水，谁来赔' }],
};

const said: AnswerOf<'getMyArticle'> = {
  favourite: true,
  verdict: { useful: false, reasons: ['hard-to-read'], word: null },
};

const body = { nodes: article.nodes, links: article.links, readingMinutes: 3 };

const editorialRow: AnswerOf<'listEditorialArticles'>['items'][number] = {
  id: row.id,
  slug: 'noisy-neighbours',
  title: row.title,
  state: 'in-review',
  live: false,
  department: row.department,
  changedAt: '2026-11-21T02:00:00.000Z',
  publishAt: null,
};

const content: AnswerOf<'getEditorialArticle'>['content'] = {
  title: row.title,
  summary: row.summary,
  category: row.category,
  matter: row.matter,
  audiences: row.audiences,
  department: 'judicial-office',
  legalBasis: [{ law: '中华人民共和国民法典', articles: ['288'], version: '2021-01-01', inForce: true }],
  coverImageId: null,
  campaign: null,
  steps: article.steps,
  related: [],
  markdown: '装修有时间限制，先把事情记下来。',
};

const editorial: AnswerOf<'getEditorialArticle'> = {
  ...editorialRow,
  version: 2,
  content,
  ...body,
  correction: null,
  corrections: [],
  publishedAt: null,
  editable: false,
  actions: ['withdraw', 'approve', 'return'],
  versions: [{ number: 1, at: '2026-11-21T02:00:00.000Z', by: '施雨晴', live: false }],
  history: [
    { kind: 'submit', at: '2026-11-21T02:00:00.000Z', by: '施雨晴', number: 1, note: null },
    { kind: 'create', at: '2026-11-21T01:00:00.000Z', by: '施雨晴', number: 1, note: null },
  ],
};

const quizRow: AnswerOf<'listQuizzes'>['items'][number] = {
  id: '7'.repeat(24),
  title: '邻里五问',
  summary: '装修、漏水，法律怎么说。',
  questions: 1,
  articleId: row.id,
  campaign: null,
};

const { questions: _, ...quizHead } = quizRow;

const campaignRow: AnswerOf<'listCampaigns'>['items'][number] = {
  code: 'constitution-week',
  title: '宪法宣传周',
  summary: '一周里，每天读一点宪法。',
  lawDay: 'constitution-week',
  run: { from: '2026-12-01', to: '2026-12-07' },
  running: false,
  plan: null,
};

const lawDay = {
  code: 'constitution-week' as const,
  name: '宪法宣传周',
  from: '2026-12-01',
  to: '2026-12-07',
};

const figures = {
  published: 3,
  live: 12,
  views: 180,
  useful: 40,
  notUseful: 4,
  consultations: 2,
  quizAnswers: 60,
};

/** Answers of the endpoints about law popularisation, for `sample-answers.ts`. */
export const articleSamples: { [Id in ArticleEndpoint]: AnswerOf<Id> } = {
  listArticles: {
    items: [
      {
        ...row,
        excerpt: [
          { text: '装修', hit: true },
          { text: '有时间限制', hit: false },
        ],
      },
    ],
    nextCursor: null,
    suggestions: [],
  },
  getArticle: article,
  getArticleImage: undefined,
  countArticleView: undefined,
  getMyArticle: said,
  judgeArticle: said,
  addFavourite: said,
  removeFavourite: { ...said, favourite: false },
  listFavourites: { items: [row], nextCursor: null },
  listEditorialArticles: { items: [editorialRow], nextCursor: null },
  getEditorialArticle: editorial,
  createArticle: editorial,
  editArticle: editorial,
  actOnArticle: editorial,
  getArticleVersion: { number: 1, at: '2026-11-21T02:00:00.000Z', by: '施雨晴', content, ...body },
  previewArticle: body,
  addArticleImage: { id: '8'.repeat(24), src: `/api/v1/article-images/${'8'.repeat(24)}` },
  listEditorialOptions: {
    departments: [{ code: 'judicial-office', name: '司法所' }],
    campaigns: [{ code: 'constitution-week', title: '宪法宣传周' }],
  },
  listQuizzes: { items: [quizRow] },
  listMyQuizzes: {
    items: [
      {
        id: quizRow.id,
        title: quizRow.title,
        total: 5,
        answered: 3,
        right: 2,
        at: '2026-11-21T02:00:00.000Z',
      },
    ],
  },
  eraseMyQuizzes: undefined,
  getQuiz: {
    ...quizHead,
    questions: [
      { key: '9'.repeat(24), kind: 'single', text: '楼上漏水，先找谁？', options: ['楼上住户', '居委会'] },
    ],
  },
  answerQuestion: {
    right: true,
    answer: [0],
    explanation: '先和楼上住户说清楚。',
    legalBasis: article.legalBasis,
    progress: { total: 5, answered: 3, right: 2 },
  },
  getDue: {
    today: '2026-11-23',
    plan: null,
    lawDays: [{ ...lawDay, running: false, daysUntil: 8, campaign: campaignRow }],
    campaigns: [],
    articles: [row],
  },
  listLawDays: { year: 2026, plan: null, items: [lawDay] },
  listCampaigns: { items: [campaignRow] },
  getCampaign: {
    ...campaignRow,
    modules: [
      { kind: 'text', title: '为什么是十二月四日', nodes: article.nodes, links: [] },
      { kind: 'articles', title: '读一读', items: [row] },
      { kind: 'quizzes', title: '考考自己', items: [quizRow] },
      { kind: 'consult', title: '有事问律师', matter: 'administrative' },
    ],
  },
  listPublicityFigures: {
    from: '2026-01-01',
    to: '2026-12-31',
    total: figures,
    rows: [{ key: 'judicial-office', name: '司法所', ...figures }],
  },
  listVerdicts: {
    items: [{ useful: false, reasons: ['hard-to-read'], word: '字太小', day: '2026-11-21' }],
    nextCursor: null,
  },
  listSearchGaps: { items: [{ text: '彩票纠纷', times: 3, lastAt: '2026-11-21T02:00:00.000Z' }], rare: 4 },
};
