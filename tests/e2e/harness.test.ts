import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { checkAccessibility } from './accessibility.ts';
import { elderRules, layoutFaults, standardRules } from './layout.ts';
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

it.each([
  [
    'text outside the screen',
    '<p style="margin-left: 360px; white-space: nowrap">看不到的字</p>',
    /leaves the screen/,
  ],
  ['text that is cut off', '<p style="height: 9px; overflow: hidden">看不到的字</p>', /is cut off/],
  ['text on its neighbour', '<p style="height: 3px; line-height: 40px">叠在一起的字</p>', /hangs over/],
  ['text too small', '<p style="font-size: 11px">太小的字</p>', /is 11 px, less than 12/],
  ['a target too small', '<input style="width: 90px; height: 40px">', /× 40, less than 44/],
])('%s is found', async (_what, body, fault) => {
  const person = await Person.arrive(browser, '');
  await person.page.setContent(`<html><body style="margin: 0">${body}`);
  expect(await layoutFaults(person.page, standardRules)).toEqual(
    expect.arrayContaining([expect.stringMatching(fault)]),
  );
  await person.leave();
});

it('what is large enough in standard size is not in the elder mode', async () => {
  const person = await Person.arrive(browser, '');
  await person.page.setContent(
    '<div role="button" style="width: 90px; height: 48px; font-size: 17px">去</div>',
  );
  expect(await layoutFaults(person.page, standardRules)).toEqual([]);
  expect(await layoutFaults(person.page, elderRules)).toHaveLength(2);
  await person.leave();
});
