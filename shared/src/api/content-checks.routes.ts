import type { RouteTable } from './route.ts';

export const contentCheckRoutes = {
  listCheckedComments: {
    method: 'GET',
    path: '/api/v1/content-checks',
    access: ['supervisor', 'auditor'],
    summary: 'Comments of residents by where their check stands, as everyone would read them, oldest first',
  },
  decideComment: {
    method: 'POST',
    path: '/api/v1/content-checks/:id/decision',
    access: ['supervisor'],
    summary: 'Shows a comment to everyone, or hides it with a reason that its writer reads',
  },
} as const satisfies RouteTable;
