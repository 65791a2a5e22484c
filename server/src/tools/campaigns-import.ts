import { readFile } from 'node:fs/promises';
import { campaignsFile } from '../features/campaigns/index.ts';
import { StartUpError } from '../platform/errors.ts';
import { FilesRefused } from '../platform/file-problems.ts';
import { readYaml } from '../platform/yaml-file.ts';
import { runTool, say } from './run-tool.ts';

/**
 * `npm run campaigns:import -- FILE.yaml`: the campaigns of law popularisation (`server/src/demo/campaigns.yaml` is an
 * example). Adds and updates, removes nothing.
 */
await runTool(async (app, [file]) => {
  if (file === undefined) throw new StartUpError('Usage: npm run campaigns:import -- FILE.yaml');
  const content = await readFile(file, 'utf8').catch(() => {
    throw new StartUpError(`${file}: cannot be read`);
  });
  const read = readYaml(content, campaignsFile);
  if ('problems' in read) throw new FilesRefused(read.problems.map((problem) => ({ file, ...problem })));
  const imported = await app.campaigns.load(read.value);
  for (const { code, outcome } of imported) say(`${code}: ${outcome}`);
  say(`${imported.length} campaigns.`);
});
