import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/live/**', 'test/browser/**'], testTimeout: 120_000 } },
      // Loads the library into Chromium; skips itself where there is none.
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
      // Talks to the real keepalived; skips itself where there is none.
      { test: { name: 'live', include: ['test/live/**/*.test.ts'], testTimeout: 60_000, maxConcurrency: 24 } },
    ],
  },
});
