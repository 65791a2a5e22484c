import { dirname } from 'node:path';
import { z } from 'zod';
import { legalServiceFile } from '../features/legal-service/index.ts';
import { recordBySystem } from '../platform/audit.ts';
import { StartUpError } from '../platform/errors.ts';
import { readJson } from './read-json.ts';
import { runTool, say } from './run-tool.ts';

/**
 * `npm run legal-service:import -- file.json`: stations, firms and lawyers with their weeks and,
 * beside the file, their pictures
 * (`server/src/demo/legal-service.json` is an example). Adds and updates, removes nothing.
 */
await runTool(async (app, [path]) => {
  if (path === undefined) throw new StartUpError('Usage: npm run legal-service:import -- FILE.json');
  const parsed = legalServiceFile.safeParse(readJson(path));
  if (!parsed.success) throw new StartUpError(`${path}:\n${z.prettifyError(parsed.error)}`);
  await app.legalService.load(parsed.data, dirname(path));
  await recordBySystem(app.audit, 'legal-service-import', { kind: 'legal-service', id: path });
  const { stations, firms, lawyers } = parsed.data;
  say(`${stations.length} stations, ${firms.length} firms, ${lawyers.length} lawyers.`);
});
