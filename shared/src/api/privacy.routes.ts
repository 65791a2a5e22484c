import type { RouteTable } from './route.ts';

/** A resident's rights over their own data (个人信息保护法 Art. 15, 44–47). `:kind` is `rating` or `feedback`. */
export const privacyRoutes = {
  getMyData: {
    method: 'GET',
    path: '/api/v1/me/data',
    access: 'resident',
    summary: 'What is held about the signed-in resident, their consents, and what the law keeps',
  },
  exportMyData: {
    method: 'GET',
    path: '/api/v1/me/export',
    access: 'resident',
    summary: 'Everything held about the signed-in resident, as one document to be saved as a file',
  },
  listMyHoldings: {
    method: 'GET',
    path: '/api/v1/me/data/:kind',
    access: 'resident',
    summary: 'The personal data in each of the resident’s ratings or feedback, masked, newest first',
  },
  correctMyContact: {
    method: 'POST',
    path: '/api/v1/me/data/:kind/:id/contact',
    access: 'resident',
    summary: 'Corrects the name and phone given with a rating or feedback, until its ticket is closed',
  },
  eraseMyData: {
    method: 'POST',
    path: '/api/v1/me/data/:kind/:id/erasures',
    access: 'resident',
    summary:
      'Erases the contact or the words of a rating or feedback: now, or once its open ticket is closed',
  },
  withdrawConsent: {
    method: 'POST',
    path: '/api/v1/me/consents/:purpose/withdraw',
    access: 'resident',
    summary: 'Takes back the consent to a purpose; the data given for it is erased as that purpose says',
  },
  closeAccount: {
    method: 'POST',
    path: '/api/v1/me/close',
    access: 'resident',
    summary: 'Closes the account: all sessions end at once, and nothing leads back to the person',
  },
} as const satisfies RouteTable;
