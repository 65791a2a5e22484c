import type { Page } from 'playwright-core';

/** The size of unstyled text in px unless somebody has changed it. */
const standardFontSize = 16;

/** Sets the browser's font size to so many times the standard, from the next page opened in this tab on. */
export async function setFontScale(page: Page, scale: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Whole pixels only, so rounded up: a test of 1.4 must not pass at 1.375.
  const standard = Math.ceil(standardFontSize * scale);
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
}
