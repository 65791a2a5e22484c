import type { RouteTable } from './route.ts';

export const ratingRoutes = {
  submitRating: {
    method: 'POST',
    path: '/api/v1/ratings',
    access: 'resident',
    summary: 'Rates the service behind a scanned code',
  },
  listMyRatings: {
    method: 'GET',
    path: '/api/v1/ratings/mine',
    access: 'resident',
    summary: 'The ratings the signed-in resident gave, newest first',
  },
  getMyRating: {
    method: 'GET',
    path: '/api/v1/ratings/:id',
    access: 'resident',
    summary: 'One rating of the signed-in resident, with what has been done about it',
  },
  supplementRating: {
    method: 'POST',
    path: '/api/v1/ratings/:id/supplement',
    access: 'resident',
    summary: 'Adds the one supplementary rating (追评) to one’s rating, once whatever it led to is closed',
  },
  judgeRating: {
    method: 'POST',
    path: '/api/v1/ratings/:id/judgement',
    access: 'resident',
    summary: 'Says whether the answer to one’s rating has solved it; not solved, it is handled once more',
  },
} as const satisfies RouteTable;
