import type { Page } from 'playwright-core';

/** What only the web build draws: WeChat shows the title and the way back itself. */
const webOnly = /^(\s*)- banner/;

/** What only WeChat offers: a web page cannot scan. */
const weappOnly = /^- button "扫码评价/;

const plainText = /^- text: /;

/** Drawn by lot, so two servers never give the same. */
const ticketNumber = /\d{8}-[0-9A-Z]{4}\b/g;

/** Says where something stands but nothing of it. */
const bare = /^- (main|status|alert|generic|\/placeholder: "")$/;

/**
 * What a person who cannot see the screen is told, in reading order: a line for each control, heading and text, with
 * its name and state. Frames without a meaning of their own are left out, and so is the level of a heading, which
 * WeChat cannot tell.
 */
export async function seen(page: Page): Promise<string[]> {
  const lines: string[] = [];
  let skipBelow: number | null = null;
  for (const line of (await page.locator('body').ariaSnapshot()).split('\n')) {
    const indent = line.search(/\S/);
    if (skipBelow !== null && indent > skipBelow) continue;
    skipBelow = webOnly.test(line) ? indent : null;
    if (skipBelow !== null) continue;
    const told = line
      .trim()
      .replace(/ \[level=\d\]/, '')
      .replace(/:$/, '')
      .replace(ticketNumber, 'a ticket number');
    if (bare.test(told) || weappOnly.test(told)) continue;
    // Text runs on to the next control, in however many pieces.
    const before = lines.at(-1);
    if (before !== undefined && plainText.test(before) && plainText.test(told)) {
      lines[lines.length - 1] = `${before} ${told.replace(plainText, '')}`;
    } else lines.push(told);
  }
  return lines;
}
