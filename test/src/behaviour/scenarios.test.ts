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

/** Where kvlint says that it does not know: what one run of keepalived happened to show is chance, or the text is not read as it is meant. */
const NOT_KNOWN: Readonly<Record<string, string>> = {
  '2.2.7 brace-in-comment-version-2 start': 'a brace ends the instance early, and what follows is read otherwise',
  '2.2.7 brace-in-comment-version-2 node-stop during': 'the same',
  '2.2.7 brace-in-comment-version-2 node-stop after': 'the same',
  '2.2.7 brace-missing-of-instance start': 'the lines of one instance count for another',
  '2.2.7 brace-missing-of-instance node-stop during': 'the same',
  '2.2.7 brace-missing-of-instance node-stop after': 'the same',
  '2.2.7 multicast-source-copied-ipv6 start': 'facts about hosts leave out link-local addresses',
  '2.2.7 multicast-source-copied-ipv6 node-stop after': 'the same',
  '2.2.7 strict-unicast-vmac start': 'unicast adverts to a macvlan',
  '2.2.7 strict-unicast-vmac node-stop after': 'unicast adverts to a macvlan',
  '2.2.7 strict-unicast-vmac-on-lower start': 'unicast adverts to a macvlan',
  '2.2.7 strict-unicast-vmac-on-lower node-stop after': 'unicast adverts to a macvlan',
  '2.4.3 brace-missing-of-instance start': 'the lines of one instance count for another',
  '2.4.3 brace-missing-of-instance node-stop during': 'the same',
  '2.4.3 brace-missing-of-instance node-stop after': 'the same',
  '2.4.3 equal-simultaneous-start start': 'equal priorities, and both start in one moment',
  '2.4.3 multicast-source-copied-ipv6 start': 'facts about hosts leave out link-local addresses',
  '2.4.3 multicast-source-copied-ipv6 node-stop after': 'the same',
  '2.4.3 sync-group-opposite-ordered link-cut after': 'each node is the better one for one member of the group, and they meet as masters',
  '2.4.3 three-equal-backups node-stop during': 'two backups of equal priority wait for one master',
  '2.4.3 three-equal-backups peer-cut during': 'two backups of equal priority wait for one master',
};

/** Where the prediction is not what the nodes did, and what it takes; each must still differ. */
const DIFFERS: Readonly<Record<string, string>> = {
  'vmac-name-given-to-second-instance':
    'an instance does not notice a macvlan that one behind it makes; kvlint knows only whether one is made',
  'script-security-without-user': 'only the host tells that it has no user for scripts: each is taken to run',
  'check-signal-of-another-user': 'the same as of operators of a shell',
  'check-pgrep-path': 'the same',
  'check-pidof-is-a-link': 'the same',
  'check-asks-virtual-address': 'the same',
  'check-asks-other-node': 'the same',
  'notify-backup-stops-checked': 'the same',
  'notify-fault-stops-checked': 'the same',
  'unicast-oneway-arp': 'the laboratory stops ARP as well as adverts, without which a unicast sender does not reach the other node',
  'script-shell-operators': 'only running the script tells that it fails: a check is taken to succeed until an event says otherwise',
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
    for (const [address, holders] of Object.entries(want)) {
      const holding = got?.get(address);
      // Addresses of a crashed node stay where they are: the laboratory sees them, too.
      const seen = holding?.holders && [...new Set([...holding.holders, ...(holding.leftBehind ?? [])])].sort();
      const isLeft = (holding?.leftBehind ?? []).every((each) => left[address]?.includes(each));
      if (seen?.join() === holders.join() && isLeft) continue;
      const key = `${version} ${name} ${label}`;
      if (holding?.holders !== null || !(key in NOT_KNOWN)) found.push(`${key} ${address}: '${holding?.holders}' instead of '${holders}'`);
    }
  };
  const nodes = nodesOf(name, scenario, version);
  const files = Object.fromEntries(Object.entries(scenario.files ?? {}).map(([file, { initial }]) => [file, initial]));
  const { startOrder } = scenario;
  const { plan } = readPlan({ schema: 1, files, ...(startOrder && { startOrder }), events: expected.events }, nodes);
  const outcomes = simulate(nodes, plan);
  compare('start', expected.start, outcomes.start);
  for (const [index, { kind, during, duringLeftBehind, after }] of expected.events.entries()) {
    compare(`${kind} during`, during, outcomes.events[index]?.during, duringLeftBehind);
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
