import type { RouteTable } from './route.ts';

export const publicRatingRoutes = {
  listCounterRatings: {
    method: 'GET',
    path: '/api/v1/counters/:code/ratings',
    access: 'public',
    summary: 'What everyone may read of the ratings of a counter, from the day after, newest first',
    cacheSeconds: 300,
  },
} as const satisfies RouteTable;
