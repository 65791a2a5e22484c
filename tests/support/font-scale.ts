import type { CDPSession, Page } from 'playwright-core';

/** The size of unstyled text in px unless somebody has changed it. */
const standardFontSize = 16;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Sets the browser's font size to so many times the standard, or a little more. Answers with how many it is. */
export async function setFontScale(page: Page, scale: number): Promise<number> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  // Whole pixels only, so rounded up: a test of 1.4 must not pass at 1.375.
  const standard = Math.ceil(standardFontSize * scale);
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  return standard / standardFontSize;
}
