import type { RouteTable } from './route.ts';

export const oversightRoutes = {
  getOverview: {
    method: 'GET',
    path: '/api/v1/oversight/overview',
    access: ['supervisor', 'auditor'],
    summary: 'How many tickets of a unit are open: by state and colour, and by handler',
  },
  listOverviewTickets: {
    method: 'GET',
    path: '/api/v1/oversight/tickets',
    access: ['supervisor', 'auditor'],
    summary: 'The open tickets of a unit and those below it, the most urgent first',
  },
} as const satisfies RouteTable;
