import { type ClusterEvent, EVERY_NODE } from './event.ts';
import type { Host, Site } from './router.ts';
import { interfacesNamed } from './running.ts';
import { type Condition, isFault } from './tracking.ts';

/**
 * Every single event that the configurations name: each node stops or crashes, each interface goes down or loses its carrier, each check
 * fails, each pair of nodes is cut apart of which one is master (`masters`; between backups nothing passes that could be missed), and what
 * several nodes depend on fails for all of them.
 */
export function defaultEvents({ hosts }: Site, masters: ReadonlySet<Host>): readonly ClusterEvent[] {
  const events: ClusterEvent[] = [];
  for (const { node } of hosts) events.push({ kind: 'node-stop', node: node.name });
  for (const { node } of hosts) events.push({ kind: 'node-crash', node: node.name });
  for (const host of hosts) events.push(...interfaceEvents(host));
  for (const host of hosts) for (const watch of host.watchers.keys()) events.push(...checkEvents(host, watch, host.node.name));
  events.push(...sharedEvents(hosts), ...cutEvents(hosts, masters));
  return events;
}

function* interfaceEvents({ node }: Host): Generator<ClusterEvent> {
  for (const name of new Set(interfacesNamed(node.configuration))) {
    yield { kind: 'interface-down', node: node.name, interface: name };
    yield { kind: 'carrier-loss', node: node.name, interface: name };
  }
}

function* checkEvents({ watchers }: Host, watch: string, node: string): Generator<ClusterEvent> {
  const space = watch.indexOf(' ');
  const name = watch.slice(space + 1);
  switch (watch.slice(0, space)) {
    case 'script':
      yield { kind: 'script-fails', node, name };
      yield { kind: 'script-hangs', node, name };
      break;
    case 'process':
      yield { kind: 'process-gone', node, name };
      break;
    case 'bfd':
      yield { kind: 'bfd-down', node, name };
      break;
    case 'file': {
      const values = new Set((watchers.get(watch) ?? []).map(({ condition }) => worstValue(condition)));
      for (const value of values) yield { kind: 'file-value', node, name, value };
    }
  }
}

/** The number of the smallest amount that is a fault. */
function worstValue(condition: Condition): number {
  if (condition.weight === 0) return isFault(condition, 1) ? 1 : 0;
  const step = Math.ceil(254 / Math.abs(condition.weight));
  return isFault(condition, -step) ? -step : step;
}

/** What several nodes depend on, for all of them; the interfaces of VRRP itself are no such thing, since nothing is left to look at then. */
function* sharedEvents(hosts: readonly Host[]): Generator<ClusterEvent> {
  const owned = new Set(hosts.flatMap(({ routers }) => routers.map(({ instance }) => `interface ${instance.interface.value}`)));
  const seen = new Map<string, Host>();
  const played = new Set<string>();
  for (const host of hosts) {
    for (const watch of host.watchers.keys()) {
      const other = seen.get(watch);
      if (!other) seen.set(watch, host);
      else if (!played.has(watch) && !owned.has(watch)) {
        played.add(watch);
        const name = watch.slice('interface '.length);
        if (watch.startsWith('interface ')) yield { kind: 'carrier-loss', node: EVERY_NODE, interface: name };
        else yield* checkEvents(other, watch, EVERY_NODE);
      }
    }
  }
}

function* cutEvents(hosts: readonly Host[], masters: ReadonlySet<Host>): Generator<ClusterEvent> {
  for (const [index, host] of hosts.entries()) {
    for (const other of hosts.slice(index + 1)) {
      if (masters.has(host) || masters.has(other)) yield { kind: 'link-cut', nodes: [host.node.name, other.node.name] };
    }
  }
  // Of two nodes, that is the same.
  if (hosts.length > 2) for (const { node } of hosts) yield { kind: 'peer-cut', node: node.name };
}
