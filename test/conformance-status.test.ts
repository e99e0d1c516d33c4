import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { assumedTarget } from '../src/daemon/assumed-target.ts';
import { testConfigurations } from '../src/engine/config-test.ts';
import { createNodeReader } from '../src/node/node-reader.ts';
import { CASES, type Record, type Run } from './helpers/conformance.ts';

/**
 * The exit status that `keepalived -t` is predicted to have, compared with the one that two real ones had for the same small configurations.
 * The bounds are what is reached; what differs is about the host, but for a handful.
 */
const REACHED: readonly (readonly [version: string, share: number])[] = [
  ['2.2.7', 0.988],
  ['2.4.3', 0.986],
];

/** As a shell shows it; a test that was killed had not ended. */
const SIGNALS: { readonly [signal: string]: number } = {
  'killed:SIGSEGV': 139,
  'killed:SIGABRT': 134,
  'killed:SIGKILL': 124,
  'killed:SIGTERM': 143,
};

describe.each(REACHED)('keepalived %s', (version, share) => {
  it('ends its config test with the status that was predicted', async () => {
    const { files, keepalived } = JSON.parse(readFileSync(join(CASES, `recorded-${version}.json`), 'utf8')) as Record;
    const reader = createNodeReader({ workingDirectory: CASES });
    await reader.prepareWildcards();
    const roots = Object.keys(files).map((path) => ({ path, absolute: resolve(CASES, path) }));
    for (const { absolute } of roots) reader.addRoot(absolute);
    const { views } = testConfigurations(roots, reader, { rules, target: assumedTarget(keepalived), unnamedView: true, kvlint: 'test' });
    const predicted = new Map(views.map(({ root, configId, status }) => [`${root} @${configId}`, status]));
    const runs = Object.entries(files).flatMap(([path, all]) =>
      all.filter(isOfText).map((run) => ({ place: `${path} @${run.configId}`, run })),
    );
    const wrong = runs.filter(({ place, run }) => predicted.get(place) !== statusOf(run));
    const listed = wrong.map(({ place, run }) => `${place}: ${predicted.get(place)} instead of ${statusOf(run)}`);
    expect(1 - wrong.length / runs.length, listed.join('\n')).toBeGreaterThanOrEqual(share);
  });
});

/** Whether the text decides the status: nothing was reported, or something that is not about the host. */
function isOfText({ exit, messages }: Run): boolean {
  return exit === 0 || (exit !== 6 && exit !== 'killed:SIGTERM' && messages.every(({ host }) => !host));
}

function statusOf({ exit }: Run): number {
  return typeof exit === 'number' ? exit : (SIGNALS[exit] ?? -1);
}
