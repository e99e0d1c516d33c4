import type { BfdInstance } from '../model/tracking/bfd-instance.ts';
import { downInterface, isBetween } from './hearing.ts';
import { interfaceTowards, interfaceWith } from './network.ts';
import type { Host } from './router.ts';
import type { World } from './world.ts';

/**
 * Whether a BFD session of a host is up. Where the neighbour is a node of the cluster, keepalived must run there and have a session with this
 * host too, and both directions must be open; any other neighbour is taken to be there. So where two nodes watch each other without a weight,
 * both leave when one does.
 */
export function isSessionUp(world: World, host: Host, session: BfdInstance): boolean {
  const state = world.host(host);
  if (session.dropped || !state.running || state.sessionsDown.has(session.name)) return false;
  const neighbour = session.neighbour.value?.text;
  if (neighbour === undefined) return false;
  const out = interfaceTowards(host, neighbour);
  if (downInterface(state, out) !== null) return false;
  const other = world.site.hosts.find((candidate) => candidate !== host && hasAddress(candidate, neighbour));
  if (!other) return true;
  const answer = other.node.configuration.bfdInstances.find(
    ({ neighbour: back, dropped, name }) =>
      !dropped && back.value !== null && hasAddress(host, back.value.text) && !world.host(other).sessionsDown.has(name),
  );
  if (!answer || !world.host(other).running || downInterface(world.host(other), interfaceWith(other, neighbour)) !== null) return false;
  return !world.cuts.some(
    (cut) =>
      (isBetween(cut, host, other) || isBetween(cut, other, host)) && (cut.interface === null || out === null || cut.interface === out),
  );
}

/** By what is known of the host, its BFD sessions and the sources of its adverts. */
function hasAddress({ node }: Host, address: string): boolean {
  for (const { addresses } of node.facts?.interfaces.values() ?? []) if (addresses?.some(({ text }) => text === address)) return true;
  const { bfdInstances, vrrpInstances } = node.configuration;
  return (
    bfdInstances.some(({ source }) => source.value?.text === address) ||
    vrrpInstances.some(({ sourceAddress }) => sourceAddress.value?.text === address)
  );
}
