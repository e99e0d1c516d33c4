import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import type { ClusterEvent, Plan } from '../../src/behaviour/event.ts';
import type { BehaviourNode, HostFacts } from '../../src/behaviour/node.ts';
import type { Holding, Holdings, Outcomes } from '../../src/behaviour/outcome.ts';
import { simulate } from '../../src/behaviour/simulate.ts';
import { parsePrefixedAddress } from '../../src/binding/ip-address.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import { readConfigurations } from '../../src/engine/read-configurations.ts';

/** The virtual address of {@link instance}. */
const VIP = '192.0.2.100';

/** A vrrp_instance of the virtual router 51 on eth0 with the address {@link VIP}; further lines go into its block. */
export function instance(priority: number, lines = '', name = 'V'): string {
  const own = /^\s*virtual_ipaddress\b/m.test(lines) ? '' : `virtual_ipaddress {\n${VIP}/24\n}\n`;
  const id = /^\s*virtual_router_id\b/m.test(lines) ? '' : 'virtual_router_id 51\n';
  const dev = /^\s*interface\b/m.test(lines) ? '' : 'interface eth0\n';
  return `vrrp_instance ${name} {\n${dev}${id}priority ${priority}\n${lines}\n${own}}\n`;
}

/** Facts of a host: addresses by interface. */
export function host(interfaces: Readonly<Record<string, readonly string[]>>): HostFacts {
  const read = (text: string) => parsePrefixedAddress(text)?.ip ?? fail(`${text} is no address`);
  return { interfaces: new Map(Object.entries(interfaces).map(([name, list]) => [name, { addresses: list.map(read) }])) };
}

function fail(message: string): never {
  throw new Error(message);
}

/** A node that runs a text; by default its host is `.1`, `.2` … on eth0. */
export function node(
  name: string,
  text: string,
  facts: HostFacts | null,
  version: Version = NEWEST_VERSION,
  configId?: string,
): BehaviourNode {
  const root = { path: `${name}.conf`, absolute: `${name}.conf` };
  const selection = configId === undefined ? {} : { configIds: [configId] };
  const [configuration] = readConfigurations(root, memoryReader({ [`${name}.conf`]: text }), assumedTarget(version), selection);
  return { name, configuration: configuration ?? fail('the text has no view'), facts };
}

export interface PlayOptions {
  readonly version?: Version;
  /** By name of the node; null: nothing is known of any host. */
  readonly facts?: Readonly<Record<string, HostFacts>> | null;
  readonly startOrder?: readonly string[];
  readonly files?: Readonly<Record<string, number | null>>;
}

/** Plays events with nodes `a`, `b` … that run the texts. */
export function play(texts: readonly string[], events: readonly ClusterEvent[] | null, options: PlayOptions = {}): Outcomes {
  const nodes = texts.map((text, index) => {
    const name = String.fromCharCode('a'.charCodeAt(0) + index);
    const facts =
      options.facts === null
        ? null
        : (options.facts?.[name] ?? host({ eth0: [`192.0.2.${index + 1}/24`], eth1: [`198.51.100.${index + 1}/24`] }));
    return node(name, text, facts, options.version);
  });
  const plan: Plan = { startOrder: options.startOrder ?? null, files: new Map(Object.entries(options.files ?? {})), events };
  return simulate(nodes, plan);
}

/** Who holds an address: `a`, `a b`, `nobody` or `unknown`. */
export function who(holdings: Holdings | undefined, address = VIP): string {
  const holding = holdings?.get(address) ?? fail(`${address} is not in the answer`);
  return text(holding);
}

function text({ holders }: Holding): string {
  return holders === null ? 'unknown' : holders.join(' ') || 'nobody';
}

/** The course of one event: `a, b, a` at the start, during and after it. */
export function course(texts: readonly string[], event: ClusterEvent, options: PlayOptions & { readonly address?: string } = {}): string {
  const { start, events } = play(texts, [event], options);
  return [start, events[0]?.during, events[0]?.after].map((holdings) => who(holdings, options.address)).join(', ');
}
