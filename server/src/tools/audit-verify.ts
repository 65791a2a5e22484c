import { auditChains } from '../platform/audit.ts';
import { StartUpError } from '../platform/errors.ts';
import { runTool, say } from './run-tool.ts';

const usage = 'Usage: npm run audit:verify [-- CHAIN:NUMBER:HASH …], each as an earlier run printed it';

/**
 * `npm run audit:verify`: checks each chain of the audit log link by link, and that it still holds the links an
 * earlier run printed. Ends with 1 when anything was changed, removed or swapped.
 */
await runTool(async ({ audit }, kept) => {
  let broken = 0;
  const complain = (text: string) => {
    broken += 1;
    say(text);
  };
  for (const chain of auditChains) {
    const at = await audit.firstBreak(chain);
    const head = await audit.head(chain);
    if (at !== null)
      complain(`${chain}: BROKEN at entry ${at}: it or one before it was changed, removed or swapped`);
    else
      say(
        `${chain}: whole, ${head.sequence === 0 ? 'empty' : `keep this: ${chain}:${head.sequence}:${head.hash}`}`,
      );
  }
  for (const text of kept) {
    const head = readHead(text);
    if (!(await audit.contains(head))) {
      complain(`${head.chain}: BROKEN: entry ${head.sequence} is no longer the one that was kept`);
    }
  }
  if (broken > 0) process.exitCode = 1;
});

function readHead(text: string) {
  const [name, number, hash] = text.split(':');
  const chain = auditChains.find((known) => known === name);
  const sequence = Number(number);
  if (!chain || !Number.isInteger(sequence) || !hash) throw new StartUpError(usage);
  return { chain, sequence, hash };
}
