import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Span } from '../../grammar/tree.ts';
import type { ClusterNode } from './cluster.ts';

/** A place in the text of one node, for a message about another one. */
export function placeIn({ configuration }: ClusterNode, span: Span): Origin {
  return configuration.expansion.place(span);
}
