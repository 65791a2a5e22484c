import { randomUUID } from 'node:crypto';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { describe, expect, it } from 'vitest';
import { setFontScale } from '../support/font-scale.ts';
import { checkAccessibility } from './accessibility.ts';
import { bookingsOf } from './booking.ts';
import { giveFeedback } from './feedback.ts';
import { elderRules, type LayoutRules, layoutFaults, standardRules } from './layout.ts';
import type { Person } from './person.ts';
import { fillIn, leaveContact, scan, send } from './rating.ts';
import { readRoutes, sampleOf, type Things } from './routes.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

/** The list of pages is the app's own, so that a page added later is held to this from its first day. */
const stage = useStage();
const routes = await readRoutes();

/** The narrowest phones in use. */
const smallPhone = { width: 320, height: 568 };

const modes: { mode: 'standard' | 'elder'; rules: LayoutRules }[] = [
  { mode: 'standard', rules: standardRules },
  { mode: 'elder', rules: elderRules },
];

describe.each(modes)('in the $mode mode', ({ mode, rules }) => {
  it.each([1, 1.4, 1.8])(
    'with a font setting of %f, every page can be read and hit, by day and by night',
    { timeout: 420_000 },
    async (fontScale) => {
      const person = await stage.person();
      const things = await history(person);
      await setFontScale(person.page, fontScale);
      await choose(person, mode);
      const faults: string[] = [];
      const look = async (where: string) => {
        faults.push(...(await layoutFaults(person.page, rules)).map((fault) => `${where}: ${fault}`));
        // What colours can get wrong does not change with the size.
        for (const colorScheme of fontScale === 1 ? (['light', 'dark'] as const) : []) {
          await person.page.emulateMedia({ colorScheme });
          await person.page.locator(`.theme-${colorScheme}`).first().waitFor({ state: 'attached' });
          await checkAccessibility(person.page).catch((error: unknown) =>
            faults.push(`${where}, ${colorScheme}: ${error}`),
          );
        }
      };
      for (const route of routes) {
        await lookAt(person, route, things, look);
      }
      expect(faults).toEqual([]);
    },
  );

  it('every page fits the narrowest phone', { timeout: 300_000 }, async () => {
    const person = await stage.person();
    const things = await history(person);
    await person.page.setViewportSize(smallPhone);
    await choose(person, mode);
    const faults: string[] = [];
    for (const route of routes) {
      await lookAt(person, route, things, async (where) => {
        faults.push(...(await layoutFaults(person.page, rules)).map((fault) => `${where}: ${fault}`));
      });
    }
    expect(faults).toEqual([]);
  });
});

it('the text grows with the font setting', async () => {
  const person = await stage.person();
  const height = async () => {
    await choose(person, 'standard');
    const box = await person.page.getByText('颜色').boundingBox();
    return box?.height ?? 0;
  };
  const before = await height();
  await setFontScale(person.page, 1.8);
  expect((await height()) / before).toBeCloseTo(1.8, 1);
});

/** Opens a page and looks at it, and again at what it holds back at first. */
async function lookAt(
  person: Person,
  route: string,
  things: Things,
  look: (where: string) => Promise<void>,
): Promise<void> {
  const { query, unfold, as } = sampleOf(route);
  if (as) await signInAs(person, as);
  else if (route.startsWith('staff/')) await signInAs(person, things.handler);
  await person.open(route + query(things));
  await person.settles();
  expect(person.page.url(), 'the page stays where it was opened').toContain(route);
  await look(route);
  if (!unfold) return;
  await unfold(person);
  await look(`${route}, unfolded`);
}

/** A bulletin that the supervisor has drafted. */
async function drafted(): Promise<string> {
  const token = await stage.server.staffToken('supervisor');
  const body = { from: '2026-11-01', to: '2026-11-30', idempotencyKey: randomUUID() };
  return (await stage.server.call('draftBulletin', { token, body })).body.id;
}

/** Signs in at the workbench, unless that account is there already. */
async function signInAs(person: Person, username: string): Promise<void> {
  const signedIn = accounts.get(person);
  if (signedIn === username) return;
  await stage.server.app.identity.setPassword(username, demoPassword);
  await signIn(person, username);
  accounts.set(person, username);
}

/** Who is signed in at the workbench of each person's browser. */
const accounts = new Map<Person, string>();

/** Answers the question for a larger font where it is asked, and sets the mode. */
async function choose(person: Person, mode: 'standard' | 'elder'): Promise<void> {
  await person.open('pages/me/index');
  const elder = person.page.getByRole('switch', { name: '大字版' });
  await elder.waitFor();
  if ((await elder.getAttribute('aria-checked')) !== String(mode === 'elder')) await elder.click();
}

/** A rating with a ticket and a name, a feedback, and a handler signed in on the same device: something to show on every page. */
async function history(person: Person): Promise<Things> {
  await scan(person, await stage.served());
  await fillIn(person);
  await leaveContact(person, { name: '王秀兰', phone: '13800001234' });
  const ratingId = await send(person);
  const feedbackId = await giveFeedback(person);
  const bulletinId = await drafted();
  const ticket = await ticketOf(stage.server, ratingId);
  const booked = await bookingsOf(person, stage.server);
  return {
    ratingId,
    feedbackId,
    ...booked,
    ticketId: ticket.id,
    bulletinId,
    handler: ticket.handler.username,
    scene: await stage.served(),
  };
}
