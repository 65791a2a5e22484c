import type { RouteTable } from './route.ts';

export const lawTextRoutes = {
  listLaws: {
    method: 'GET',
    path: '/api/v1/laws',
    access: 'public',
    cacheSeconds: 60,
    summary: 'The laws whose text is loaded, by name, with their versions',
  },
  getLaw: {
    method: 'GET',
    path: '/api/v1/laws/:id',
    access: 'public',
    cacheSeconds: 60,
    summary: 'One version of a law: when it was made and holds, and its table of contents',
  },
  searchLawArticles: {
    method: 'GET',
    path: '/api/v1/law-articles',
    access: 'public',
    cacheSeconds: 60,
    summary: 'The articles of laws that a citation (民法典 1043) or words name, best first',
  },
  getLawArticle: {
    method: 'GET',
    path: '/api/v1/law-articles/:id',
    access: 'public',
    cacheSeconds: 60,
    summary: 'One article of a law, with where it stands and its neighbours',
  },
} as const satisfies RouteTable;
