import type { BehaviourNode } from '../behaviour/node.ts';
import { UsageError } from './usage-error.ts';

/** Nodes that are played together. */
export interface SimulatedCluster<Node> {
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** Groups nodes by `NAME=PATTERN[,PATTERN…]`; without any, all nodes are one cluster. Every node belongs to one cluster at most. */
export function simulatedClusters<Node extends Pick<BehaviourNode, 'name' | 'configuration'>>(
  nodes: readonly Node[],
  groups: readonly string[],
): readonly SimulatedCluster<Node>[] {
  if (groups.length === 0) return [{ name: 'all', nodes }];
  const left = new Set(nodes);
  const clusters = new Map<string, Node[]>();
  for (const group of groups) {
    const equals = group.indexOf('=');
    if (equals < 1 || equals === group.length - 1)
      throw new UsageError(`--cluster ${group} is not NAME=PATTERN, such as --cluster edge=edge/*.conf.`);
    const name = group.slice(0, equals);
    for (const pattern of group.slice(equals + 1).split(',')) {
      const matches = matcher(pattern.trim());
      const found = [...left].filter((node) => matches(node.name) || matches(node.configuration.view.root.path));
      if (found.length === 0)
        throw new UsageError(`--cluster ${name}: '${pattern}' matches no node. Nodes: ${nodes.map((node) => node.name).join(', ')}.`);
      for (const node of found) left.delete(node);
      const members = clusters.get(name);
      if (members) members.push(...found);
      else clusters.set(name, found);
    }
  }
  return [...clusters].map(([name, members]) => ({ name, nodes: nodes.filter((node) => members.includes(node)) }));
}

/** `*` stands for any characters but a slash, `**` for any at all. */
function matcher(pattern: string): (text: string) => boolean {
  const expression = new RegExp(
    `^${pattern
      .split(/(\*+)/)
      .map((part) => (part === '*' ? '[^/]*' : part.startsWith('**') ? '.*' : part.replace(/[^\w]/g, '\\$&')))
      .join('')}$`,
  );
  return (text) => expression.test(text);
}
