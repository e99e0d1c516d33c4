import { defineConfig } from 'vitest/config';

/** The tests that notice changes of a part, by its name in scripts/mutate.mjs. Few, because all that reach a mutant are run for it. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  'layer-3': ['test/rules/l3/*.test.ts', 'test/rules/layer-3-*.test.ts'],
  secrets: ['test/src/secrets/*.test.ts'],
  definitions: ['test/grammar/{definitions,language,expansion}.test.ts'],
};

const part = process.env.KVLINT_MUTATED ?? '';

export default defineConfig({
  test: {
    include: [...(TESTS[part] ?? [])],
    // They load all rules, which is too slow to be done for each mutant.
    exclude: ['test/src/secrets/{inner-text,no-leak,shown-lines}.test.ts'],
    testTimeout: 120_000,
    isolate: false,
    // Chevrotain in one file instead of hundreds: loading it is most of what a mutant takes.
    deps: { optimizer: { ssr: { enabled: true, include: ['chevrotain'] } } },
  },
});
