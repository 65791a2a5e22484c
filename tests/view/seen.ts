import type { Page } from 'playwright-core';

/** What only the web build draws: WeChat shows the title and the way back itself. */
const webOnly = /^(\s*)- banner/;

/** What only WeChat offers: a web page can neither scan nor be reminded, and knows no phone number. */
const weappOnly = /^- button "(扫码评价|有进展时，微信提醒我|用微信里的手机号)/;

const plainText = /^- text: /;

/** Drawn by lot, so two servers never give the same. */
const ticketNumber = /\d{8}-[0-9A-Z]{4}\b/g;
const checkInCode = /\b(?:\d(?: \d){5}|\d{3} \d{3})\b/g;

/** Says where something stands but nothing of it. */
const bare = /^- (main|status|alert|generic|\/placeholder: "")$/;

/**
 * What a person who cannot see the screen is told, in reading order: a line for each control, heading and text, with
 * its name and state. Frames without a meaning of their own are left out, and so is the level of a heading, which
 * WeChat cannot tell.
 */
export async function seen(page: Page): Promise<string[]> {
  await page.evaluate(fillTextAreas);
  const lines: string[] = [];
  let skipBelow: number | null = null;
  let lastIndent = 0;
  for (const line of (await page.locator('body').ariaSnapshot()).split('\n')) {
    const indent = line.search(/\S/);
    if (skipBelow !== null && indent > skipBelow) continue;
    skipBelow = webOnly.test(line) ? indent : null;
    if (skipBelow !== null) continue;
    const told = line
      .trim()
      .replace(/ \[level=\d\]/, '')
      .replace(/:$/, '')
      // A field for digits is no wheel to turn, whatever the engine's stand-in for it says.
      .replace(/^- spinbutton/, '- textbox')
      .replace(ticketNumber, 'a ticket number')
      .replace(checkInCode, 'a check-in code');
    if (bare.test(told) || weappOnly.test(told)) continue;
    // Text runs on to the next control, in however many pieces.
    const before = lines.at(-1);
    // What a text area holds stands below it in one browser and beside it in the other.
    if (before?.startsWith('- textbox') && plainText.test(told) && indent > lastIndent) {
      lines[lines.length - 1] = `${before}: ${told.replace(plainText, '')}`;
    } else if (before !== undefined && plainText.test(before) && plainText.test(told)) {
      lines[lines.length - 1] = `${before} ${told.replace(plainText, '')}`;
    } else {
      lines.push(told);
      lastIndent = indent;
    }
  }
  return lines;
}

/**
 * The engine writes the content of a text area as an attribute, as it does for an input; browsers show only the latter.
 * A script as text: the tests' own types know no browser.
 */
const fillTextAreas = `for (const area of document.querySelectorAll('textarea')) {
  const content = area.getAttribute('value');
  if (content !== null && area.value === '') area.value = content;
}`;
