import type { RouteTable } from './route.ts';

export const absenceRoutes = {
  listAbsences: {
    method: 'GET',
    path: '/api/v1/absences',
    access: ['handler', 'supervisor'],
    summary: 'Who is or will be away: I, and for a supervisor their people; with those one may enter it for',
  },
  listDeputies: {
    method: 'GET',
    path: '/api/v1/absences/deputies',
    access: ['handler', 'supervisor'],
    summary: 'Who can stand in for someone',
  },
  enterAbsence: {
    method: 'POST',
    path: '/api/v1/absences',
    access: ['handler', 'supervisor'],
    summary:
      'Enters from when to when someone is away: they get no new tickets; open ones can be handed over',
  },
  endAbsence: {
    method: 'POST',
    path: '/api/v1/absences/:id/end',
    access: ['handler', 'supervisor'],
    summary: 'Ends or takes back an absence: from now on they are on duty again',
  },
} as const satisfies RouteTable;
