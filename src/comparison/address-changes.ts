import type { Configuration } from '../model/configuration.ts';
import type { Address } from '../model/net/address.ts';
import { networkOf } from '../model/net/network.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Change } from './change.ts';

type AddressChange = Omit<Change, 'node'>;

/** Where a node has a virtual address. */
interface Placed {
  readonly ip: string;
  readonly instance: VrrpInstance;
  readonly list: 'virtual_ipaddress' | 'virtual_ipaddress_excluded';
  /** `192.0.2.200/24 on eth0` and what stands behind it. */
  readonly text: string;
}

/** The virtual addresses that appear, vanish or move: to another interface, instance or list, or with other options. */
export function addressChanges(before: Configuration | null, after: Configuration | null): readonly AddressChange[] {
  const olds = placesByAddress(before);
  const news = placesByAddress(after);
  const changes: AddressChange[] = [];
  for (const ip of new Set([...olds.keys(), ...news.keys()])) {
    const { pairs, come } = different(olds.get(ip) ?? [], news.get(ip) ?? []);
    for (const [old, now] of pairs) changes.push(now ? move(old, now) : vanish(old));
    for (const now of come) changes.push(appear(now));
  }
  return [...changes, ...orderChanges(before, after)];
}

function placesByAddress(configuration: Configuration | null): ReadonlyMap<string, readonly Placed[]> {
  const places = new Map<string, Placed[]>();
  for (const instance of configuration?.vrrpInstances ?? []) {
    const add = (addresses: readonly Address[], list: Placed['list']): void => {
      for (const address of addresses) {
        const place = { ip: address.ip.text, instance, list, text: describe(address, instance) };
        const known = places.get(place.ip);
        if (known) known.push(place);
        else places.set(place.ip, [place]);
      }
    };
    add(instance.addresses, 'virtual_ipaddress');
    add(instance.excludedAddresses, 'virtual_ipaddress_excluded');
  }
  return places;
}

function describe(address: Address, instance: VrrpInstance): string {
  const words = address.options
    .filter(({ word }) => word.text !== 'dev')
    .map(({ word, values }) => [word.text, ...values.map(({ text }) => text)].join(' '))
    .sort();
  return [`${address.ip.text}/${address.ip.prefix}`, `on ${interfaceOf(address, instance)}`, ...words].join(' ');
}

/** The interface that keepalived puts an address on. */
function interfaceOf({ dev }: Address, { vmac, ipvlan, interface: own }: VrrpInstance): string {
  const below = ipvlan.value?.carriesAddresses ? ipvlan.value.interface : own.value;
  return dev ?? vmac.value?.interface ?? below ?? 'no interface';
}

/** Places that only one side has: the old ones, each with the one that it moves to, and those that are new. */
function different(
  olds: readonly Placed[],
  news: readonly Placed[],
): { readonly pairs: readonly (readonly [Placed, Placed | undefined])[]; readonly come: readonly Placed[] } {
  const come = [...news];
  const take = (fits: (now: Placed) => boolean): Placed | undefined => {
    const found = come.findIndex(fits);
    return found < 0 ? undefined : come.splice(found, 1)[0];
  };
  const gone = olds.filter(
    (old) => !take((now) => now.text === old.text && now.list === old.list && isSameInstance(old.instance, now.instance)),
  );
  const own = gone.map((old) => [old, take((now) => isSameInstance(old.instance, now.instance))] as const);
  return { pairs: own.map(([old, now]) => [old, now ?? take(() => true)] as const), come };
}

/** An instance of another name that is the same virtual router on the same interface is the same one. */
function isSameInstance(a: VrrpInstance, b: VrrpInstance): boolean {
  return (
    a.name === b.name ||
    (a.family === b.family && a.virtualRouterId.value === b.virtualRouterId.value && a.interface.value === b.interface.value)
  );
}

function appear(now: Placed): AddressChange {
  const consequence = `The master of virtual router ${routerId(now)} has it from then on.`;
  return { kind: 'address', subject: titleOf(now), what: now.list, before: null, after: now.text, consequence };
}

function vanish(old: Placed): AddressChange {
  const consequence = 'No instance of this node has it any more.';
  return { kind: 'address', subject: titleOf(old), what: old.list, before: old.text, after: null, consequence };
}

function move(old: Placed, now: Placed): AddressChange {
  const [before, after] = [placeIn(old, now), placeIn(now, old)];
  return { kind: 'address', subject: titleOf(now), what: now.list, before, after };
}

/** A place with what tells it from another one. */
function placeIn(place: Placed, other: Placed): string {
  return [
    place.text,
    ...(place.list === other.list ? [] : [place.list === 'virtual_ipaddress' ? 'in the adverts' : 'excluded from the adverts']),
    ...(isSameInstance(place.instance, other.instance) ? [] : [`in ${titleOf(place)}, virtual router ${routerId(place)}`]),
  ].join(', ');
}

function titleOf({ instance }: Placed): string {
  return `vrrp_instance ${instance.name}`;
}

function routerId({ instance }: Placed): number | string {
  return instance.virtualRouterId.value ?? '?';
}

/** Of several addresses of one network the kernel takes the first one for the primary: their order counts, that of others does not. */
function orderChanges(before: Configuration | null, after: Configuration | null): readonly AddressChange[] {
  const olds = new Map(before?.vrrpInstances.map((instance) => [instance.name, primaries(instance)]));
  return (after?.vrrpInstances ?? []).flatMap((instance) => {
    const old = olds.get(instance.name);
    if (!old) return [];
    return [...primaries(instance)].flatMap(([network, addresses]) => {
      const once = old.get(network) ?? [];
      const [first = '', formerly = ''] = [addresses[0], once[0]];
      // One that comes or goes is told by itself.
      if (first === formerly || !once.includes(first) || !addresses.includes(formerly)) return [];
      const subject = `vrrp_instance ${instance.name}`;
      return [{ kind: 'address' as const, subject, what: `primary address of ${network}`, before: formerly, after: first }];
    });
  });
}

/** The IPv4 addresses that share a network on an interface, in the order in which the kernel gets them. */
function primaries(instance: VrrpInstance): ReadonlyMap<string, readonly string[]> {
  const networks = new Map<string, string[]>();
  for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
    if (address.ip.family !== 'ipv4' || address.ip.prefix === 32) continue;
    const key = `${networkOf(address.ip)} on ${interfaceOf(address, instance)}`;
    const known = networks.get(key);
    if (known) known.push(address.ip.text);
    else networks.set(key, [address.ip.text]);
  }
  return networks;
}
