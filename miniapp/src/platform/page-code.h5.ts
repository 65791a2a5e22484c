/** Taro's table of the pages; each loads its code when it is first opened. */
interface Route {
  /** Without a slash at the beginning. */
  path: string;
  load(): unknown[];
}

declare global {
  interface Window {
    __taroAppConfig?: { routes: Route[] };
  }
}

const atHand = new Set<string>();

export function fetchPage(url: string): Promise<unknown> | null {
  const route = routes().find(({ path }) => `/${path}` === url.split('?')[0]);
  if (!route || atHand.has(route.path)) return null;
  return Promise.all(route.load()).then(() => atHand.add(route.path));
}

export function fetchPagesAhead(): void {
  const fetchAll = () => {
    // The workbench is for few, and they are at a desk.
    for (const { path } of routes().filter((route) => route.path.startsWith('pages/'))) {
      fetchPage(`/${path}`)?.catch(() => {});
    }
  };
  // What the first page needs comes first. Safari cannot say when it is idle.
  if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll);
  else setTimeout(fetchAll, 1_000);
}

function routes(): Route[] {
  return window.__taroAppConfig?.routes ?? [];
}
