import type { Holding, Holdings } from '../behaviour/outcome.ts';
import type { Target } from '../binding/target.ts';
import type { Cluster, VirtualRouter } from '../cluster/cluster.ts';
import type { NamedCluster } from '../cluster/group.ts';
import { sourceOf } from '../cluster/peering.ts';
import { placeOfInstance } from '../cluster/place-of-instance.ts';
import { findClusters } from '../engine/find-clusters.ts';
import type { Root } from '../engine/reader.ts';
import type { ViewSelection } from '../engine/views.ts';
import type { ClusterPicture, PicturedEvent, PicturedHolding, PicturedRouter, PicturedWay } from '../report/cluster-picture.ts';
import { enumerate } from '../report/prose.ts';
import { describeEvent, isBad, whoHolds } from './event-words.ts';
import type { Gathered } from './gather.ts';
import { factsOfSettings, readAllFacts } from './host-facts.ts';
import { NodeLabels } from './node-labels.ts';
import { type Played, playCluster } from './play-clusters.ts';
import type { Session } from './session.ts';

/** What the nodes of a run are read for. */
interface Run {
  readonly gathered: Gathered;
  readonly target: Target;
  readonly named: readonly NamedCluster[];
  readonly selection: ViewSelection;
  readonly session: Session;
}

/** Finds the clusters of some root files and plays every event that they name. */
export function clusterPictures(roots: readonly Root[], { gathered, target, named, selection, session }: Run): readonly ClusterPicture[] {
  const { clusters } = findClusters(roots, gathered.reader, { target, named, ...selection });
  const names = clusters.flatMap(({ nodes }) => nodes.map(({ name }) => name));
  const facts = readAllFacts(factsOfSettings(gathered.settings.stacks, names, session.workingDirectory), [names], session);
  return clusters.map((cluster) => pictureOf(cluster, playCluster(cluster, facts)));
}

/** What a report draws of a cluster and of what its nodes do. */
function pictureOf({ name, because, nodes, routers }: Cluster, { outcomes }: Played): ClusterPicture {
  const labels = new NodeLabels(nodes.map((node) => node.name));
  const { start, events, omitted } = outcomes;
  return {
    name,
    because,
    nodes: nodes.map((node) => ({ name: node.name, label: labels.of(node.name) })),
    routers: routers.map((router) => routerOf(router, nodes, start)),
    events: [
      ...(start.size > 0 ? [eventOf('start', start, null, labels)] : []),
      ...events.map(({ event, during, after }) => eventOf(describeEvent(labels.inEvent(event)), during, after, labels)),
    ],
    omitted,
  };
}

function routerOf(router: VirtualRouter, nodes: Cluster['nodes'], start: Holdings): PicturedRouter {
  const { family, virtualRouterId, transport, addresses, members } = router;
  const holders = new Set(addresses.flatMap((address) => start.get(address)?.holders ?? []));
  const senders = new Map(members.flatMap((member) => (sourceOf(member) === null ? [] : [[sourceOf(member), nodes.indexOf(member.node)]])));
  return {
    family: family === 'ipv4' ? 'IPv4' : 'IPv6',
    virtualRouterId,
    transport,
    addresses,
    members: members.map((member) => {
      const { node, instance } = member;
      return {
        node: nodes.indexOf(node),
        instance: instance.name,
        priority: instance.priority.value,
        interface: instance.interface.value,
        source: sourceOf(member),
        peers: instance.unicast ? instance.peers.map(({ ip }) => ({ address: ip.text, node: senders.get(ip.text) ?? null })) : [],
        holds: holders.has(node.name),
        ...placeOfInstance(member),
      };
    }),
  };
}

function eventOf(what: string, during: Holdings, after: Holdings | null, labels: NodeLabels): PicturedEvent {
  const ways = new Map<string, PicturedWay & { readonly addresses: string[] }>();
  for (const [address, holding] of during) {
    const later = after?.get(address);
    const way = { during: holdingOf(holding, labels), after: later ? holdingOf(later, labels) : null };
    const key = JSON.stringify(way);
    const known = ways.get(key);
    if (known) known.addresses.push(address);
    else ways.set(key, { ...way, addresses: [address] });
  }
  return { what, ways: [...ways.values()] };
}

function holdingOf(long: Holding, labels: NodeLabels): PicturedHolding {
  const holding = labels.inHolding(long);
  const { leftBehind, perhapsLeftBehind, because = null } = holding;
  const left = perhapsLeftBehind
    ? `It may be left behind on ${enumerate(perhapsLeftBehind)}.`
    : leftBehind
      ? `It is left behind on ${enumerate(leftBehind)}.`
      : null;
  return { who: whoHolds(holding), isGood: !isBad(holding), because: perhapsLeftBehind ? left : (because ?? left) };
}
