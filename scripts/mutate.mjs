// `npm run test:mutation [-- PART…]`: changes the code in small ways, one at a time, and tells which of these mutants no test notices.
// CONTRIBUTING.md says when to run it and how to read it. Fails where a part has a lower score than demanded.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

/** The lowest score of a part, in percent of its mutants. */
const DEMANDED = 85;

/** What is changed. The tests that can notice it are in vitest.mutation.config.ts, by the same name. */
const PARTS = {
  // What runs when a rule is loaded is its documentation.
  'layer-3': { mutate: ['rules/l3/*.ts'], ignoreStatic: true },
  secrets: { mutate: ['src/secrets/*.ts'] },
  definitions: { mutate: ['grammar/expand/{substitute,definitions,definition-reader}.ts'] },
};

/** What became of a mutant. Those that do not run, and those that are left out, count neither way. */
const DETECTED = new Set(['Killed', 'Timeout']);
const UNDETECTED = new Set(['Survived', 'NoCoverage']);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '1' }, mutate: { type: 'string', multiple: true } },
});
const unknown = positionals.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const rows = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const began = Date.now();
  rows.push({ part: name, ...count(await mutantsOf(name, PARTS[name])), minutes: ((Date.now() - began) / 60_000).toFixed(1) });
}
console.table(rows);
if (rows.some(({ score }) => score < DEMANDED)) {
  console.error(`The score of a part is below ${DEMANDED} %.`);
  process.exitCode = 1;
}

async function mutantsOf(name, { mutate, ignoreStatic = false }) {
  process.env.KVLINT_MUTATED = name;
  return await new Stryker({
    mutate: options.mutate ?? mutate,
    // The texts of messages are no behaviour.
    mutator: { excludedMutations: ['StringLiteral'] },
    ignoreStatic,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // Types are stripped, not compiled.
    tsconfigFile: 'none',
    checkers: [],
    concurrency: Number(options.concurrency),
    // A loaded machine is no reason to call a mutant noticed.
    timeoutMS: 60_000,
    reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
    clearTextReporter: { reportTests: false, reportScoreTable: false, logTests: false, allowEmojis: false },
    htmlReporter: { fileName: `reports/mutation/${name}.html` },
    jsonReporter: { fileName: `reports/mutation/${name}.json` },
    allowConsoleColors: process.stdout.isTTY,
    tempDirName: '.stryker-tmp',
    thresholds: { high: 100, low: DEMANDED, break: null },
  }).runMutationTest();
}

function count(mutants) {
  const detected = mutants.filter(({ status }) => DETECTED.has(status)).length;
  const undetected = mutants.filter(({ status }) => UNDETECTED.has(status)).length;
  return { mutants: detected + undetected, undetected, score: Number(((100 * detected) / (detected + undetected)).toFixed(1)) };
}
