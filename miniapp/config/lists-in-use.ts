import type { Mentions } from './components-in-use';

/** An entry of a route table, as our formatter writes it. */
const endpoint = /^ {2}(\w+): \{\n(?: {4}.*\n)+? {2}\},\n/gm;
const summary = /^ {4}summary:\s+(['"`]).*\1,\n/gm;

/**
 * A route table with the endpoints that the sources call, and without what is only told to readers of the contract.
 * The client needs no more; the whole contract grows with every page of everybody's.
 */
export function routesInUse(source: string, { word }: Mentions): string {
  return source.replace(endpoint, (entry, name: string) => (word(name) ? entry : '')).replace(summary, '');
}

const nameOfApi = /^ {4}'(\w+)',\n/gm;

/**
 * Taro's lists of the calls of WeChat that answer through callbacks, with those that the sources make. Each on the
 * list gets a wrapper when the app starts.
 */
export function apisInUse(source: string, { word }: Mentions): string {
  return source.replace(nameOfApi, (entry, name: string) => (word(name) ? entry : ''));
}

/** Taking names out of a module by a pattern keeps all of it in the package; webpack follows only a name after a dot. */
export function requireByName(source: string): string {
  return source.replace(/const { (\w+) } = (require\('@tarojs\/runtime'\));?\n/, 'const $1 = $2.$1;\n');
}
