import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Phone } from './phones.ts';
import { seen } from './seen.ts';

export interface Step {
  /** What the person does, for the message when the two platforms differ then. */
  name: string;
  act(phone: Phone): Promise<void>;
  /** What is there when the step has had its effect. */
  shows(page: Page): Locator;
}

/** Long enough for a slow machine; a wait ends as soon as the two are the same. */
const patience = { timeout: 10_000, interval: 100 };

/** Takes the same steps on two phones. After each, the same must be told on both in the same order. */
export async function compareSteps(weapp: Phone, web: Phone, steps: readonly Step[]): Promise<void> {
  for (const { name, act, shows } of steps) {
    for (const phone of [weapp, web]) {
      await act(phone);
      await shows(phone.page).first().waitFor();
    }
    await expectSame(weapp, web, name);
  }
}

/** Waits until the same is told on both. Throws the difference when that does not come. */
export async function expectSame(weapp: Phone, web: Phone, what: string): Promise<void> {
  await vi.waitFor(async () => {
    const [onWeapp, onWeb] = [await seen(weapp.page), await seen(web.page)];
    expect(onWeapp, what).not.toEqual([]);
    expect(onWeapp, what).toEqual(onWeb);
  }, patience);
}
