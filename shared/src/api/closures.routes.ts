import type { RouteTable } from './route.ts';

/** Who may close is the feature's policy: a lawyer for themselves, a station's people, who supervises them. */
const access = ['clerk', 'handler', 'supervisor', 'lawyer', 'admin'] as const;

export const closureRoutes = {
  listClosures: {
    method: 'GET',
    path: '/api/v1/closures',
    access,
    summary: 'When lawyers are on leave and stations closed, and for whom one may enter it',
  },
  previewClosure: {
    method: 'GET',
    path: '/api/v1/closures/preview',
    access,
    summary: 'How many appointments a closure would cancel; changes nothing',
  },
  enterClosure: {
    method: 'POST',
    path: '/api/v1/closures',
    access,
    summary:
      'Closes days of a lawyer or a station: cancels what is booked, keeps another seat for each resident, tells everyone',
  },
  endClosure: {
    method: 'POST',
    path: '/api/v1/closures/:id/end',
    access,
    summary: 'Takes a closure back: times can be booked again; what it has cancelled stays cancelled',
  },
} as const satisfies RouteTable;
