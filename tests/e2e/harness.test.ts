import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { checkAccessibility } from './accessibility.ts';
import { Person } from './person.ts';

/** The tests beside this one are only worth something if they fail when a page does wrong. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('a button without a name is found', async () => {
  const person = await Person.arrive(browser, '');
  await person.page.setContent('<html lang="zh"><title>t</title><main><button></button></main></html>');
  await expect(checkAccessibility(person.page)).rejects.toThrow(/button-name \(critical\)/);
  await person.leave();
});

it('text too pale to read is found', async () => {
  const person = await Person.arrive(browser, '');
  await person.page.setContent(
    '<html lang="zh"><title>t</title><main style="color: #aaa">这行字太浅了</main></html>',
  );
  await expect(checkAccessibility(person.page)).rejects.toThrow(/color-contrast \(serious\)/);
  await person.leave();
});

it.each([
  ['throws', 'throw new Error("broken")'],
  ['logs an error', 'console.error("broken")'],
])('a page that %s fails the test when its person leaves', async (_what, script) => {
  const person = await Person.arrive(browser, '');
  await person.page.setContent(`<script>${script}</script><p>drawn</p>`);
  await person.reads('drawn');
  await expect(person.leave()).rejects.toThrow(/broken/);
});
