import type { RouteTable } from './route.ts';

/** What is due in law popularisation, and what has come of it. */
export const publicityRoutes = {
  getDue: {
    method: 'GET',
    path: '/api/v1/publicity/due',
    access: 'public',
    cacheSeconds: 0,
    summary: 'What is due today and in the next two weeks: law days with their campaigns, for the home page',
  },
  listLawDays: {
    method: 'GET',
    path: '/api/v1/publicity/law-days',
    access: 'public',
    cacheSeconds: 0,
    summary: 'The law days of a year',
  },
  listCampaigns: {
    method: 'GET',
    path: '/api/v1/campaigns',
    access: 'public',
    cacheSeconds: 0,
    summary: 'The campaigns, those that run now first',
  },
  getCampaign: {
    method: 'GET',
    path: '/api/v1/campaigns/:code',
    access: 'public',
    cacheSeconds: 0,
    summary: 'The page of a campaign, module by module',
  },
  listPublicityFigures: {
    method: 'GET',
    path: '/api/v1/publicity/figures',
    access: ['editor', 'supervisor', 'auditor'],
    summary:
      'What came of articles in a period, by department, campaign or article: for the yearly list of duties',
  },
  listVerdicts: {
    method: 'GET',
    path: '/api/v1/publicity/articles/:id/verdicts',
    access: ['editor', 'supervisor'],
    summary: 'What residents said of an article, newest first, without who said it',
  },
  listSearchGaps: {
    method: 'GET',
    path: '/api/v1/publicity/search-gaps',
    access: ['editor', 'supervisor'],
    summary:
      'What residents searched for and did not find, most asked first; what few asked is not kept in words',
  },
} as const satisfies RouteTable;
