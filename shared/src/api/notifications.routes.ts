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
  listFailedDeliveries: {
    method: 'GET',
    path: '/api/v1/deliveries/failed',
    access: ['admin'],
    summary: 'The messages that could not be delivered to WeChat and were given up, newest first',
  },
  deliverAgain: {
    method: 'POST',
    path: '/api/v1/deliveries/:id/again',
    access: ['admin'],
    summary: 'Tries once more to deliver a message that was given up',
  },
  getSubscriptionOffer: {
    method: 'GET',
    path: '/api/v1/subscriptions/offer',
    access: 'resident',
    summary: 'The templates that the resident can be asked about for one subject; empty when they have been',
  },
  answerSubscription: {
    method: 'POST',
    path: '/api/v1/subscriptions',
    access: 'resident',
    summary: 'What the resident said when WeChat asked whether it may send messages about a subject',
  },
} as const satisfies RouteTable;
