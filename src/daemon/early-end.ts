import type { Block, Node, Span, Word } from '../../grammar/tree.ts';
import { type Bound, type BoundBlock, isBlock, isList } from '../binding/bound.ts';

/** Tells words whose braces split the line: a reference that nothing defines. */
export type IsSplit = (word: Word) => boolean;

/**
 * Where keepalived takes a block to end, if before its own `}`: it drops the `{` of a block inside that it does not know, so that the `}` of
 * that one ends the block around it; and so does the `}` of a reference that nothing defines. What stands behind is not the block's any more.
 */
export function earlyEnd(bound: BoundBlock, isSplit: IsSplit | null): Span | null {
  const brace = opensAll(bound.node.body, bound.children) ? null : new BraceReader().read(bound.node.body, bound.children);
  const split = isSplit && firstSplit(bound.node.body, isSplit);
  return brace && split ? (brace.start < split.start ? brace : split) : (brace ?? split);
}

/** Whether keepalived knows all blocks inside, as it mostly does: each then ends with its own brace. False also where that is not plain. */
function opensAll(nodes: readonly Node[], children: readonly Bound[]): boolean {
  let at = 0;
  for (const node of nodes) {
    if (node.kind !== 'block') continue;
    while (at < children.length && children[at]?.node !== node) at++;
    const bound = children[at];
    if (!bound || !(isBlock(bound) || isList(bound))) return false;
    if (isBlock(bound) && !opensAll(node.body, bound.children)) return false;
  }
  return true;
}

function firstSplit(nodes: readonly Node[], isSplit: IsSplit): Span | null {
  for (const node of nodes) {
    const word = node.kind === 'statement' ? node.words.find(isSplit) : undefined;
    if (word) return word.span;
  }
  return null;
}

class BraceReader {
  private open = 1;

  /** The brace that ends the outermost block, null where none of these does. */
  read(nodes: readonly Node[], children: readonly Bound[]): Span | null {
    // Most blocks hold none.
    if (!nodes.some(({ kind }) => kind === 'block')) return null;
    return this.readBlocks(nodes, new Map(children.map((child) => [child.node, child])));
  }

  private readBlocks(nodes: readonly Node[], known: ReadonlyMap<Node, Bound>): Span | null {
    for (const node of nodes) {
      const end = node.kind === 'block' ? this.readBlock(node, known) : null;
      if (end) return end;
    }
    return null;
  }

  /** What stands in a block that keepalived does not know, or in a list, is known to the block around it. */
  private readBlock(block: Block, known: ReadonlyMap<Node, Bound>): Span | null {
    const bound = known.get(block);
    const opens = bound !== undefined && (isBlock(bound) || isList(bound));
    if (opens) this.open++;
    const end = opens && isBlock(bound) ? this.read(block.body, bound.children) : this.readBlocks(block.body, known);
    if (end || !block.close) return end;
    this.open--;
    return this.open === 0 ? block.close : null;
  }
}
