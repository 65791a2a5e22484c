import type { RouteTable } from './route.ts';

export const feedbackRoutes = {
  submitFeedback: {
    method: 'POST',
    path: '/api/v1/feedback',
    access: 'resident',
    summary: 'A complaint, suggestion or fault about the app itself (投诉建议); opens one ticket',
  },
  listMyFeedback: {
    method: 'GET',
    path: '/api/v1/feedback/mine',
    access: 'resident',
    summary: 'What the signed-in resident has said about the app, newest first',
  },
  getMyFeedback: {
    method: 'GET',
    path: '/api/v1/feedback/:id',
    access: 'resident',
    summary: 'One feedback of the signed-in resident, with what has been done about it',
  },
  judgeFeedback: {
    method: 'POST',
    path: '/api/v1/feedback/:id/judgement',
    access: 'resident',
    summary: 'Says whether the answer to one’s feedback has solved it; not solved, it is handled once more',
  },
} as const satisfies RouteTable;
