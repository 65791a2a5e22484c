import { roles } from '../roles.ts';
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
  listFigures: {
    method: 'GET',
    path: '/api/v1/oversight/figures',
    access: ['supervisor', 'auditor'],
    summary: 'The figures of a period for a unit, and by person, counter or department, with their samples',
  },
  getMyFigures: {
    method: 'GET',
    path: '/api/v1/figures/mine',
    access: roles,
    summary: 'The figures of a period that are about the signed-in member of staff alone',
  },
  listMyEntries: {
    method: 'GET',
    path: '/api/v1/figures/mine/entries',
    access: roles,
    summary: 'The ratings behind one’s own figures, newest first, without who gave them',
  },
  makeAppeal: {
    method: 'POST',
    path: '/api/v1/figures/mine/appeals',
    access: roles,
    summary: 'Asks that a bad rating not be counted as one’s own; once for each',
  },
  listAppeals: {
    method: 'GET',
    path: '/api/v1/oversight/appeals',
    access: ['supervisor'],
    summary: 'What staff of the unit and those below it say against entries of theirs, oldest first',
  },
  decideAppeal: {
    method: 'POST',
    path: '/api/v1/oversight/appeals/:id/decision',
    access: ['supervisor'],
    summary: 'Decides an appeal of somebody else, once, with a reason',
  },
  listBulletins: {
    method: 'GET',
    path: '/api/v1/bulletins',
    access: roles,
    summary: 'The bulletins of one’s unit and those above, and for supervisors also the drafts of theirs',
  },
  getBulletin: {
    method: 'GET',
    path: '/api/v1/bulletins/:id',
    access: roles,
    summary: 'One bulletin; its versions for those who write it',
  },
  draftBulletin: {
    method: 'POST',
    path: '/api/v1/bulletins',
    access: ['supervisor'],
    summary: 'Drafts a bulletin of a period from the data; nothing in it leads to a resident',
  },
  editBulletin: {
    method: 'POST',
    path: '/api/v1/bulletins/:id/edits',
    access: ['supervisor'],
    summary: 'A new version of a draft; `version` is the one last seen',
  },
  publishBulletin: {
    method: 'POST',
    path: '/api/v1/bulletins/:id/publish',
    access: ['supervisor'],
    summary: 'Publishes a draft to the staff of its unit and those below; it is not edited after that',
  },
} as const satisfies RouteTable;
