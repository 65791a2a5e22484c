import { roles } from '../roles.ts';
import type { RouteTable } from './route.ts';

export const calendarRoutes = {
  getCalendar: {
    method: 'GET',
    path: '/api/v1/calendar',
    access: roles,
    summary: 'A month of the working calendar of a unit',
  },
  setCalendarDay: {
    method: 'POST',
    path: '/api/v1/calendar/days',
    access: ['admin'],
    summary: 'Sets the hours of one day for a unit and those below it; no hours close it',
  },
  clearCalendarDay: {
    method: 'POST',
    path: '/api/v1/calendar/days/clear',
    access: ['admin'],
    summary: 'Takes back the hours set for one day',
  },
  setYearSchedule: {
    method: 'POST',
    path: '/api/v1/calendar/years',
    access: ['admin'],
    summary: "Enters the State Council's holidays and make-up days of a year",
  },
} as const satisfies RouteTable;
