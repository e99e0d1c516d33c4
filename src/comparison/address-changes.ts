import { checksAddresses, sameAddresses } from '../behaviour/acceptance.ts';
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
  const dropping = before && after ? instancesWithOtherAdverts(before, after) : NONE;
  const changes: AddressChange[] = [];
  for (const ip of new Set([...olds.keys(), ...news.keys()])) {
    const { pairs, come } = different(olds.get(ip) ?? [], news.get(ip) ?? []);
    for (const [old, now] of pairs) changes.push(now ? move(old, now, dropping) : vanish(old, dropping));
    for (const now of come) changes.push(appear(now, dropping));
  }
  return [...changes, ...orderChanges(before, after)];
}

type Dropping = ReadonlySet<VrrpInstance>;

const NONE: Dropping = new Set();

/** Of both sides, the instances whose adverts then say another list, which nodes do not take that have not changed yet. */
function instancesWithOtherAdverts(before: Configuration, after: Configuration): Dropping {
  if (!checksAddresses(after.target)) return NONE;
  const byName = new Map(before.vrrpInstances.map((instance) => [instance.name, instance]));
  const byRouter = new Map(before.vrrpInstances.map((instance) => [routerOf(instance), instance]));
  const pairs = after.vrrpInstances.flatMap((now) => {
    const old = byName.get(now.name) ?? byRouter.get(routerOf(now));
    return old && !sameAddresses(old.addresses, now.addresses) ? [old, now] : [];
  });
  return new Set(pairs);
}

const DROPPED = 'Nodes with another list of addresses drop its adverts, and it drops theirs.';

/** A consequence, with what becomes of the adverts where the address is in them. */
function withAdverts(told: string, places: readonly Placed[], dropping: Dropping): { readonly consequence?: string } {
  const isInAdverts = places.some(({ instance, list }) => list === 'virtual_ipaddress' && dropping.has(instance));
  const sentences = [told, isInAdverts ? DROPPED : ''].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? {} : { consequence: sentences.join(' ') };
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
  return a.name === b.name || routerOf(a) === routerOf(b);
}

function routerOf({ family, virtualRouterId, interface: own }: VrrpInstance): string {
  return `${family} ${virtualRouterId.value} ${own.value}`;
}

function appear(now: Placed, dropping: Dropping): AddressChange {
  const consequence = `The master of virtual router ${routerId(now)} has it from then on.`;
  const change = { kind: 'address' as const, subject: titleOf(now), what: now.list, before: null, after: now.text };
  return { ...change, ...withAdverts(consequence, [now], dropping) };
}

function vanish(old: Placed, dropping: Dropping): AddressChange {
  const change = { kind: 'address' as const, subject: titleOf(old), what: old.list, before: old.text, after: null };
  return { ...change, ...withAdverts('No instance of this node has it any more.', [old], dropping) };
}

function move(old: Placed, now: Placed, dropping: Dropping): AddressChange {
  const [before, after] = [placeIn(old, now), placeIn(now, old)];
  const isElsewhere = old.list !== now.list || !isSameInstance(old.instance, now.instance);
  const change = { kind: 'address' as const, subject: titleOf(now), what: now.list, before, after };
  return { ...change, ...(isElsewhere && withAdverts('', [old, now], dropping)) };
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
