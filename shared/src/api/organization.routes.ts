import { roles } from '../roles.ts';
import type { RouteTable } from './route.ts';

export const organizationRoutes = {
  listUnits: {
    method: 'GET',
    path: '/api/v1/units',
    access: roles,
    summary: 'The unit of the signed-in member of staff and those below it, from the top down',
  },
} as const satisfies RouteTable;
