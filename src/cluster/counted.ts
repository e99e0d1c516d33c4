import { sumOf } from './checks.ts';
import type { RouterMember } from './cluster.ts';

/** A sentence that explains priorities which stand in no file, with a blank behind it; empty where all are written as they are told. */
export function counted(...members: readonly RouterMember[]): string {
  const sums = members.map(({ node, instance }) => `${sumOf(instance) ?? instance.priority.value} on '${node.name}'`);
  return members.some(({ instance }) => sumOf(instance) !== null) ? `Checks that succeed add their weights: ${sums.join(', ')}. ` : '';
}
