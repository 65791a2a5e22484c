import type { OpenPage } from './page.ts';

/** Something that draws the pages, as WeChat's view layer does. */
export interface Views {
  /** The open pages are others now, the one in front last. */
  pagesChanged(pages: readonly OpenPage[]): void;
  /** A page has sent data, at paths such as `root.cn.[0]`. */
  dataChanged(page: OpenPage, changes: Readonly<Record<string, unknown>>): void;
}
