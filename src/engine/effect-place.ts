import { type Block, lineWords, type Node, walk } from '../../grammar/tree.ts';
import type { Location } from '../finding/finding.ts';
import { locate, originOf } from '../finding/locate.ts';
import type { ViewAnalysis } from './analyse.ts';
import type { Effect } from './upgrade-entry.ts';

/** Where an effect is written. */
export interface EffectPlace {
  /** The line of its keyword; of a setting that is written nowhere, that of its block. */
  readonly at: Location;
  /** Whether it is the line of the keyword itself. */
  readonly isWritten: boolean;
}

/**
 * Finds the line of an effect by the words of its block and its keyword; null for one that is about the whole node. Of several such lines, and
 * the entries of a list, it is one that `told` knows, the first of which finds any, or else the last line, which counts. Settings that other
 * blocks hand down stand at the block that runs with them.
 */
export function effectPlaceFinder(
  { tree, expansion }: ViewAnalysis,
  told: readonly ((at: Location) => boolean)[],
): (effect: Effect) => EffectPlace | null {
  const blocks = new Map<string, Node>();
  for (const node of tree.body) {
    const title = titleOf(node);
    if (!blocks.has(title)) blocks.set(title, node);
  }
  const place = (node: Node): Location => locate(originOf(node.kind === 'block' ? node.header : node.span, expansion));
  const find = (block: Block, keyword: string): EffectPlace => {
    const nodes = [...walk(block.body)].filter((node) => lineWords(node)[0]?.text === keyword);
    const entries = nodes.flatMap((node) => (node.kind === 'block' ? node.body : []));
    const places = [...entries, ...nodes].map(place);
    const [first] = told.flatMap((isTold) => places.find(isTold) ?? []);
    const at = first ?? nodes.map(place).at(-1);
    return at ? { at, isWritten: true } : { at: place(block), isWritten: false };
  };
  // A block can have as many effects of one keyword as it has lines.
  const known = new Map<Block, Map<string, EffectPlace>>();
  return ({ subject, what }) => {
    const block = blockOf(subject, blocks);
    if (block?.kind !== 'block') return null;
    const keyword = what.split(' ', 1)[0] ?? what;
    const ofBlock = known.get(block) ?? new Map<string, EffectPlace>();
    known.set(block, ofBlock);
    const found = ofBlock.get(keyword) ?? find(block, keyword);
    ofBlock.set(keyword, found);
    return found;
  };
}

/** Subjects are named like the block, with more behind it: `virtual_server 192.0.2.1 80 TCP, real_server 192.0.2.2 80`. */
function blockOf(subject: string, blocks: ReadonlyMap<string, Node>): Node | undefined {
  const words = (subject.split(',', 1)[0] ?? subject).split(' ');
  for (let length = words.length; length > 0; length--) {
    const block = blocks.get(words.slice(0, length).join(' '));
    if (block) return block;
  }
  return undefined;
}

function titleOf(node: Node): string {
  return lineWords(node)
    .map(({ text }) => text)
    .join(' ');
}
