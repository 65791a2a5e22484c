import type { RouteTable } from './route.ts';

export const auditLogRoutes = {
  listAuditEntries: {
    method: 'GET',
    path: '/api/v1/audit-entries',
    access: ['auditor'],
    summary: 'What staff and the system did, newest first; searched by person, subject, action and time',
  },
} as const satisfies RouteTable;
