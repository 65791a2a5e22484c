import { parseArgs } from 'node:util';
import type { ImportOutcome } from '../features/articles/index.ts';
import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

const outcomes: Record<ImportOutcome, string> = {
  new: 'new',
  changed: 'changed',
  published: 'published as reviewed',
  unchanged: 'unchanged',
  'edited-here': 'left alone: it has been changed or archived in the app since the last import',
};

/**
 * `npm run articles:import -- FOLDER [--reviewed-by ACCOUNT]`: the articles of a folder, one `.md` file each
 * (`server/src/features/articles/front-matter.ts` says how they are written). They wait for a review in the app, or are
 * published in the name of the member of staff who has reviewed the files.
 */
await runTool(async (app, args) => {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'reviewed-by': { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined)
    throw new StartUpError('Usage: npm run articles:import -- FOLDER [--reviewed-by ACCOUNT]');
  const imported = await app.articles.import(folder, { reviewedBy: values['reviewed-by'] });
  for (const { file, outcome } of imported) say(`${file}: ${outcomes[outcome]}`);
  say(`${imported.length} articles.`);
});
