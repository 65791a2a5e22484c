import { z } from 'zod';
import { organizationFile } from '../features/organization/index.ts';
import { recordBySystem } from '../platform/audit.ts';
import { StartUpError } from '../platform/errors.ts';
import { readJson } from './read-json.ts';
import { runTool, say } from './run-tool.ts';

/**
 * `npm run organization:import -- file.json`: units, counters, service items and staff as the file names them
 * (`server/src/demo/organization.json` is an example). Adds and updates, removes nothing. New staff get a first
 * password, printed once.
 */
await runTool(async (app, [path]) => {
  if (path === undefined) throw new StartUpError('Usage: npm run organization:import -- FILE.json');
  const parsed = organizationFile.safeParse(readJson(path));
  if (!parsed.success) throw new StartUpError(`${path}:\n${z.prettifyError(parsed.error)}`);
  await app.organization.load(parsed.data);
  await recordBySystem(app.audit, 'organization-import', { kind: 'organization', id: path });
  const { units, counters, serviceItems, staff } = parsed.data;
  say(
    `${units.length} units, ${counters.length} counters, ${serviceItems.length} service items, ${staff.length} staff.`,
  );
  for (const { username } of staff) {
    if (await app.identity.hasPassword(username)) continue;
    say(`  ${username.padEnd(24)} first password: ${await app.identity.newPassword(username)}`);
  }
});
