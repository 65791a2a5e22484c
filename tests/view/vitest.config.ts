import { defineConfig } from 'vitest/config';

/** The weapp build in a browser, drawn from its templates by WeChat's engine, beside the web build. */
export default defineConfig({
  test: {
    name: 'view',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
