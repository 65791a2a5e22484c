import type { RouteTable } from './route.ts';

export const legalRoutes = {
  getLegal: {
    method: 'GET',
    path: '/api/v1/legal',
    access: 'public',
    summary: 'Who runs the app, its privacy policy and service terms, and what each request for data is for',
    cacheSeconds: 3600,
  },
} as const satisfies RouteTable;
