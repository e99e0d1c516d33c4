import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Filter } from '../../src/engine/filter.ts';
import { plainExample } from '../helpers/examples.ts';
import { expectHarmless } from '../helpers/fix-properties.ts';
import { ROOT } from '../helpers/guide.ts';
import { filesBelow } from './mutants.ts';
import { slippedConfiguration } from './slips.ts';

/** `npm run fuzz` asks for more. */
const RUNS = Number(process.env.KVLINT_FUZZ ?? 40);
/** Where the row of texts begins: the same number, the same texts. */
const SEED = Number(process.env.KVLINT_FUZZ_SEED ?? 1);

const examples = rules.flatMap((rule) => [...rule.examples.bad, ...rule.examples.good].map((example) => ({ id: rule.id, example })));

describe('safe fixes do no harm', () => {
  it.each([...new Set(examples.map(({ id }) => id))])('to the examples of %s', (id) => {
    for (const { example } of examples.filter((each) => each.id === id)) {
      const { config, files, otherNodes } = plainExample(example);
      expectHarmless(config, { files, otherNodes, ...(example.version && { version: example.version }) });
    }
  });

  const cases = readdirSync(`${ROOT}fixtures`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.conf'))
    .sort();

  it('to the fixtures and cases of this repository', () => {
    const fixed = cases.map((path) => expectHarmless(readFileSync(join(ROOT, 'fixtures', path), 'utf8')).fixed.length);
    expect(fixed.some((count) => count > 0)).toBe(true);
  });

  const corpus = process.env.KVLINT_FUZZ_CORPUS;
  it.skipIf(corpus === undefined)('to the files of KVLINT_FUZZ_CORPUS', () => {
    const harmed = filesBelow(corpus ?? '').flatMap((path) => {
      try {
        expectHarmless(readFileSync(path, 'utf8'));
        return [];
      } catch (error) {
        return [`${path}: ${(error as Error).message}`];
      }
    });
    expect(harmed).toEqual([]);
  });

  it('to what is run, where lines go that say what the default is', () => {
    const onlyDefaults: Filter = (findings) =>
      findings.map((each) => (each.rule === 'style/default-value' ? each : { ...each, fix: null }));
    const options = { severities: new Map([['style/default-value', 'info' as const]]), filters: [onlyDefaults] };
    const fixed = cases.map((path) => expectHarmless(readFileSync(join(ROOT, 'fixtures', path), 'utf8'), options).fixed.length);
    expect(fixed.some((count) => count > 0)).toBe(true);
  });

  it('to configurations with slips', () => {
    fc.assert(
      fc.property(slippedConfiguration, (text) => {
        expectHarmless(text);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 3_600_000);
});

it('most slips are mended', () => {
  let [slips, mended] = [0, 0];
  for (const text of fc.sample(slippedConfiguration, { numRuns: 40, seed: 1 })) {
    const { before, after } = expectHarmless(text);
    slips += before.summary.errors;
    mended += before.summary.errors - after.summary.errors;
  }
  expect(mended / slips).toBeGreaterThan(0.6);
});
