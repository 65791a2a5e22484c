import { recordBySystem } from '../platform/audit.ts';
import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

/** `npm run staff:password -- NAME`: gives a member of staff a new random password, printed once. */
await runTool(async (app, [username]) => {
  if (username === undefined) throw new StartUpError('Usage: npm run staff:password -- NAME');
  const password = await app.identity.newPassword(username);
  await recordBySystem(app.audit, 'staff-password-set', { kind: 'staff', id: username });
  say(`${username}: ${password}`);
});
