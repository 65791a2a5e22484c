import { randomUUID } from 'node:crypto';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { articleContent } from '@linli/server/testing/index.ts';
import { beforeAll, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility.ts';
import { type Appearance, type Mode, Switchboard } from './appearance.ts';
import { bookingsOf } from './booking.ts';
import { giveFeedback } from './feedback.ts';
import { lawToRead } from './law.ts';
import { elderRules, type LayoutRules, layoutFaults, standardRules } from './layout.ts';
import { type Person, phone } from './person.ts';
import { fillIn, leaveContact, scan, send } from './rating.ts';
import { readRoutes, sampleOf, type Things } from './routes.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

/** The list of pages is the app's own, so that a page added later is held to this from its first day. */
const stage = useStage();
/** Those of one account after each other, so that everybody signs in once. */
const routes = (await readRoutes()).toSorted((a, b) => accountFor(a).localeCompare(accountFor(b)));

/** The narrowest phones in use. */
const smallPhone = { width: 320, height: 568 };

const rules: Record<Mode, LayoutRules> = { standard: standardRules, elder: elderRules };

const modes: Mode[] = ['standard', 'elder'];
const appearances: Appearance[] = modes.flatMap((mode) => [
  ...[1, 1.4, 1.8].map((fontScale) => ({ mode, fontScale, size: phone.viewport })),
  { mode, fontScale: 1, size: smallPhone },
]);
const first: Appearance = { mode: 'standard', fontScale: 1, size: phone.viewport };

let person: Person;
let things: Things;
let switchboard: Switchboard;
/** Who is signed in at the workbench. */
let account = '';

beforeAll(async () => {
  person = await stage.guest();
  things = await history(person);
  switchboard = await Switchboard.open(person);
});

it.each(routes)(
  '%s can be read and hit in either mode, at any font setting, by day and by night',
  async (route) => {
    const { query, unfold } = sampleOf(route);
    await switchboard.show(first);
    await signInFor(route);
    await person.open(route + query(things));
    await person.settles();
    expect(person.page.url(), 'the page stays where it was opened').toContain(route);
    const faults = await faultsOfAll();
    if (unfold) {
      await unfold(person);
      faults.push(...(await faultsOfAll()).map((fault) => `unfolded, ${fault}`));
    }
    expect(faults).toEqual([]);
    person.hasNoProblems();
  },
);

it('the text grows with the font setting, as soon as it is changed', async () => {
  await person.open('pages/me/index');
  const height = async (fontScale: number) => {
    await switchboard.show({ ...first, fontScale });
    const box = await person.page.getByText('颜色').locator('visible=true').boundingBox();
    return box?.height ?? 0;
  };
  const before = await height(1);
  expect((await height(1.8)) / before).toBeCloseTo(1.8, 1);
});

/** What is wrong with the page that is open, in every way it can be drawn. */
async function faultsOfAll(): Promise<string[]> {
  const faults: string[] = [];
  for (const appearance of appearances) {
    const { mode, fontScale, size } = appearance;
    await switchboard.show(appearance);
    const where = `${mode} at ${fontScale} on ${size.width} px`;
    faults.push(...(await layoutFaults(person.page, rules[mode])).map((fault) => `${where}: ${fault}`));
    // What colours can get wrong does not change with the size.
    if (fontScale === 1 && size === phone.viewport) faults.push(...(await faultsOfColours(where)));
  }
  await switchboard.show(first);
  return faults;
}

async function faultsOfColours(where: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await person.page.emulateMedia({ colorScheme });
    await person.page.locator(`.theme-${colorScheme}`).first().waitFor({ state: 'attached' });
    await checkAccessibility(person.page, { onlyColours: colorScheme === 'dark' }).catch((error: unknown) =>
      faults.push(`${where}, ${colorScheme}: ${error}`),
    );
  }
  await person.page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

/** The account that a page of the workbench is opened with; empty for the pages of residents. */
function accountFor(route: string): string {
  const { as } = sampleOf(route);
  return as ?? (route.startsWith('staff/') ? 'handler' : '');
}

/** Signs in at the workbench for a page of it, unless that account is there already. */
async function signInFor(route: string): Promise<void> {
  const wanted = accountFor(route);
  if (wanted === '' || wanted === account) return;
  const username = wanted === 'handler' ? things.handler : wanted;
  await stage.server.app.identity.setPassword(username, demoPassword);
  await signIn(person, username);
  account = wanted;
}

/** A bulletin that the supervisor has drafted. */
async function drafted(): Promise<string> {
  const token = await stage.server.staffToken('supervisor');
  const body = { from: '2026-11-01', to: '2026-11-30', idempotencyKey: randomUUID() };
  return (await stage.server.call('draftBulletin', { token, body })).body.id;
}

/** An article that the editor has written and handed in. */
async function handedIn(): Promise<string> {
  const token = await stage.server.staffToken('editor');
  const body = { content: articleContent(), idempotencyKey: randomUUID() };
  const { id, version } = (await stage.server.call('createArticle', { token, body })).body;
  const submission = { token, params: { id }, body: { version, action: 'submit' as const } };
  await stage.server.call('actOnArticle', submission);
  return id;
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
    ...(await lawToRead(stage.server)),
    ticketId: ticket.id,
    bulletinId,
    waitingArticleId: await handedIn(),
    handler: ticket.handler.username,
    scene: await stage.served(),
  };
}
