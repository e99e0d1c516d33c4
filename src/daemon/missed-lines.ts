import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import { type Block, type Node, type Span, walk } from '../../grammar/tree.ts';
import { isRoot, openedAgain } from '../binding/root-blocks.ts';
import { misledReading } from './misled-reading.ts';
import { type Process, processOfKeyword } from './processes.ts';
import type { Reading } from './reading.ts';

/**
 * Whether the process whose line it is misses what stands somewhere: it passes over it, because braces do not pair above, or takes it for a line
 * of another block, where it does not know it.
 */
export function isMissed({ start }: Span, reading: Reading): boolean {
  const misled = misledReading(reading);
  if (!misled) return false;
  const { line, process } = lineAt(start, reading.tree.body);
  return line !== null && misled.isMissed(line.start, process);
}

/** The blocks that are meant for the top level, and that the process whose they are does not take for such; in the order of the text. */
export const missedRoots = memoized((reading: Reading): readonly Block[] => {
  const misled = misledReading(reading);
  if (!misled) return [];
  const missed: Block[] = [];
  const again = new Set<Block>();
  for (const node of walk(reading.tree.body)) {
    if (node.kind !== 'block') continue;
    // Of a header that stands there twice the block is read.
    const isMeant = !again.has(node) && isRoot(node);
    if (isMeant && misled.isMissed(node.start, processOfKeyword(node.keyword.text))) missed.push(node);
    const second = openedAgain(node);
    if (second) again.add(second);
  }
  return missed;
});

/**
 * The line that a place is on (that of a brace is the one with the words of its block), and the process that is to read it: that of the line of the
 * top level, or of the innermost block that is meant for it.
 */
function lineAt(start: number, nodes: readonly Node[]): { readonly line: Node | null; readonly process: Process } {
  let line: Node | null = null;
  let process: Process = 'parent';
  for (let inside = nodes; ; ) {
    const node = inside[partitionPoint(inside, (each) => each.start <= start) - 1];
    if (!node || (line?.kind === 'block' && line.close !== null && start >= line.close.start)) return { line, process };
    if (line === null || (node.kind === 'block' && isRoot(node))) process = processOfKeyword(node.keyword.text);
    line = node;
    if (node.kind === 'statement') return { line, process };
    inside = node.body;
  }
}
