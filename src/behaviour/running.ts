import { atLeast } from '../../grammar/version.ts';
import { misfitsOf } from '../binding/misfits.ts';
import { faultsOf } from '../daemon/braces.ts';
import { earlyEnd } from '../daemon/early-end.ts';
import type { Configuration } from '../model/configuration.ts';
import { listsNamed } from '../model/read-settings.ts';
import { missesAllInstances } from '../model/vrrp/missed-instances.ts';
import type { Ipvlan, Vmac, VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { BehaviourNode, HostFacts } from './node.ts';

/**
 * Why keepalived does not run on a node: one bad instance ends its VRRP process, and with it all of keepalived, since the parent does not
 * start it again (vrrp.c vrrp_complete_init, vrrp_daemon.c; scenarios instance-without-vrid, unknown-interface-of-one-instance). Null where
 * it runs.
 */
export function refusalToRun(node: BehaviourNode): string | null {
  const { configuration } = node;
  const { exit, isReached, corrections } = configuration;
  if (exit !== null && isReached(exit)) return 'a word is missing in its configuration, where keepalived stops reading';
  const correction = corrections.find(({ effect, mistake }) => effect === 'refuses' || effect === 'exits' || mistake?.fault === 'refuses');
  if (correction) return `keepalived does not run with what its configuration says of '${correction.subject}'`;
  if (missesAllInstances(configuration)) return 'keepalived runs no instance, because braces that do not pair keep it from reading any';
  if (takesWordsForInterfaces(node))
    return "keepalived does not run, because 'track_interface' has no block: it takes the words behind it for interfaces";
  if (takesWeightForInterface(node))
    return "keepalived does not run, because 'weight' on a line of its own in 'track_interface' is taken for an interface, which does not exist";
  const missing = missingInterface(node);
  return missing === null ? null : `keepalived does not run, because the interface '${missing}' does not exist`;
}

/** Without a block `track_interface` takes all words up to the next brace, and not one of them is an interface (scenario track-interface-without-block). */
function takesWordsForInterfaces({ configuration }: BehaviourNode): boolean {
  if (configuration.globals.dynamicInterfaces.value) return false;
  return misfitsOf(configuration, 'missing-block').some(({ data }) => data.keyword.name === 'track_interface');
}

/** keepalived looks for the interface before it looks at the words behind it (scenario track-interface-weight-alone). */
function takesWeightForInterface({ configuration: { globals, vrrpInstances, syncGroups }, facts }: BehaviourNode): boolean {
  if (globals.dynamicInterfaces.value || facts?.interfaces.has('weight')) return false;
  const lists = [...vrrpInstances, ...syncGroups].flatMap(({ bound }) => [...listsNamed(bound.children, 'track_interface')]);
  return lists.some(({ entries }) => entries.some(({ words }) => words[0]?.text === 'weight'));
}

/**
 * Why it is not known what keepalived runs on a node: its braces do not say what they seem to say, and keepalived reads other blocks than are
 * meant (scenario brace-in-comment-version-2). A clause; null where it is known.
 */
export function doubtAbout({ configuration }: BehaviourNode): string | null {
  const [missing] = misfitsOf(configuration, 'missing-block');
  if (missing && missing.data.keyword.name !== 'track_interface') return `'${missing.data.keyword.name}' has no block`;
  if (faultsOf(configuration).length > 0) return 'its braces do not pair';
  const early = configuration.vrrpInstances.find(({ bound }) => earlyEnd(bound, () => false) !== null);
  return early ? `a brace ends '${early.name}' before its last line` : null;
}

/**
 * Which interface is named and does not exist; null where none is known to, or where dynamic_interfaces waits for it. Those that keepalived
 * makes itself do not exist either when it looks (scenarios vmac-name-given-does-not-start, vmac-name-tracked-does-not-start).
 */
function missingInterface({ configuration, facts }: BehaviourNode): string | null {
  if (configuration.globals.dynamicInterfaces.value) return null;
  const made = new Set(configuration.vrrpInstances.flatMap(interfacesMade).map(({ interface: name }) => name));
  for (const name of interfacesNamed(configuration)) {
    if (facts ? isMissing(facts, name) : made.has(name)) return name;
  }
  return null;
}

/** Facts need not name the interface that every host has. */
function isMissing({ interfaces }: HostFacts, name: string): boolean {
  return name !== 'lo' && !interfaces.has(name);
}

/** The macvlan and the ipvlan interface that an instance makes. */
function interfacesMade({ vmac, ipvlan }: VrrpInstance): readonly (Vmac | Ipvlan)[] {
  return [vmac.value, ipvlan.value].filter((made) => made !== null);
}

/**
 * Whether an interface that is named never comes to be, with dynamic_interfaces: the host does not have it, and no instance makes it. A name that
 * a line names is not given to a macvlan that has none (vrrp.c create_vmac_name; scenario vmac-name-in-route-in-fault).
 */
export function isNeverMade({ configuration, facts }: BehaviourNode, name: string): boolean {
  const made = configuration.vrrpInstances.flatMap(interfacesMade).filter((each) => each.interface === name);
  if (made.some(({ isNamed }) => isNamed)) return false;
  return facts ? isMissing(facts, name) : made.length > 0;
}

/** The interface beneath each macvlan and ipvlan interface that has a name in the configuration. */
export function interfacesBeneath({ vrrpInstances }: Configuration): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const instance of vrrpInstances) {
    const { value: beneath } = instance.interface;
    for (const { interface: name, isNamed } of interfacesMade(instance)) if (isNamed && beneath !== null) found.set(name, beneath);
  }
  return found;
}

/** Every interface that the configuration names where keepalived wants one that exists (vrrp_if.c if_get_by_ifname). */
export function* interfacesNamed(configuration: Configuration): Generator<string> {
  const { vrrpInstances, syncGroups, staticAddresses, staticRoutes, staticRules } = configuration;
  for (const instance of vrrpInstances) {
    if (instance.interface.value !== null) yield instance.interface.value;
    for (const { target } of instance.tracking.interfaces) yield target;
    for (const { dev } of [...instance.addresses, ...instance.excludedAddresses]) if (dev !== null) yield dev;
    for (const { interface: name } of [...instance.routes, ...instance.rules]) if (name !== null) yield name;
    for (const { nexthops } of instance.routes) for (const { interface: name } of nexthops) if (name !== null) yield name;
  }
  for (const { tracking } of syncGroups) for (const { target } of tracking.interfaces) yield target;
  for (const { dev } of staticAddresses) if (dev !== null) yield dev;
  for (const { interface: name } of [...staticRoutes, ...staticRules]) if (name !== null) yield name;
}

/** Since this version a unicast source address that the host does not have is no fault: the socket may be bound to it all the same. */
export function bindsToMissingAddress({ target: { version } }: Configuration): boolean {
  return atLeast(version, '2.3.3');
}
