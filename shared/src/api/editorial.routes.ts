import type { RouteTable } from './route.ts';

/** Writing: for editors, and for supervisors who review. Each sees the articles of the sub-district they work in. */
export const editorialRoutes = {
  listEditorialArticles: {
    method: 'GET',
    path: '/api/v1/editorial/articles',
    access: ['editor', 'supervisor'],
    summary: 'The articles of one’s sub-district in any state, last changed first',
  },
  getEditorialArticle: {
    method: 'GET',
    path: '/api/v1/editorial/articles/:id',
    access: ['editor', 'supervisor'],
    summary: 'One article as its editors see it: the newest text, its versions, and what the caller may do',
  },
  createArticle: {
    method: 'POST',
    path: '/api/v1/editorial/articles',
    access: ['editor'],
    summary: 'Begins an article as a draft; the same `idempotencyKey` always answers with the first',
  },
  editArticle: {
    method: 'POST',
    path: '/api/v1/editorial/articles/:id/edits',
    access: ['editor'],
    summary: 'A new version of a draft, or of a published article; `version` is the one last seen',
  },
  actOnArticle: {
    method: 'POST',
    path: '/api/v1/editorial/articles/:id/actions',
    access: ['editor', 'supervisor'],
    summary: 'Submits, withdraws, approves (now or at a time), returns, archives or restores an article',
  },
  getArticleVersion: {
    method: 'GET',
    path: '/api/v1/editorial/articles/:id/versions/:number',
    access: ['editor', 'supervisor'],
    summary: 'One version of an article’s text',
  },
  previewArticle: {
    method: 'POST',
    path: '/api/v1/editorial/previews',
    access: ['editor', 'supervisor'],
    summary: 'What residents will see of a body in Markdown; stores nothing',
  },
  addArticleImage: {
    method: 'POST',
    path: '/api/v1/editorial/images',
    access: ['editor'],
    takes: 'file',
    summary: 'Stores a picture for articles, drawn anew; the same picture is stored once',
  },
  listEditorialOptions: {
    method: 'GET',
    path: '/api/v1/editorial/options',
    access: ['editor', 'supervisor'],
    summary: 'What an editor chooses from: responsible departments and campaigns',
  },
} as const satisfies RouteTable;
