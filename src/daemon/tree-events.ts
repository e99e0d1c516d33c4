import type { Node, Span, Tree } from '../../grammar/tree.ts';

/** A `}`, of a block or one that closes nothing. */
export interface Close {
  readonly kind: 'close';
  readonly at: Span;
}

/** The text as a row of lines and braces, in its order; a block stands for its header and its `{`. */
export function* treeEvents({ body, strayCloses }: Tree): Generator<Node | Close> {
  let stray = 0;
  const open: { readonly nodes: readonly Node[]; next: number; readonly close: Span | null }[] = [{ nodes: body, next: 0, close: null }];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const node = frame.nodes[frame.next++];
    if (node === undefined) {
      open.pop();
      if (frame.close) yield { kind: 'close', at: frame.close };
      continue;
    }
    // Stray braces stand between the nodes of the top level only: anywhere else they would close something.
    if (open.length === 1) {
      for (let at = strayCloses[stray]; at && at.start < node.span.start; at = strayCloses[++stray]) yield { kind: 'close', at };
    }
    yield node;
    if (node.kind === 'block') open.push({ nodes: node.body, next: 0, close: node.close });
  }
  for (const at of strayCloses.slice(stray)) yield { kind: 'close', at };
}
