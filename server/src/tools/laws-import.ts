import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

/**
 * `npm run laws:import -- FOLDER`: published law texts in Markdown, one version of a law a file
 * (`server/src/features/law-texts/samples` has two made-up ones). Adds and updates, removes nothing.
 */
await runTool(async (app, [folder]) => {
  if (folder === undefined) throw new StartUpError('Usage: npm run laws:import -- FOLDER');
  const imported = await app.lawTexts.import(folder);
  for (const { file, law, effectiveFrom, articles, outcome } of imported)
    say(`${outcome.padEnd(9)} ${file}: ${law}, ${effectiveFrom}, ${articles} articles`);
});
