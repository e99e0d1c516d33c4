import { memoized } from '../../grammar/memoized.ts';
import { isLinkLocal, parseAddress } from '../binding/ip-address.ts';
import type { Choices } from './choice.ts';
import { ownAddresses, plainAddresses } from './kernel.ts';
import type { Host, Router, Site } from './router.ts';
import type { World } from './world.ts';

/**
 * Source addresses that more than one host may have, because files were copied or because it is a virtual address. A host does not take an IPv4
 * packet that comes from an address of its own, and does not send an IPv6 packet from an address that it does not have (the kernel does that;
 * scenarios multicast-source-copied-to-higher, multicast-source-copied-ipv6, multicast-source-is-vip).
 */
export class SharedSources {
  private readonly site: Site;
  /** By address: the hosts whose configuration says that they send from it. */
  private readonly senders = new Map<string, Set<Host>>();
  private readonly shared = new Map<string, boolean>();

  constructor(site: Site) {
    this.site = site;
    for (const { host, instance } of site.routers) {
      const text = instance.sourceAddress.value?.text;
      // An ipvlan is given its address, and nothing was seen of two that have the same one.
      if (text !== undefined && !instance.ipvlan.value) this.senders.set(text, (this.senders.get(text) ?? new Set()).add(host));
    }
  }

  /** Why adverts of a router do not get to another one because of the address that they come from: a clause behind "because"; null where they do. */
  obstacle(world: World, receiver: Router, sender: Router, choices: Choices): string | null {
    const { source } = world.router(sender);
    if (source === null || source === 'unknown' || !this.mayBeShared(source)) return null;
    const [from, to] = [sender.host, receiver.host];
    if (sender.instance.family === 'ipv6') {
      return this.has(world, from, source, choices) ? null : `'${from.node.name}' has no address '${source}' to send from`;
    }
    return this.has(world, to, source, choices)
      ? `'${to.node.name}' has the address '${source}' itself, and takes nothing from there`
      : null;
  }

  private mayBeShared(text: string): boolean {
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    const hosts = new Set([...(this.senders.get(text) ?? []), ...this.owners(text)]);
    const shared = hosts.size > 1 || this.site.holders.has(text);
    this.shared.set(text, shared);
    return shared;
  }

  /** Whether a host has an address: as a virtual one, or of its own. Of hosts that are not known, one does. */
  private has(world: World, host: Host, text: string, choices: Choices): boolean {
    for (const masters of world.allMasters()) {
      if (masters.some((router) => router.host === host && plainAddresses(router).includes(text))) return true;
    }
    const owners = this.owners(text);
    if (owners.length > 0 || this.site.holders.has(text)) return owners.includes(host);
    const [first, second] = [...(this.senders.get(text) ?? [])].filter((each) => !isKnown(each, text));
    const owner = first && second && !choices.make('source', first.node.name, second.node.name) ? second : first;
    return owner === host;
  }

  /** The hosts that are known to have an address of their own. */
  private owners(text: string): readonly Host[] {
    return this.site.hosts.filter((host) => ownTexts(host).has(text));
  }
}

const ownTexts = memoized((host: Host): ReadonlySet<string> => new Set(ownAddresses(host).map(({ ip }) => ip.text)));

/** Whether it is known if a host has an address. Facts may leave out link-local ones. */
function isKnown(host: Host, text: string): boolean {
  const { facts } = host.node;
  if (facts === null || [...facts.interfaces.values()].some(({ addresses }) => addresses === null)) return false;
  const ip = parseAddress(text);
  return !ip || !isLinkLocal(ip) || ownAddresses(host).some((own) => isLinkLocal(own.ip));
}
