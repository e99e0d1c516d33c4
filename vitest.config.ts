import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/live/**', 'test/browser/**', 'test/fuzz/**', 'test/hostile.test.ts'],
          testTimeout: 120_000,
          // One loading of the modules for all files of a worker is half of the processor time; no test changes a module.
          isolate: false,
        },
      },
      // Whole processes that read large texts: minutes of work, part of `npm test`, and in nobody's way who tries one test.
      { test: { name: 'hostile', include: ['test/hostile.test.ts'], testTimeout: 120_000 } },
      // Texts with slips in them, a few hundred; `npm run fuzz` tries as many as KVLINT_FUZZ says.
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 7_200_000 } },
      // Loads the library into Chromium; skips itself where there is none.
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000 } },
      // Talks to the real keepalived; skips itself where there is none.
      { test: { name: 'live', include: ['test/live/**/*.test.ts'], testTimeout: 60_000, maxConcurrency: 24 } },
    ],
  },
});
