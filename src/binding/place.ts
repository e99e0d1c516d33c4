import type { Block, Node, Span } from '../../grammar/tree.ts';
import type { BoundView } from './bound-view.ts';

/** A node's own line of words, without the braces and the body: the place to report something about all of it. */
export function lineSpan(node: Node): Span {
  return node.kind === 'block' ? node.header : node.span;
}

/** The first word of a node's line: the narrowest place that names it. */
export function keywordSpan(node: Node): Span {
  return node.keyword.span;
}

/** `config-id 'low'`, or what stands for a node whose config-id no condition names. */
export function viewName(view: BoundView): string {
  const { configId } = view.view;
  return configId === null ? 'a node whose config-id the file does not name' : `config-id '${configId}'`;
}

/** The closing brace of a block, where keepalived reports what it finds out at its end; of an unclosed block the end of the text. */
export function closingSpan(block: Block): Span {
  return block.close ?? { start: Math.max(block.span.start, block.span.end - 1), end: block.span.end };
}
