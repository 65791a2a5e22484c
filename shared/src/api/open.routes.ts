import type { RouteTable } from './route.ts';

/** What other systems call (开放接口), and who may. */
export const openRoutes = {
  createServiceRecord: {
    method: 'POST',
    path: '/open/v1/service-records',
    access: 'partner',
    summary: 'Tells of a service that was given: creates its record and the scene of its code',
  },
  importMonthlyFigures: {
    method: 'POST',
    path: '/open/v1/monthly-figures',
    access: 'partner',
    summary:
      'Takes the month’s counts of services and of ratings given elsewhere; a row sent again replaces itself',
  },
  exportRatings: {
    method: 'GET',
    path: '/open/v1/ratings',
    access: 'partner',
    summary:
      'Ratings in the exchange format, oldest first, as JSON lines; the last line has the cursor and signs the page',
    streams: 'application/jsonl',
  },
  listPartners: {
    method: 'GET',
    path: '/api/v1/partners',
    access: ['admin', 'auditor'],
    summary: 'The systems that may call the open interface',
  },
  addPartner: {
    method: 'POST',
    path: '/api/v1/partners',
    access: ['admin'],
    summary: 'Lets a system call the open interface; the answer is the only one that holds its secret',
  },
  revokePartner: {
    method: 'POST',
    path: '/api/v1/partners/:id/revocation',
    access: ['admin'],
    summary: 'Lets a system call no longer; done again, it changes nothing',
  },
  listMonthlyFigures: {
    method: 'GET',
    path: '/api/v1/monthly-figures',
    access: ['supervisor', 'admin', 'auditor'],
    summary: 'The imported counts of a month; they are kept apart from the figures made here',
  },
} as const satisfies RouteTable;
