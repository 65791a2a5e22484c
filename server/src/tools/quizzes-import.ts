import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

/**
 * `npm run quizzes:import -- FOLDER`: the quizzes of a folder, one `.yaml` file each
 * (`server/src/features/quizzes/file.ts` says how they are written). Adds and updates, removes nothing.
 */
await runTool(async (app, [folder]) => {
  if (folder === undefined) throw new StartUpError('Usage: npm run quizzes:import -- FOLDER');
  const imported = await app.quizzes.import(folder);
  for (const { file, outcome } of imported) say(`${file}: ${outcome}`);
  say(`${imported.length} quizzes.`);
});
