import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { familyOf } from '../../src/binding/ip-address.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { testConfigurations } from '../../src/engine/config-test.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import { mutants, seeds } from '../fuzz/mutants.ts';
import { installedVersion } from '../helpers/record.ts';
import { hindrance } from './lab/hindrance.ts';
import { Namespace } from './lab/namespace.ts';

/** How many texts are tried, as in test/fuzz. */
const COUNT = Number(process.env.KVLINT_FUZZ ?? 120);
const SEED = Number(process.env.KVLINT_FUZZ_SEED ?? 1);
const LARGEST = 3_000;

/** Of the answers, how many may be others than predicted: what a text with slips does is not known to the last. */
const MOST_WRONG = 0.015;

/** How keepalived names an interface that this host lacks. */
const MISSING = /(?:[Ii]nterface|unknown interface) (\S+?)[,.]? (?:for .*|specified.*)?(?:doesn't|does not) exist/g;

const USUAL = ['eth0', 'eth1', 'eth2', 'eth3'];

/** 128 and SIGKILL. */
const KILLED = 137;

/** Whether a name is one of the host's interfaces, and not one that keepalived is to make, nor one that nobody gives: an address, or `eth0@if2`. */
function isHosts(name: string, text: string): boolean {
  return (
    /^[^\s/:$%{}@<>]{1,15}$/.test(name) &&
    familyOf(name) === null &&
    !/^vrrp\d?\./.test(name) &&
    !text.split('\n').some((line) => /use_(?:vmac|ipvlan)/.test(line) && line.includes(name))
  );
}

const version = installedVersion() as Version;
const isSkipped = hindrance() !== null && !process.env.CI;

describe.skipIf(isSkipped)(`the exit status of texts with slips, keepalived ${version}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kvlint-mutants-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the config test exits with on a host that has the interfaces it asks for; null when it never ends. */
  async function statusOf(text: string, round = 0, wanted: readonly string[] = USUAL): Promise<number | null> {
    const file = join(folder, 'keepalived.conf');
    writeFileSync(file, text);
    const host = await Namespace.open();
    try {
      await host.ip(wanted.flatMap((name, index) => [`link add ${name} type veth peer name peer${index}`, `link set ${name} up`]));
      const command = 'timeout -s KILL 10 keepalived -t -i unnamed -f "$1"; echo "status $?"';
      const { stdout, stderr } = await host.run('sh', ['-c', command, 'sh', file]);
      const missing = [...stderr.matchAll(MISSING)].map(([, name = '']) => name);
      const further = [...new Set(missing)].filter((name) => !wanted.includes(name) && isHosts(name, text));
      if (further.length > 0 && round < 4) return await statusOf(text, round + 1, [...wanted, ...further]);
      const status = Number(/status (\d+)/.exec(stdout)?.[1]);
      return status === KILLED ? null : status;
    } finally {
      await host.close();
    }
  }

  it(`is what kvlint says, or another that it names: ${COUNT} texts`, { timeout: 1_800_000 }, async () => {
    const texts = fc.sample(mutants(seeds().filter(({ length }) => length <= LARGEST)), { numRuns: COUNT, seed: SEED });
    const wrong: unknown[] = [];
    for (const text of texts) {
      const files = memoryReader({ 'keepalived.conf': text });
      const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
      const target = assumedTarget(version);
      const { views } = testConfigurations([root], files, { rules, target, kvlint: 'test', configIds: ['unnamed'] });
      const [view] = views;
      if (!view || view.ending === 'template' || view.ending === 'not-read') continue;
      const possible = [view.status, ...view.otherwise.map(({ status }) => status), ...(view.ending === 'hangs' ? [null] : [])];
      const status = await statusOf(text);
      if (!possible.includes(status)) wrong.push({ status, possible, text });
    }
    expect(wrong.slice(0, wrong.length > MOST_WRONG * COUNT ? undefined : 0)).toEqual([]);
  });
});
