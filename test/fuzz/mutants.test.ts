import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { testConfigurations } from '../../src/engine/config-test.ts';
import { expandFile } from '../../src/engine/expand-file.ts';
import { findClusters } from '../../src/engine/find-clusters.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import { INTERNAL_ERROR } from '../../src/engine/rule-run.ts';
import type { Report } from '../../src/finding/report.ts';
import { FORMAT_NAMES, loadReporter } from '../../src/report/formats.ts';
import { lintText } from '../helpers/lint-text.ts';
import { context } from '../helpers/report.ts';
import { mutants, seeds } from './mutants.ts';

/** How many texts are tried; `npm run fuzz` tries more. */
const COUNT = Number(process.env.KVLINT_FUZZ ?? 300);
/** Where the row of texts begins: the same number, the same texts. */
const SEED = Number(process.env.KVLINT_FUZZ_SEED ?? 1);
const VERSIONS = ['2.0.10', '2.2.7', '2.4.3'] as const;

/** Milliseconds from which on a text is named as slow. */
const SLOW = 2_000;

it(`reads whatever a text has become: ${COUNT} texts`, async () => {
  const reporters = await Promise.all(FORMAT_NAMES.map(loadReporter));
  const slow: string[] = [];
  let turn = 0;
  fc.assert(
    fc.property(mutants(seeds()), (text) => {
      const started = Date.now();
      const version = VERSIONS[turn++ % VERSIONS.length] ?? '2.4.3';
      const report = lintText(text, { version, profiles: ['all'], files: { 'other.conf': text } });
      expect(report.findings.filter(({ rule }) => rule === INTERNAL_ERROR)).toEqual([]);
      expectPlaces(report);
      for (const write of reporters) write(report, context());
      const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
      const reader = memoryReader({ 'keepalived.conf': text });
      const target = assumedTarget(version);
      expandFile(root, reader, { configId: null, target });
      findClusters([root], reader, { target });
      const { failures } = testConfigurations([root], reader, { rules, target, kvlint: 'test' });
      expect(failures).toEqual([]);
      if (Date.now() - started > SLOW) slow.push(text);
    }),
    { numRuns: COUNT, seed: SEED, verbose: 1 },
  );
  // Speed depends on the machine, so it fails nothing here.
  if (slow.length > 0) console.warn(`${slow.length} texts took more than ${SLOW} ms; the first:\n${slow[0]}`);
});

/** Every place is one of a file that was read. */
function expectPlaces({ findings, line }: Report): void {
  for (const finding of findings) {
    for (const { path, line: number, column } of [finding, ...finding.related, ...finding.way]) {
      expect(line(path, number), `${finding.rule} ${path}:${number}`).not.toBeNull();
      expect(column).toBeGreaterThan(0);
    }
    expect(finding.endColumn).toBeGreaterThan(finding.line === finding.endLine ? finding.column : 0);
  }
}
