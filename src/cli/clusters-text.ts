import type { Cluster, VirtualRouter } from '../cluster/cluster.ts';
import { placeOfInstance } from '../cluster/place-of-instance.ts';
import type { FoundClusters } from '../engine/find-clusters.ts';
import type { Colors } from '../report/colors.ts';
import { count } from '../report/prose.ts';
import { alignRows } from '../report/table.ts';
import { harmless, harmlessName, wrap } from '../report/terminal.ts';
import type { Appearance } from './appearance.ts';

const HEAD = ['node', 'instance', 'priority', 'interface', 'place'];

export function clustersText({ clusters, alone }: FoundClusters, { width }: Appearance, colors: Colors): string {
  const parts = clusters.map((cluster) => clusterText(cluster, width, colors));
  if (alone.length > 0) parts.push([colors.bold('alone'), ...alone.map((node) => `  ${harmlessName(node)}`)].join('\n'));
  const nodes = clusters.reduce((sum, cluster) => sum + cluster.nodes.length, 0);
  const verb = alone.length === 1 ? 'stands' : 'stand';
  parts.push(`${count(clusters.length, 'cluster')} of ${count(nodes, 'node')}; ${count(alone.length, 'node')} ${verb} alone.`);
  return `${parts.join('\n\n')}\n`;
}

function clusterText({ name, because, nodes, routers }: Cluster, width: number, colors: Colors): string {
  const lines = [colors.bold(harmlessName(name)), ...wrap(harmless(because), width - 2).map((line) => `  ${colors.dim(line)}`)];
  for (const router of routers) lines.push('', ...routerLines(router, colors));
  const silent = nodes.filter((node) => !routers.some(({ members }) => members.some((member) => member.node === node)));
  if (silent.length > 0) lines.push('', '  without a virtual router', ...silent.map((node) => `    ${harmlessName(node.name)}`));
  return lines.join('\n');
}

function routerLines({ family, virtualRouterId, transport, addresses, members }: VirtualRouter, colors: Colors): readonly string[] {
  const rows = members.map((member) => [
    member.node.name,
    member.instance.name,
    String(member.instance.priority.value),
    member.instance.interface.value ?? '-',
    `${placeOfInstance(member).path}:${placeOfInstance(member).line}`,
  ]);
  const [head = '', ...body] = alignRows([HEAD, ...rows.map((row) => row.map(harmlessName))]);
  const way = transport === 'mixed' ? 'unicast here, multicast there' : transport;
  return [
    `  virtual router ${virtualRouterId} (${family === 'ipv4' ? 'IPv4' : 'IPv6'}, ${way}): ${addresses.join(', ') || 'no address'}`,
    `    ${colors.dim(head)}`,
    ...body.map((line) => `    ${line}`),
  ];
}
