import type { RouteTable } from './route.ts';

export const scanRoutes = {
  scan: {
    method: 'GET',
    path: '/api/v1/scan/:scene',
    access: 'public',
    summary: 'What a scanned code stands for',
  },
} as const satisfies RouteTable;
