import { groupBy } from '../../grammar/group-by.ts';
import type { InstanceTraits } from './traits.ts';
import { partOf, routerKey, type Unit } from './unit.ts';

/** Whether each file plays a part of its own, as the nodes of a cluster do, and copies of one file do not. */
export function playDifferentParts(units: readonly Unit[]): boolean {
  return new Set(units.map(({ instances }) => partOf(instances))).size === units.length;
}

/**
 * Whether files without telling names fit together as the nodes of one cluster: in each virtual router no two have the same priority or the
 * same source address, at most one says MASTER, and none has another password.
 */
export function fitTogether(units: readonly Unit[]): boolean {
  const routers = groupBy(
    units.flatMap(({ instances }) => instances),
    routerKey,
  );
  return [...routers.values()].every((instances) => {
    const masters = instances.filter(({ state }) => state === 'MASTER').length;
    const sources = instances.flatMap(({ source }) => source ?? []);
    return (
      masters <= 1 &&
      allDiffer(instances.map(({ priority }) => priority)) &&
      allDiffer(sources) &&
      allEqual(instances, ({ password }) => password)
    );
  });
}

function allDiffer(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function allEqual<T>(items: readonly T[], of: (item: T) => unknown): boolean {
  return new Set(items.map(of)).size <= 1;
}

/** Virtual router ID of the examples in keepalived's documentation and of most that was copied from them. */
const COMMON_ROUTER_ID = 51;

/** Where home networks and tutorials are. */
const COMMON_NETWORK = /^(?:192\.168\.(?:0|1|10|50|56|100|122)|10\.0\.[0-3]|10\.10\.10|172\.(?:16|17|20)\.0)\./;

const COMMON_NAMES: ReadonlySet<string> = new Set(['VI_1', 'VI_2', 'VI_01']);

/**
 * How little it can be chance that files agree as they do, in bits, roughly: a virtual router ID and addresses that half of all tutorials have
 * say little, an address of one's own says much.
 */
export function bitsInCommon(units: readonly Unit[]): number {
  const [first] = units;
  if (!first) return 0;
  const inAll = (keysOf: (instance: InstanceTraits) => readonly string[]): ReadonlySet<string> => {
    const [head, ...others] = units.map(({ instances }) => new Set(instances.flatMap(keysOf)));
    return new Set([...(head ?? [])].filter((key) => others.every((other) => other.has(key))));
  };
  const addresses = [...inAll((instance) => instance.addresses)];
  const routers = [...inAll((instance) => [routerKey(instance)])];
  const names = [...inAll(({ name }) => [name])];
  const passwords = [...inAll(({ password }) => (password === null ? [] : [password]))];
  return (
    addresses.reduce((sum, address) => sum + (COMMON_NETWORK.test(address) ? 3 : 8), 0) +
    routers.reduce((sum, key) => sum + (key.endsWith(` ${COMMON_ROUTER_ID}`) ? 1 : 5), 0) +
    names.reduce((sum, name) => sum + (COMMON_NAMES.has(name) ? 0 : 4), 0) +
    passwords.reduce((sum, password) => sum + (/^(?:\d+|pass(?:word|wd)?|secret\w*|admin|k.?8s)$/i.test(password) ? 0 : 5), 0)
  );
}
