import type { AppConfig } from './app-config.ts';
import { OpenPage, type PageHost, type PageOptions } from './page.ts';

/** WeChat opens no more pages than this on top of each other. */
const depthMax = 10;

/** Gives the options of a page's script, loading it if need be. */
type PageLoader = (route: string) => PageOptions;

/** The open pages, the one in front last; navigation moves them as WeChat does. */
export class PageStack {
  readonly pages: OpenPage[] = [];
  readonly #config: AppConfig;
  readonly #load: PageLoader;
  readonly #host: PageHost;

  constructor(config: AppConfig, load: PageLoader, host: PageHost) {
    this.#config = config;
    this.#load = load;
    this.#host = host;
  }

  /** The page in front. */
  get top(): OpenPage {
    const page = this.pages.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  navigateTo(url: string): void {
    if (this.pages.length >= depthMax)
      throw this.#refuse(`navigateTo ${url}: ${depthMax} pages are open already`);
    const target = this.#target(url, { tab: false });
    this.pages.at(-1)?.call('onHide');
    this.#open(target);
  }

  redirectTo(url: string): void {
    const target = this.#target(url, { tab: false });
    this.pages.pop()?.call('onUnload');
    this.#open(target);
  }

  reLaunch(url: string): void {
    const target = this.#target(url, {});
    this.#closeAll();
    this.#open(target);
  }

  switchTab(url: string): void {
    const target = this.#target(url, { tab: true });
    this.#closeAll();
    this.#open(target);
  }

  /** Going back from the first page does nothing, as on the phone. */
  navigateBack(delta: number): void {
    const leaving = Math.min(delta, this.pages.length - 1);
    if (leaving < 1) return;
    for (let count = 0; count < leaving; count++) this.pages.pop()?.call('onUnload');
    this.#host.views?.pagesChanged(this.pages);
    this.top.call('onShow');
  }

  #closeAll(): void {
    while (this.pages.length > 0) this.pages.pop()?.call('onUnload');
  }

  #open({ route, query }: Target): void {
    const page = new OpenPage(route, query, this.#load(route), this.#host);
    this.pages.push(page);
    this.#host.views?.pagesChanged(this.pages);
    page.call('onLoad', query);
    page.call('onShow');
    this.#host.later(() => page.call('onReady'));
  }

  /** Reads an address; relative ones count from the page in front. */
  #target(url: string, wanted: { tab?: boolean }): Target {
    const base = `wx:///${this.pages.at(-1)?.route ?? ''}`;
    const route = new URL(url.split('?')[0] ?? '', base).pathname.replace(/^\//, '');
    if (!this.#config.routes.includes(route)) throw this.#refuse(`there is no page ${route} (from ${url})`);
    const isTab = this.#config.tabBarRoutes.includes(route);
    if (wanted.tab !== undefined && wanted.tab !== isTab) {
      throw this.#refuse(`${route} is ${isTab ? 'a' : 'no'} page of the tab bar`);
    }
    return { route, query: readQuery(url) };
  }

  /** A navigation that cannot work is always a fault of the app, also where it catches the failure. */
  #refuse(why: string): Error {
    this.#host.problems.report(why);
    return new Error(why);
  }
}

interface Target {
  route: string;
  query: Record<string, string>;
}

/** Reads the query of an address. Values stay as they are written: WeChat does not decode them. */
export function readQuery(url: string): Record<string, string> {
  const text = url.split('?')[1] ?? '';
  const pairs = text.split('&').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]),
  );
}
