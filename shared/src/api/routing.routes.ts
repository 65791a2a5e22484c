import type { RouteTable } from './route.ts';

export const routingRoutes = {
  listRoutingOptions: {
    method: 'GET',
    path: '/api/v1/routing/options',
    access: ['admin', 'supervisor'],
    summary: 'The counters, service items and departments in reach, to ask about',
  },
  queryRouting: {
    method: 'POST',
    path: '/api/v1/routing/query',
    access: ['admin', 'supervisor'],
    summary: 'Where a ticket would go: the rule that matches, who would get it, and who is left out and why',
  },
} as const satisfies RouteTable;
