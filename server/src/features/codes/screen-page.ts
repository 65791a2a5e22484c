import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Router from '@koa/router';

/** Where the page for the screens at counters is; the token stands behind a # after it. */
export const screenPagePath = '/screen/';

/** The page itself, without a build: screens at counters are old browsers that nobody updates. */
const directory = join(import.meta.dirname, '../../../screen');

const files = {
  '': ['index.html', 'html'],
  'screen.js': ['screen.js', 'js'],
  'api.js': ['api.js', 'js'],
  'link.js': ['link.js', 'js'],
  'token.js': ['token.js', 'js'],
  'view.js': ['view.js', 'js'],
  'screen-words.js': ['screen-words.js', 'js'],
  'style.css': ['style.css', 'css'],
} as const;

/** Serves the page. It may load nothing but itself, the codes, and what it asks this server for. */
export function mountScreenPage(router: Router): void {
  for (const [name, [file, type]] of Object.entries(files)) {
    const content = readFileSync(join(directory, file), 'utf8');
    router.get(`${screenPagePath}${name}`, (ctx) => {
      // Old browsers do not count sockets among what 'self' allows.
      const sockets = `ws://${ctx.host} wss://${ctx.host}`;
      ctx.set(
        'Content-Security-Policy',
        `default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; connect-src 'self' ${sockets}; ` +
          "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
      );
      ctx.set('Cache-Control', 'no-cache');
      ctx.set('Referrer-Policy', 'no-referrer');
      ctx.type = type;
      ctx.body = content;
    });
  }
  router.get(screenPagePath.slice(0, -1), (ctx) => {
    ctx.redirect(screenPagePath);
    ctx.status = 301;
  });
}
