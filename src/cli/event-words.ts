import { type ClusterEvent, EVERY_NODE } from '../behaviour/event.ts';
import type { Holding } from '../behaviour/outcome.ts';
import { enumerate } from '../report/prose.ts';
import { nameSome } from '../rule/name-some.ts';

/** Whether it is nobody, several nodes, or not known. */
export function isBad({ holders }: Holding): boolean {
  return holders?.length !== 1;
}

/** Who holds an address, in words. */
export function whoHolds({ holders }: Holding): string {
  return holders === null ? 'not known' : holders.length === 0 ? 'nobody' : enumerate(holders);
}

/** Most addresses that a line names. */
const MOST_ADDRESSES = 3;

/** The first few of some addresses, and how many more there are. */
export function someAddresses(addresses: readonly string[]): string {
  const more = addresses.length - MOST_ADDRESSES;
  const some = addresses.slice(0, MOST_ADDRESSES).join(', ');
  return more > 0 ? `${some} and ${more} more` : some;
}

/** Most nodes that a sentence names. */
const MOST_NODES = 3;

/** The first few of some nodes in quotes, and how many more there are. */
export function someNodes(nodes: readonly string[]): string {
  const names = nodes.slice(0, MOST_NODES).map((name) => `'${name}'`);
  return nameSome(names, nodes.length);
}

/** What happens, in a few words. */
export function describeEvent(event: ClusterEvent): string {
  const of = 'node' in event ? (event.node === EVERY_NODE ? 'every node' : event.node) : '';
  const on = 'interface' in event && event.interface !== undefined ? ` on ${event.interface}` : '';
  switch (event.kind) {
    case 'node-stop':
      return `${of} stops`;
    case 'node-crash':
      return `${of} crashes`;
    case 'interface-down':
      return `${of}: ${event.interface} down`;
    case 'carrier-loss':
      return `${of}: ${event.interface} without carrier`;
    case 'script-fails':
      return `${of}: script ${event.name} fails`;
    case 'script-hangs':
      return `${of}: script ${event.name} hangs`;
    case 'file-value':
      return `${of}: file ${event.name} holds ${event.value}`;
    case 'process-gone':
      return `${of}: process ${event.name} gone`;
    case 'bfd-down':
      return `${of}: BFD session ${event.name} down`;
    case 'link-cut':
      return `${event.nodes.join(' and ')} cut apart${on}`;
    case 'oneway-cut':
      return `no adverts pass from ${event.from} to ${event.to}${on}`;
    case 'peer-cut':
      return `${of} cut off${on}`;
  }
}
