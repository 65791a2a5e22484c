import { defineConfig } from 'vitest/config';

/** Runs the weapp build, not only builds it. */
export default defineConfig({
  test: {
    name: 'weapp',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./global-setup.ts'],
    testTimeout: 20_000,
  },
});
