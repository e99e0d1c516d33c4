import { type IpAddress, isLinkLocal } from '../../binding/ip-address.ts';
import type { Configuration } from '../configuration.ts';
import type { Address } from '../net/address.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

/**
 * What the virtual addresses of some nodes are called. A link-local address may stand on every link, such as `fe80::1` as the gateway of each
 * VLAN (RFC 4291 section 2.5.6): where a node has it on several interfaces, its link is named with it as in `fe80::1%eth0.2` (RFC 4007 section 11).
 */
export class AddressNames {
  /** Addresses that a node has on several interfaces. */
  readonly #repeated: ReadonlySet<string>;
  /** By such an address with its interface: on how many nodes it is. */
  readonly #nodes = new Map<string, number>();
  /** By such an address and virtual router, the interface of the first node that has both; null where a node has them on several. */
  readonly #places = new Map<string, string | null>();

  constructor(configurations: readonly Configuration[]) {
    this.#repeated = new Set(configurations.flatMap(repeatedIn));
    if (this.#repeated.size > 0) for (const configuration of configurations) this.#add(configuration);
  }

  /** The name of an address of an instance. */
  of(instance: VrrpInstance, { ip, dev }: Address): string {
    const place = dev ?? instance.interface.value;
    if (place === null || !this.#repeated.has(ip.text)) return ip.text;
    const name = this.on(place, ip);
    // Where nodes name their interfaces in different ways, the virtual router tells which of them are on one link.
    const elsewhere = (this.#nodes.get(name) ?? 0) > 1 ? null : (this.#places.get(inRouter(ip, instance)) ?? null);
    return elsewhere === null ? name : this.on(elsewhere, ip);
  }

  /** The names of all addresses of an instance, the excluded ones behind those of its adverts. */
  all(instance: VrrpInstance): readonly string[] {
    return [...instance.addresses, ...instance.excludedAddresses].map((address) => this.of(instance, address));
  }

  /** The name of an address that an interface has. */
  on(place: string, { text }: IpAddress): string {
    return this.#repeated.has(text) ? `${text}%${place}` : text;
  }

  #add(configuration: Configuration): void {
    const names = new Set<string>();
    const places = new Map<string, string | null>();
    for (const { instance, ip, place } of linkLocalIn(configuration)) {
      if (!this.#repeated.has(ip.text)) continue;
      names.add(this.on(place, ip));
      const key = inRouter(ip, instance);
      places.set(key, places.has(key) && places.get(key) !== place ? null : place);
    }
    for (const name of names) this.#nodes.set(name, (this.#nodes.get(name) ?? 0) + 1);
    for (const [key, place] of places) if (place === null || !this.#places.has(key)) this.#places.set(key, place);
  }
}

/** The link-local addresses that a node has on several interfaces. */
function repeatedIn(configuration: Configuration): readonly string[] {
  const places = new Map<string, string>();
  const repeated: string[] = [];
  for (const { ip, place } of linkLocalIn(configuration)) {
    const first = places.get(ip.text);
    if (first === undefined) places.set(ip.text, place);
    else if (first !== place) repeated.push(ip.text);
  }
  return repeated;
}

interface Placed {
  readonly instance: VrrpInstance;
  readonly ip: IpAddress;
  /** The interface that it is on, or above which keepalived makes one for it. */
  readonly place: string;
}

function* linkLocalIn({ vrrpInstances }: Configuration): Generator<Placed> {
  for (const instance of vrrpInstances) {
    for (const { ip, dev } of [...instance.addresses, ...instance.excludedAddresses]) {
      const place = dev ?? instance.interface.value;
      if (place !== null && isLinkLocal(ip)) yield { instance, ip, place };
    }
  }
}

function inRouter({ text }: IpAddress, { family, virtualRouterId }: VrrpInstance): string {
  return `${text} ${family} ${virtualRouterId.value}`;
}
