import { type BfdInstance, endWithoutLink } from '../model/tracking/bfd-instance.ts';
import { downInterface, isBetween } from './hearing.ts';
import { interfaceTowards, interfaceWith } from './network.ts';
import type { Host, Site } from './router.ts';
import type { World } from './world.ts';

/** The other end of a session: a node of the cluster, and its sessions that lead back. */
interface Neighbour {
  readonly host: Host;
  readonly back: readonly BfdInstance[];
}

/**
 * The BFD sessions of all nodes. Where the neighbour is a node of the cluster, keepalived must run there and have a session with this host
 * too, and both directions must be open; any other neighbour is taken to be there. So where two nodes watch each other without a weight,
 * both leave when one does.
 */
export class Sessions {
  /** Who has an address, by what is known of the hosts, their BFD sessions and the sources of their adverts. */
  private readonly owners = new Map<string, Host>();
  /** Sessions by host and neighbour. */
  private readonly leading = new Map<Host, Map<string, BfdInstance[]>>();
  private readonly neighbours = new Map<BfdInstance, Neighbour | null>();

  constructor({ hosts }: Site) {
    for (const host of hosts) {
      for (const address of addressesOf(host)) if (!this.owners.has(address)) this.owners.set(address, host);
      const byNeighbour = new Map<string, BfdInstance[]>();
      for (const session of host.node.configuration.bfdInstances) {
        const to = session.neighbour.value?.text;
        if (to !== undefined && !session.dropped) byNeighbour.set(to, [...(byNeighbour.get(to) ?? []), session]);
      }
      this.leading.set(host, byNeighbour);
    }
  }

  isUp(world: World, host: Host, session: BfdInstance): boolean {
    const state = world.host(host);
    const address = session.neighbour.value?.text;
    if (address === undefined || session.dropped || endWithoutLink(session) || !state.running || state.sessionsDown.has(session.name))
      return false;
    const out = interfaceTowards(host, address);
    if (downInterface(state, out) !== null) return false;
    const other = this.neighbour(host, session, address);
    if (!other) return true;
    const there = world.host(other.host);
    if (!there.running || downInterface(there, interfaceWith(other.host, address)) !== null) return false;
    if (!other.back.some(({ name }) => !there.sessionsDown.has(name))) return false;
    return !world.cuts.some(
      (cut) =>
        (isBetween(cut, host, other.host) || isBetween(cut, other.host, host)) &&
        (cut.interface === null || out === null || cut.interface === out),
    );
  }

  private neighbour(host: Host, session: BfdInstance, address: string): Neighbour | null {
    const known = this.neighbours.get(session);
    if (known !== undefined) return known;
    const owner = this.owners.get(address);
    const found = owner && owner !== host ? { host: owner, back: this.sessionsTo(owner, host) } : null;
    this.neighbours.set(session, found);
    return found;
  }

  private sessionsTo(from: Host, to: Host): readonly BfdInstance[] {
    return [...(this.leading.get(from) ?? [])].flatMap(([address, sessions]) => (this.owners.get(address) === to ? sessions : []));
  }
}

function* addressesOf({ node }: Host): Generator<string> {
  for (const { addresses } of node.facts?.interfaces.values() ?? []) for (const { text } of addresses ?? []) yield text;
  for (const { source } of node.configuration.bfdInstances) if (source.value) yield source.value.text;
  for (const { sourceAddress } of node.configuration.vrrpInstances) if (sourceAddress.value) yield sourceAddress.value.text;
}
