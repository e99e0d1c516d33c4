import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import { CASES } from '../helpers/conformance.ts';
import { fixText } from '../helpers/lint-text.ts';
import { installedVersion, recordingHindrance } from '../helpers/record.ts';
import { scratch } from '../helpers/scratch.ts';

const hindrance = recordingHindrance();
if (hindrance !== null) console.warn(`Fixed files are not put to keepalived: ${hindrance}.`);

describe.skipIf(hindrance !== null)(`what fixes make, by keepalived ${installedVersion() ?? ''}`, () => {
  it('is never worse', () => {
    const version = installedVersion() as Version;
    const directory = scratch({});
    cpSync(CASES, directory, { recursive: true });
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.conf'));
    let tested = 0;
    const worse = names.flatMap((name) => {
      const path = join(directory, name);
      const text = readFileSync(path, 'utf8');
      const [fixed] = fixText(text, { version, safety: 'safe' }).files;
      if (fixed?.path !== 'keepalived.conf') return [];
      tested++;
      const before = testOf(path);
      writeFileSync(path, fixed.after);
      const after = testOf(path);
      writeFileSync(path, text);
      const isWorse = after.rank > before.rank || (after.rank === before.rank && after.reports > before.reports);
      return isWorse ? [`${name}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`] : [];
    });
    expect(tested).toBeGreaterThan(0);
    expect(worse).toEqual([]);
  }, 600_000);
});

/** How the config test ends, the best first, and how many lines it reports. */
function testOf(path: string): { rank: number; reports: number } {
  const { status, stderr } = spawnSync('keepalived', ['-t', '-f', path], { encoding: 'utf8', timeout: 20_000 });
  const rank = status === 0 ? 0 : status === 5 ? 1 : 2;
  return { rank, reports: (stderr ?? '').split('\n').filter((line) => /Line \d+\)/.test(line)).length };
}
