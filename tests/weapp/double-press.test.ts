import { weappDist } from '@linli/server/builds.ts';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from './harness/app-config.ts';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { sampleAnswers, sampleIds } from './sample-answers.ts';
import { sampleBackend } from './sample-backend.ts';

/** A trembling hand, an impatient thumb: on every page, everything that can be pressed is pressed twice at once. */

const { routes } = readAppConfig(weappDist);
const scene = 'r.0123456789abcdefghijkl';
const pressable = ['button', 'link'];

const resident = { ...sampleAnswers.signInWithWechat };
const staff = { ...sampleAnswers.signInStaff };

/** A page of the list, with a resident and a member of staff signed in on the phone. */
async function openPage(route: string): Promise<MiniProgram> {
  const id = route.includes('ticket') ? sampleIds.ticket : sampleIds.rating;
  const storage = new Map(
    Object.entries({ resident, staff }).map(([who, session]) => [
      `linli.session.${who}`,
      JSON.stringify(JSON.stringify(session)),
    ]),
  );
  const program = launch({
    backend: sampleBackend(),
    storage,
    person: { scan: scene },
    url: `${route}?scene=${scene}&followUp=answer&id=${id}`,
  });
  await program.idle();
  return program;
}

const buttons = (program: MiniProgram) => pressable.flatMap((role) => program.page.findAll({ role }));

describe.each(routes)('%s', (route) => {
  it('does nothing twice when something is pressed twice in the same moment', async () => {
    const count = buttons(await openPage(route)).length;
    for (let index = 0; index < count; index += 1) {
      const program = await openPage(route);
      const { page, pages, requests } = program;
      const [depth, asked] = [pages.length, requests.length];
      const button = buttons(program)[index];
      if (!button) throw new Error(`${route} has fewer buttons when it is opened again`);
      const name = button.text || String(button.attributes['aria-label']);
      page.fire(button, 'tap', { x: 20, y: 20 });
      page.fire(button, 'tap', { x: 20, y: 20 });
      await program.idle();
      expect(program.pages.length - depth, `pages that ${name} opens`).toBeLessThanOrEqual(1);
      const sent = requests
        .slice(asked)
        .map(({ method, path, query }) => `${method} ${path} ${JSON.stringify(query)}`);
      expect(sent, `requests that ${name} sends`).toEqual([...new Set(sent)]);
    }
  });
});
