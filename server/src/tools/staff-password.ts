import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

/** `npm run staff:password -- NAME`: gives a member of staff a new random password, printed once. */
await runTool(async (app, [username]) => {
  if (username === undefined) throw new StartUpError('Usage: npm run staff:password -- NAME');
  say(`${username}: ${await app.identity.newPassword(username)}`);
});
