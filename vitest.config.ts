import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project per kind of promise; `npm test` runs them all. */
export default defineConfig({
  test: {
    // Two on two cores: while one test waits for its server, another can work.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      './miniapp/vitest.config.mts',
      './tests/weapp/vitest.config.ts',
      './tests/e2e/vitest.config.ts',
      './tests/view/vitest.config.ts',
      {
        test: {
          name: 'unit',
          include: ['shared/src/**/*.test.ts', 'server/src/**/*.test.ts'],
          exclude: ['**/*.api.test.ts'],
        },
      },
      {
        test: {
          name: 'api',
          include: ['server/src/**/*.api.test.ts', 'tests/{concurrency,faults}/**/*.test.ts'],
          // Each file has servers and databases of its own; loading the code anew for each took a third of the time.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'embedded',
          include: ['server/embedded-mongo/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
