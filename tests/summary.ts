import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Prints the closing line of a test run, counted from vitest's own report: `123 passed, 0 failed`.
 * A test file that could not even be loaded has no tests to count; it counts as one failure.
 */
interface Report {
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

const file = resolve(import.meta.dirname, '../test-results/vitest.json');
const report: Report = JSON.parse(readFileSync(file, 'utf8'));
const unloadable = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = report.numFailedTests + unloadable.length;
const skipped = report.numPendingTests + report.numTodoTests;
process.stdout.write(
  `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
