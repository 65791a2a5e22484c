import type { RouteTable } from './route.ts';

export const codeRoutes = {
  listCodes: {
    method: 'GET',
    path: '/api/v1/codes',
    access: ['admin', 'supervisor', 'editor'],
    summary:
      'The codes of the counters and stations of one’s unit and of the articles of one’s sub-district, and when they were scanned last; an editor sees those of articles',
  },
  printCodes: {
    method: 'GET',
    path: '/api/v1/codes/print',
    access: ['admin', 'supervisor', 'editor'],
    summary: 'Codes to be printed, one a page, as PDF: one of them or all of a kind',
    gives: 'file',
  },
  countCodeScan: {
    method: 'POST',
    path: '/api/v1/codes/scans',
    access: 'public',
    summary: 'Says that the code of a station or an article was scanned; nothing of by whom is kept',
  },
  changeCounterCode: {
    method: 'POST',
    path: '/api/v1/counters/:id/code-change',
    access: ['admin'],
    summary: 'Gives a counter another code; the printed one counts no longer',
  },
  revokeCounterCode: {
    method: 'POST',
    path: '/api/v1/counters/:id/code-revocation',
    access: ['admin'],
    summary: 'The counter’s code counts no longer, until it gets another; done again, it changes nothing',
  },
  listScreens: {
    method: 'GET',
    path: '/api/v1/screens',
    access: ['admin'],
    summary: 'The small screens at the counters that may show codes',
  },
  addScreen: {
    method: 'POST',
    path: '/api/v1/screens',
    access: ['admin'],
    summary: 'Lets a small screen show a counter’s codes; the answer is the only one that holds its token',
  },
  revokeScreen: {
    method: 'POST',
    path: '/api/v1/screens/:id/revocation',
    access: ['admin'],
    summary: 'A screen shows codes no longer; done again, it changes nothing',
  },
  getScreen: {
    method: 'GET',
    path: '/api/v1/screen',
    access: 'device',
    summary: 'What the screen that asks should show now',
  },
  getScreenCode: {
    method: 'GET',
    path: '/api/v1/screen/code',
    access: 'device',
    summary: 'The picture of a code that the screen shows',
    gives: 'file',
  },
} as const satisfies RouteTable;
