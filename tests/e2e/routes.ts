import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../support/paths.ts';
import type { Person } from './person.ts';
import { leaveContact } from './rating.ts';

const appConfig = z.object({
  pages: z.array(z.string()),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
});

/** Every page of the app, from the list that both builds are made from. */
export async function readRoutes(): Promise<string[]> {
  // Taro's compiler provides this function; it hands over what it is given.
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config });
  const source: { default: unknown } = await import(path.join(repositoryRoot, 'miniapp/src/app.config.ts'));
  const { pages, subPackages } = appConfig.parse(source.default);
  return [...pages, ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

/** What there is to show on the pages. */
export interface Things {
  /** The code of a service that can be rated. */
  scene: string;
  ratingId: string;
  ticketId: string;
  /** The account of the ticket's handler. */
  handler: string;
  feedbackId: string;
  /** A draft. */
  bulletinId: string;
  lawyerId: string;
  /** A time that is held for the resident, and one that is booked. */
  holdId: string;
  appointmentId: string;
  /** One that has taken place with the account `lawyer`. */
  advisedId: string;
  articleId: string;
  /** A law and one of its articles. */
  lawId: string;
  provisionId: string;
