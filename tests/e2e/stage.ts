import { webDist } from '@linli/server/builds.ts';
import { serve } from '@linli/server/demo/story.ts';
import { createTestClock, startTestServer, type TestServer } from '@linli/server/testing/index.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Person } from './person.ts';

/** What the tests of a file play on: one server with the web app, one browser, any number of people. */
export interface Stage {
  server: TestServer;
  /** A new person, who leaves when the test ends. */
  person(): Promise<Person>;
  /** A new person, who stays until the browser closes after the last test of the file. */
  guest(): Promise<Person>;
  /** Serves someone at A01; answers with the scene in the code that is shown to them. */
  served(): Promise<string>;
  /** How many ratings there are for a counter or one service. */
  ratings(filter?: object): Promise<number>;
}

/**
 * Sets the stage for the tests of a file.
 * @param web the folder of the web app
 */
export function useStage(web = webDist): Stage {
  let browser: Browser | undefined;
  let server: TestServer | undefined;

  beforeAll(async () => {
    // Begins at the real time: by that the browser lives, and the database when it drops sessions that have expired.
    server = await startTestServer({ webDirectory: web, clock: createTestClock(new Date()) });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const there = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('the stage is set before the tests, not before the file');
    return thing;
  };
  const guest = () => Person.arrive(there(browser), there(server).url);
  return {
    get server() {
      return there(server);
    },
    guest,
    async person() {
      const person = await guest();
      onTestFinished(() => person.leave());
      return person;
    },
    async served() {
      const { token } = await serve(there(server).app, 'A01', 'residence-permit');
      return `r.${token}`;
    },
    ratings: (filter = {}) => there(server).database.connection.collection('ratings').countDocuments(filter),
  };
}
