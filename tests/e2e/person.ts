import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { checkAccessibility } from './accessibility.ts';

/** A phone of the size most people hold. */
export const phone = {
  viewport: { width: 375, height: 812 },
  hasTouch: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};

/** Long enough for a slow machine; a wait ends as soon as what it waits for is there. */
const patienceMs = 15_000;

/** Chromium logs each refused request as an error; whether it should have been refused is the test's business. */
const notAboutUs = /^Failed to load resource/;

/** Someone with a browser of their own. What goes wrong in it is kept for `leave` to throw. */
export class Person {
  /** The page that is open. */
  page: Page;
  readonly context: BrowserContext;
  readonly #origin: string;
  readonly #problems: string[] = [];

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.context = context;
    this.page = page;
    this.#origin = origin;
    context.on('weberror', (error) => this.#problems.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error' && !notAboutUs.test(message.text())) this.#problems.push(message.text());
    });
  }

  /** Comes with an empty browser. */
  static async arrive(browser: Browser, origin: string): Promise<Person> {
    const context = await browser.newContext(phone);
    context.setDefaultTimeout(patienceMs);
    return new Person(context, await context.newPage(), origin);
  }

  /** Opens a page of the mini-program, e.g. `pages/rate/index?scene=c.A01`, as a link from outside would. */
  async open(url: string): Promise<void> {
    // A change of the hash alone would keep the pages that are open.
    await this.page.goto('about:blank');
    await this.page.goto(this.address(url));
  }

  /** The address of a page of the mini-program, as a link from outside has it. */
  address(url: string): string {
    return `${this.#origin}/#/${url}`;
  }

  /** Closes the page and opens an empty one in the same browser. */
  async reopen(): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  radio(name: string | RegExp): Locator {
    return this.page.getByRole('radio', { name, exact: typeof name === 'string' });
  }

  checkbox(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, exact: typeof name === 'string' });
  }

  /** Waits until the text can be read somewhere on the page. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).locator('visible=true').first().waitFor();
  }

  /** Waits for the heading of a page or state, and holds what is drawn then to the accessibility rules. */
  async sees(heading: string | RegExp): Promise<void> {
    await this.heading(heading).first().waitFor();
    await checkAccessibility(this.page);
  }

  /** Waits until the page shows its content instead of a placeholder. */
  async settles(): Promise<void> {
    await this.page.getByRole('main').locator('visible=true').waitFor();
    await this.page.locator('.skeleton').locator('visible=true').first().waitFor({ state: 'hidden' });
  }

  /** Throws what went wrong in the browser since this was last asked. */
  hasNoProblems(): void {
    const problems = this.#problems.splice(0);
    if (problems.length > 0) throw new Error(`In the browser:\n${problems.join('\n')}`);
  }

  /** Closes the browser. Throws what went wrong in it. */
  async leave(): Promise<void> {
    await this.context.close();
    this.hasNoProblems();
  }
}
