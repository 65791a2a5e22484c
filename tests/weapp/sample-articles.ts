import type { AnswerOf, ArticleDetail } from '@linli/shared/api/types.ts';

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

/** Answers of the endpoints about law popularisation, for `sample-answers.ts`. */
export const articleSamples = {
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
};
