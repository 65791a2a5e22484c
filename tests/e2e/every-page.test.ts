import { describe, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility.ts';
import { giveFeedback } from './feedback.ts';
import type { Person } from './person.ts';
import { fillIn, scan, send } from './rating.ts';
import { readRoutes } from './routes.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();
const routes = await readRoutes();

describe.each(['standard', 'elder'])('in the %s theme', (theme) => {
  it('every page can be read and used by everyone', { timeout: 120_000 }, async () => {
    const person = await stage.person();
    if (theme === 'elder') await chooseElderMode(person);
    const ids = await history(person);
    const scene = await stage.served();
    const findings: string[] = [];
    for (const route of routes) {
      // The home page takes a scene for a short link and opens the rating page, so only that gets one.
      const query = route.includes('/rate/')
        ? `scene=${scene}`
        : `followUp=answer&kind=rating&waiting=1&id=${idFor(route, ids)}`;
      await person.open(`${route}?${query}`);
      await person.settles();
      expect(person.page.url(), 'the page stays where it was opened').toContain(route);
      await checkAccessibility(person.page).catch((error: unknown) => findings.push(String(error)));
    }
    expect(findings).toEqual([]);
  });
});

async function chooseElderMode(person: Person): Promise<void> {
  await person.open('pages/home/index');
  await person.page.getByRole('switch', { name: '大字版' }).click();
}

/** A rating with a ticket, a feedback, and a handler signed in on the same device: something to show on every page. */
async function history(person: Person) {
  await scan(person, await stage.served());
  await fillIn(person);
  const ratingId = await send(person);
  const feedbackId = await giveFeedback(person);
  const ticket = await ticketOf(stage.server, ratingId);
  await signIn(person, ticket.handler.username);
  return { ratingId, feedbackId, ticketId: ticket.id };
}

function idFor(route: string, ids: Awaited<ReturnType<typeof history>>): string {
  if (route.includes('ticket')) return ids.ticketId;
  return route.includes('feedback') ? ids.feedbackId : ids.ratingId;
}
