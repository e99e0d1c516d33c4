import { EVERY_NODE, nodesOf, type Plan } from '../behaviour/event.ts';
import type { BehaviourNode, HostFacts } from '../behaviour/node.ts';
import type { Outcomes } from '../behaviour/outcome.ts';
import { simulate } from '../behaviour/simulate.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { type OutcomeChange, outcomeChanges } from '../comparison/outcome-changes.ts';
import { AddressNames } from '../model/vrrp/address-names.ts';
import { nameOf, type Pair, type ReadNode, type SideReading } from './side.ts';

/** Nodes that form a cluster before or after. */
export interface Site {
  readonly names: ReadonlySet<string>;
  /** In the order of the nodes. */
  readonly members: readonly Pair[];
}

/** The nodes of a cluster that was played, as its outcomes name them. */
export interface PlayedSite {
  readonly cluster: string;
  readonly nodes: readonly string[];
}

export function playedSite({ names, members }: Site): PlayedSite {
  const [cluster = ''] = names;
  return { cluster, nodes: members.map(({ name }) => name) };
}

/** A change of who holds an address, with the cluster it is in. */
export interface ClusterOutcomeChange extends OutcomeChange {
  readonly cluster: string;
}

type OfPair = (pair: Pair) => ReadNode | null;

/** Clusters of both sides that have a node in common are one site: a change may be what tears them apart. */
export function findSites(pairs: readonly Pair[], before: readonly Cluster[], after: readonly Cluster[]): readonly Site[] {
  const sites = new Map<Pair, { readonly names: Set<string>; readonly members: Set<Pair> }>();
  const join = (clusters: readonly Cluster[], of: OfPair): void => {
    const byName = new Map(pairs.flatMap((pair) => ofName(pair, of)));
    for (const { name, nodes } of clusters) {
      const members = nodes.flatMap((node) => byName.get(node.name) ?? []);
      const known = new Set(members.flatMap((pair) => sites.get(pair) ?? []));
      const site = {
        names: new Set([...[...known].flatMap(({ names }) => [...names]), name]),
        members: new Set([...[...known].flatMap((each) => [...each.members]), ...members]),
      };
      for (const pair of site.members) sites.set(pair, site);
    }
  };
  join(after, (pair) => pair.after);
  join(before, (pair) => pair.before);
  const order = new Map(pairs.map((pair, index) => [pair, index]));
  return [...new Set(sites.values())].map(({ names, members }) => ({
    names,
    members: [...members].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  }));
}

function ofName(pair: Pair, of: OfPair): readonly (readonly [string, Pair])[] {
  const node = of(pair);
  return node ? [[nameOf(node), pair]] : [];
}

/** Plays every single event on both sides, and tells who holds what otherwise. */
export function playSite(
  { names, members }: Site,
  before: SideReading,
  after: SideReading,
  facts: ReadonlyMap<string, HostFacts>,
): readonly ClusterOutcomeChange[] {
  const read = (reading: SideReading, of: OfPair) =>
    members.flatMap((pair): readonly BehaviourNode[] => {
      const node = of(pair);
      return node ? [{ name: pair.name, configuration: reading.view(node).configuration, facts: facts.get(pair.name) ?? null }] : [];
    });
  const olds = read(before, (pair) => pair.before);
  const news = read(after, (pair) => pair.after);
  // One address has one name on both sides.
  const addresses = new AddressNames([...olds, ...news].map(({ configuration }) => configuration));
  const [cluster = ''] = names;
  const play = (nodes: readonly BehaviourNode[], events: Plan['events']) => simulate(nodes, { ...NOTHING_SAID, events }, addresses);
  const [was, is] = [play(olds, null), play(news, null)];
  const changes = outcomeChanges(withEventsOf(is, was, olds, play), withEventsOf(was, is, news, play));
  // Nothing happens any more to a node that is gone; that it is gone is told as a change.
  const gone = new Set(members.flatMap((pair) => (pair.after === null ? [pair.name] : [])));
  return changes.flatMap((change) =>
    change.event.kind !== 'start' && nodesOf(change.event).some((name) => gone.has(name)) ? [] : [{ cluster, ...change }],
  );
}

const NOTHING_SAID: Omit<Plan, 'events'> = { startOrder: null, files: new Map() };

/**
 * The outcomes of one side with the events that only the other one names, as far as they can happen here: a number in a tracked file, or a node that is
 * cut off, does something to nodes that name another number, or another cut.
 */
function withEventsOf(
  other: Outcomes,
  own: Outcomes,
  nodes: readonly BehaviourNode[],
  play: (nodes: readonly BehaviourNode[], events: Plan['events']) => Outcomes,
): Outcomes {
  if (own.omitted + other.omitted > 0) return own;
  const known = new Set(own.events.map(({ event }) => JSON.stringify(event)));
  const names = new Set([EVERY_NODE, ...nodes.map(({ name }) => name)]);
  const events = other.events
    .map(({ event }) => event)
    .filter((event) => !known.has(JSON.stringify(event)) && nodesOf(event).every((name) => names.has(name)));
  return events.length === 0 ? own : { ...own, events: [...own.events, ...play(nodes, events).events] };
}
