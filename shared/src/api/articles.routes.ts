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
  countArticleView: {
    method: 'POST',
    path: '/api/v1/articles/:id/views',
    access: 'public',
    summary: 'Says that somebody opened an article; once a day for each visitor, nothing of whom is kept',
  },
  getMyArticle: {
    method: 'GET',
    path: '/api/v1/articles/:id/mine',
    access: 'resident',
    summary: 'What the signed-in resident said of an article, and whether it is among their favourites',
  },
  judgeArticle: {
    method: 'POST',
    path: '/api/v1/articles/:id/verdict',
    access: 'resident',
    summary:
      'Useful or not, with a word why; said again it takes the place of what was said, null takes it back',
  },
  addFavourite: {
    method: 'POST',
    path: '/api/v1/articles/:id/favourite',
    access: 'resident',
    summary: 'Keeps an article among the favourites; done again, it changes nothing',
  },
  removeFavourite: {
    method: 'POST',
    path: '/api/v1/articles/:id/favourite/removal',
    access: 'resident',
    summary: 'Takes an article out of the favourites; done again, it changes nothing',
  },
  listFavourites: {
    method: 'GET',
    path: '/api/v1/favourites',
    access: 'resident',
    summary: 'The favourites of the signed-in resident, last added first',
  },
} as const satisfies RouteTable;
