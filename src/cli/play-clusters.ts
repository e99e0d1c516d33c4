import type { Plan } from '../behaviour/event.ts';
import type { BehaviourNode, HostFacts } from '../behaviour/node.ts';
import type { Outcomes } from '../behaviour/outcome.ts';
import { simulate } from '../behaviour/simulate.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** What one cluster does. */
export interface Played {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly outcomes: Outcomes;
}

/** Every event that the configurations name. */
export const EVERYTHING: Plan = { startOrder: null, files: new Map(), events: null };

/** Plays the nodes of a cluster. `planFor`: what is played of them. */
export function playCluster(
  { name, nodes, names }: Cluster,
  facts: ReadonlyMap<string, HostFacts>,
  planFor: (nodes: readonly BehaviourNode[]) => Plan = () => EVERYTHING,
): Played {
  const playing = nodes.map(
    (node): BehaviourNode => ({ name: node.name, configuration: node.configuration, facts: facts.get(node.name) ?? null }),
  );
  return { name, nodes: nodes.map((node) => node.name), outcomes: simulate(playing, planFor(playing), names) };
}
