import type { RouteTable } from './route.ts';

export const identityRoutes = {
  signInWithWechat: {
    method: 'POST',
    path: '/api/v1/auth/wechat',
    access: 'public',
    summary: 'A resident signs in with the code from wx.login',
  },
  signInStaff: {
    method: 'POST',
    path: '/api/v1/auth/staff',
    access: 'public',
    summary: 'A member of staff signs in with a password',
  },
  refreshSession: {
    method: 'POST',
    path: '/api/v1/auth/refresh',
    access: 'public',
    summary: 'Exchanges a refresh token for a new pair; each refresh token works once',
  },
  signOut: {
    method: 'POST',
    path: '/api/v1/auth/sign-out',
    access: 'signed-in',
    summary: 'Ends the session; its tokens stop working at once',
  },
  whoAmI: {
    method: 'GET',
    path: '/api/v1/me',
    access: 'signed-in',
    summary: 'Who is signed in, and what they may do',
  },
  takePhoneNumber: {
    method: 'POST',
    path: '/api/v1/phone-number',
    access: 'resident',
    summary: "The number behind the code of WeChat's one-tap button; nothing of it is kept",
  },
} as const satisfies RouteTable;
