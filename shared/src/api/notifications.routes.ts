import type { RouteTable } from './route.ts';

export const notificationRoutes = {
  listNotifications: {
    method: 'GET',
    path: '/api/v1/notifications',
    access: 'signed-in',
    summary: 'The messages to the signed-in person, newest first, and how many are unread',
  },
  readNotifications: {
    method: 'POST',
    path: '/api/v1/notifications/read',
    access: 'signed-in',
    summary: 'Marks messages as read: those named, or all',
  },
} as const satisfies RouteTable;
