/** The code of the pages. WeChat brings it to the phone by itself; `page-code.h5.ts` does so for the web. */

/** Fetches what the page needs to be opened; null when it is there already. Rejects when it cannot be fetched. */
export function fetchPage(_url: string): Promise<unknown> | null {
  return null;
}

/** Fetches the residents' pages before they are asked for, so that they open when the network has gone. */
export function fetchPagesAhead(): void {}
