import { standInPagePath } from '../platform/wechat/stand-in/page.ts';
import type { LinliServer } from '../server.ts';
import { demoAccounts, demoCounters, demoPassword } from './accounts.ts';
import { serve } from './story.ts';

/** Where a scanned code leads in the web build. */
const scanLink = (url: string, scene: string) => `${url}/#/pages/rate/index?scene=${scene}`;

/** What to open and try, as printed when the server has started. */
export async function welcome(
  server: LinliServer,
  shown: { demo: boolean; database: string },
): Promise<string> {
  const { url } = server;
  const lines = [
    '',
    '法治邻里 Linli is running.',
    '',
    `  Open        ${url}`,
    `  Staff       ${url}/#/staff/sign-in/index`,
  ];
  lines.push(`  API         ${url}/api/v1/openapi.json`, `  Database    ${shown.database}`, '');
  if (shown.demo) lines.push(...(await demoLines(server)), '');
  lines.push('Ctrl-C stops it.', '');
  return lines.join('\n');
}

async function demoLines(server: LinliServer): Promise<string[]> {
  const directory = server.app.organization.directory();
  const counters = demoCounters.flatMap((code) => directory.counterByScanCode(code)?.counter ?? []);
  if (counters.length === 0) return [];
  const service = await serve(server.app, 'A01', 'residence-permit');
  return [
    'Scan a counter (a resident rates it):',
    ...counters.map(
      ({ code, name, scanCode }) => `  ${code}  ${scanLink(server.url, `c.${scanCode}`)}  ${name}`,
    ),
    'Scan the code of a service that has just ended at A01:',
    `       ${scanLink(server.url, `r.${service.token}`)}`,
    `Sign in as staff, password ${demoPassword}:`,
    ...demoAccounts.map(({ username, shows }) => `  ${username.padEnd(14)}${shows}`),
    `What would have gone to WeChat:  ${server.url}${standInPagePath}`,
  ];
}
