import type { RouteTable } from './route.ts';

export const articleRoutes = {
  listArticles: {
    method: 'GET',
    path: '/api/v1/articles',
    access: 'public',
    cacheSeconds: 0,
    summary: 'Published articles, newest first, or the best matches of a search first',
  },
  getArticle: {
    method: 'GET',
    path: '/api/v1/articles/:id',
    access: 'public',
    cacheSeconds: 0,
    lastModified: 'updatedAt',
    summary: 'One published article, with the laws it rests on and what to do',
  },
  getArticleImage: {
    method: 'GET',
    path: '/api/v1/article-images/:id',
    access: 'public',
    gives: 'file',
    summary: 'A picture of an article; it never changes',
  },
} as const satisfies RouteTable;
