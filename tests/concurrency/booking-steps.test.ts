import { expect, test } from 'vitest';
import { runSteps } from '../proof/steps.ts';

/** `npm run prove:booking` takes 5,000; so many show within half a minute that the proof itself works. */
const steps = 250;

test('random steps against two processes that are killed on the way break none of the promises of booking', async () => {
  const done = await runSteps({ seed: 20261, steps, kills: 4 });
  expect(done.bookings).toBeGreaterThan(20);
  expect(done.offers).toBeGreaterThan(0);
  expect(done.kills).toBeGreaterThan(0);
}, 300_000);
