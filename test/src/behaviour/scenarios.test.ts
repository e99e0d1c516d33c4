import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseVersion, type Version } from '../../../grammar/version.ts';
import type { BehaviourNode } from '../../../src/behaviour/node.ts';
import type { Holdings } from '../../../src/behaviour/outcome.ts';
import { readPlan } from '../../../src/behaviour/read-plan.ts';
import { simulate } from '../../../src/behaviour/simulate.ts';
import { host, node } from '../../helpers/play.ts';

const FOLDER = fileURLToPath(new URL('../../live/scenarios/', import.meta.url));

type Holders = Readonly<Record<string, readonly string[]>>;

interface RecordedEvent {
  readonly kind: string;
  readonly interface?: string;
  readonly during: Holders;
  readonly duringLeftBehind?: Holders;
  readonly after: Holders;
}

interface Scenario {
  readonly nodes: Readonly<Record<string, { readonly file: string; readonly configId: string | null }>>;
  readonly addresses: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly startOrder?: readonly string[];
  readonly files?: Readonly<Record<string, { readonly initial: string | null }>>;
  readonly expected: Readonly<Record<string, { readonly start: Holders; readonly events: readonly RecordedEvent[] }>>;
}

/** What one run of keepalived happened to show, where it is chance; kvlint says that it does not know. */
const CHANCE: Readonly<Record<string, string>> = {
  '2.4.3 equal-simultaneous-start start': 'equal priorities, and both start in one moment',
  '2.4.3 sync-group-opposite-ordered link-cut after': 'each node is the better one for one member of the group, and they meet as masters',
  '2.4.3 three-equal-backups node-stop during': 'two backups of equal priority wait for one master',
  '2.4.3 three-equal-backups peer-cut during': 'two backups of equal priority wait for one master',
};

/** Where the prediction is not what the nodes did, and what it takes; each must still differ. */
const DIFFERS: Readonly<Record<string, string>> = {
  'brace-in-comment-version-2': 'a brace behind // ends the instance early; the model goes on with the instance as it was meant',
  'same-vrid-twice-dynamic-one-in-fault': 'with allow_if_changes the first of two instances with one VRID is in fault, and the second runs',
  'track-interface-without-block': 'the words behind track_interface become names of interfaces, and none of them exists',
  'use-vmac-shared-by-other-family-unnoticed': 'an excluded address of the other family on a shared macvlan is not noticed by 2.2.7',
  'vip-autojoin-refused': 'the kernel refuses an address with autojoin that is no multicast address',
  'vip-is-unicast-source': 'a virtual address that is also the source address is taken from the interface at the start',
  'vip-of-other-family-left-out': 'an address that keepalived leaves out is none of the cluster',
  'vip-scope-differs-refused': 'the kernel refuses an address with a scope that does not fit',
  'vip-with-peer-stays-behind': 'keepalived does not find an address with a peer again, and leaves it where it is',
};

/** What only the laboratory does to nodes, to show what a message claims. */
const LABORATORY_ONLY: ReadonlySet<string> = new Set(['reload']);

function nodesOf(name: string, { nodes, addresses }: Scenario, version: Version): readonly BehaviourNode[] {
  return Object.entries(nodes).map(([each, { file, configId }]) => {
    const text = readFileSync(`${FOLDER}${name}/${file}`, 'utf8');
    return node(each, text, host(addresses[each] ?? {}), version, configId ?? undefined);
  });
}

/** Every state that differs from the recording, or is not known: `version scenario event phase: address …`. */
function differences(name: string, scenario: Scenario, version: Version): readonly string[] {
  const expected = scenario.expected[version];
  if (!expected) return [];
  const found: string[] = [];
  const compare = (label: string, want: Holders, got: Holdings | undefined, left: Holders = {}): void => {
    for (const [address, all] of Object.entries(want)) {
      // Addresses of a crashed node stay where they are and do not count.
      const holders = all.filter((each) => !left[address]?.includes(each)).sort();
      const holding = got?.get(address);
      if (holding?.holders?.join() === holders.join()) continue;
      const key = `${version} ${name} ${label}`;
      if (holding?.holders !== null || !(key in CHANCE)) found.push(`${key} ${address}: '${holding?.holders}' instead of '${holders}'`);
    }
  };
  const nodes = nodesOf(name, scenario, version);
  const files = Object.fromEntries(Object.entries(scenario.files ?? {}).map(([file, { initial }]) => [file, initial]));
  const { startOrder } = scenario;
  const { plan } = readPlan({ schema: 1, files, ...(startOrder && { startOrder }), events: expected.events }, nodes);
  const outcomes = simulate(nodes, plan);
  compare('start', expected.start, outcomes.start);
  for (const [index, { kind, during, duringLeftBehind, after }] of expected.events.entries()) {
    compare(`${kind} during`, during, outcomes.events[index]?.during, kind === 'node-crash' ? duringLeftBehind : {});
    compare(`${kind} after`, after, outcomes.events[index]?.after);
  }
  return found;
}

describe('what keepalived nodes did in a laboratory', () => {
  const names = readdirSync(FOLDER);

  it.each(names)('%s', (name) => {
    const scenario = JSON.parse(readFileSync(`${FOLDER}${name}/scenario.json`, 'utf8')) as Scenario;
    const versions = Object.keys(scenario.expected).map((version) => parseVersion(version));
    expect(versions.length).toBeGreaterThan(0);
    if (Object.values(scenario.expected).some(({ events }) => events.some(({ kind }) => LABORATORY_ONLY.has(kind)))) return;
    const found = versions.flatMap((version) => (version ? differences(name, scenario, version) : [`no version ${version}`]));
    if (name in DIFFERS) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });
});
