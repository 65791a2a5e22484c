import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const toolsDirectory = path.join(import.meta.dirname, '../tools');

/**
 * Runs a command-line tool as its npm script does, and gives all that it says.
 * @param tool the file in server/src/tools, e.g. `audit-verify.ts`
 */
export async function runTool(
  tool: string,
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ said: string; code: number | null }> {
  const { MONGODB_URI: _, ...env } = process.env;
  const running = spawn(process.execPath, [path.join(toolsDirectory, tool), ...args], {
    env: { ...env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(running, 'close');
  const said = (await Promise.all([text(running.stdout), text(running.stderr)])).join('');
  const [code] = await ended;
  return { said, code };
}
