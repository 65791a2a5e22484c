import { defineConfig } from 'vitest/config';

/** The web build against the real server and database, in a browser, by people who use it at the same time. */
export default defineConfig({
  test: {
    name: 'e2e',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser at a time: two of them starve each other on a small machine.
    fileParallelism: false,
  },
});
