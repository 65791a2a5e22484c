/**
 * React's reconciler with what Taro uses of it. It asks its host at run time whether it can hydrate, persist or be
 * tested; Taro's host says so in a constant. With the answer put in place of the question, and without what Taro never
 * calls, the minifier finds what cannot be reached.
 * @param host the source of `@tarojs/react`, which calls the reconciler and holds the host's answers
 */
export function reconcilerInUse(source: string, host: string): string {
  return source
    .replace(/\$\$\$hostConfig\.supports(\w+)/g, (_, feature: string) => String(isSupported(feature, host)))
    .replace(/\bexports\.(\w+)=/g, (found, name: string) => (isCalled(name, host) ? found : 'void '));
}

/** What the host does not speak of, it does not support. */
function isSupported(feature: string, host: string): boolean {
  return new RegExp(`\\bsupports${feature}: true\\b`).test(host);
}

function isCalled(name: string, host: string): boolean {
  return new RegExp(`\\.${name}\\b`).test(host);
}
