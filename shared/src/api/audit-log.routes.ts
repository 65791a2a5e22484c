import type { RouteTable } from './route.ts';

export const auditLogRoutes = {
  listAuditEntries: {
    method: 'GET',
    path: '/api/v1/audit-entries',
    access: ['auditor'],
    summary: 'What staff and the system did, newest first; searched by person, subject, action and time',
  },
  exportAuditEntries: {
    method: 'GET',
    path: '/api/v1/audit-entries/export',
    access: ['auditor'],
    summary: 'What a search finds, as a table for other programs; each export is itself an entry',
    streams: 'text/csv',
  },
} as const satisfies RouteTable;
