import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { readAppConfig } from '../weapp/harness/app-config.ts';
import { packageFiles } from '../weapp/harness/package-files.ts';

/** A script for the browser with what the view layer needs of a weapp build: see `build.d.ts`. */
export function browserBuild(dist: string): string {
  const styles = Object.fromEntries(
    readAppConfig(dist).routes.map((route) => [route, stylesOf(dist, route)]),
  );
  return `export const templates = ${compileTemplates(dist)};\nexport const styles = ${JSON.stringify(styles)};`;
}

/** @throws when the compiler has anything to say about a template */
function compileTemplates(dist: string): string {
  const group = new TmplGroup();
  for (const { name } of packageFiles(dist)) {
    const text = () => readFileSync(path.join(dist, name), 'utf8');
    if (name.endsWith('.wxs')) group.addScript(name.replace(/\.wxs$/, ''), text());
    if (!name.endsWith('.wxml')) continue;
    const found: unknown = group.addTmpl(name.replace(/\.wxml$/, ''), forBrowser(text()));
    if (Array.isArray(found) && found.length > 0) throw new Error(`${name}: ${JSON.stringify(found)}`);
  }
  return group.getTmplGenObjectGroups();
}

/**
 * What the engine and the browser read differently from WeChat: a colon in `bind:tap`, `role` for `aria-role`, words
 * for the values of aria attributes, and no `disabled` at all for a control that is not.
 */
function forBrowser(wxml: string): string {
  return wxml
    .replace(/\b(bind|catch)(?=[a-z]+=")/g, '$1:')
    .replaceAll('aria-role=', 'role=')
    .replace(
      /(aria-\w+)="{{(i\.\w+)}}"/g,
      (_attribute, name, value) => `${name}="{{${value}===undefined?'':${value}+''}}"`,
    )
    .replace(/disabled="{{(i\.\w+)}}"/g, 'disabled="{{!!$1}}"');
}

/** The app's style sheet and the page's own. */
function stylesOf(dist: string, route: string): string {
  return ['app', route].map((name) => styleSheet(dist, `${name}.wxss`)).join('\n');
}

function styleSheet(dist: string, name: string): string {
  let text: string;
  try {
    text = readFileSync(path.join(dist, name), 'utf8');
  } catch {
    return ''; // a page need not have one
  }
  return text
    .replace(/@import\s*["'](.+?)["'];?/g, (_import, target: string) =>
      styleSheet(dist, path.posix.join(path.posix.dirname(name), target)),
    )
    .replace(/(-?[\d.]+)rpx/g, (_length, rpx: string) => `${Number(rpx) / 2}px`);
}
