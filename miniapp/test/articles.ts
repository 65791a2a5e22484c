import type { ArticleDetail, ArticleRow } from '@linli/shared/api/types.ts';

/** What the tests of the articles' pages play with. */

const related: ArticleDetail['related'][number] = {
  id: '5'.repeat(24),
  title: '隔壁太吵，睡不着，怎么办',
  summary: '先好好说，再请物业和居委会劝。',
  category: 'how-to',
  matter: 'neighbours',
  audiences: ['everyone', 'elderly'],
  department: '司法所',
  cover: null,
  campaign: null,
  readingMinutes: 3,
  publishedAt: '2026-11-20T02:00:00.000Z',
};

export const articleRow = (changes: Partial<ArticleRow> = {}): ArticleRow => ({
  ...related,
  excerpt: null,
  ...changes,
});

export const lawArticleId = '7'.repeat(24);

export const article = (changes: Partial<ArticleDetail> = {}): ArticleDetail => ({
  ...related,
  updatedAt: '2026-11-21T02:00:00.000Z',
  nodes: [
    { name: 'h2', attrs: { class: 'rt-h2' }, children: [{ type: 'text', text: '法律怎么说' }] },
    { name: 'p', attrs: { class: 'rt-p' }, children: [{ type: 'text', text: '夜里要安静。' }] },
  ],
  links: [],
  steps: ['记几天。', '去敲一次门。'],
  legalBasis: [
    {
      law: '民法典',
      version: '2021-01-01',
      inForce: true,
      articles: [
        { number: '288', label: '第二百八十八条', lawArticleId },
        { number: '294', label: '第二百九十四条', lawArticleId: null },
      ],
    },
  ],
  corrections: [],
  related: [{ ...related, id: '6'.repeat(24), title: '楼上漏水，谁来赔' }],
  ...changes,
});
