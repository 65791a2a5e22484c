import path from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { setFontScale } from '../support/font-scale.ts';
import { repositoryRoot } from '../support/paths.ts';
import type { Person } from './person.ts';

export type Mode = 'standard' | 'elder';

/** How somebody has the app drawn. */
export interface Appearance {
  mode: Mode;
  fontScale: number;
  /** Of the screen, in CSS px. */
  size: { width: number; height: number };
}

// The app's own rule, so that the walk waits for what the app draws in the end.
const { textScale } = z
  .object({
    textScale: z.custom<(elder: boolean, fontScale: number) => number>(
      (value) => typeof value === 'function',
    ),
  })
  .parse(await import(path.join(repositoryRoot, 'miniapp/src/platform/text-scale.ts')));

/** The page on which the mode is switched, in a tab of its own, as someone does who has two of them open. */
export class Switchboard {
  readonly #person: Person;
  readonly #settings: Page;

  private constructor(person: Person, settings: Page) {
    this.#person = person;
    this.#settings = settings;
  }

  static async open(person: Person): Promise<Switchboard> {
    const settings = await person.context.newPage();
    await settings.goto(person.address('pages/me/index'));
    const switchboard = new Switchboard(person, settings);
    // Until somebody has chosen, the font setting does.
    await switchboard.#choose('elder');
    await switchboard.#choose('standard');
    return switchboard;
  }

  /** Has the page that is open drawn like this, and waits until it is. */
  async show({ mode, fontScale, size }: Appearance): Promise<void> {
    const { page } = this.#person;
    await page.setViewportSize(size);
    const set = await setFontScale(page, fontScale);
    await this.#choose(mode);
    const scale = textScale(mode === 'elder', set);
    await page
      .locator(`.theme-${mode}${scale === 1 ? ':not([style*="--scale"])' : `[style*="--scale: ${scale};"]`}`)
      .locator('visible=true')
      .first()
      .waitFor({ state: 'attached' });
  }

  async #choose(mode: Mode): Promise<void> {
    const elder = this.#settings.getByRole('switch', { name: '大字版' });
    await elder.waitFor();
    if ((await elder.getAttribute('aria-checked')) !== String(mode === 'elder')) await elder.click();
  }
}
