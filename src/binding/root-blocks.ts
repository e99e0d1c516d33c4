import type { Origin } from '../../grammar/expand/expansion.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import type { Node, Span, Tree } from '../../grammar/tree.ts';
import type { BoundView } from './bound-view.ts';

/** The block or statement of the top level that a place of the text belongs to. */
export function rootAt({ start }: Span, { body }: Tree): Node | null {
  const node = body[partitionPoint(body, ({ span }) => span.end <= start)];
  return node && node.span.start <= start ? node : null;
}

/** A node of the top level, as far as it reaches in the file where it begins. */
interface Placed {
  readonly node: Node;
  readonly offset: number;
  readonly end: number;
}

type ByFile = ReadonlyMap<Source, readonly Placed[]>;

const placed = new WeakMap<Tree, ByFile>();

/** The block or statement of the top level around characters of a file, which may stand in no place of the text: a condition has hidden them. */
export function rootAround(at: Origin, { tree, expansion }: Pick<BoundView, 'tree' | 'expansion'>): Node | null {
  const byFile = placed.get(tree) ?? placeRoots(tree, expansion);
  placed.set(tree, byFile);
  const roots = byFile.get(at.source) ?? [];
  const root = roots[partitionPoint(roots, ({ offset }) => offset < at.offset) - 1];
  return root && at.offset < root.end ? root.node : null;
}

function placeRoots({ body }: Tree, expansion: BoundView['expansion']): ByFile {
  const byFile = new Map<Source, Placed[]>();
  for (const node of body) {
    const { source, offset, end } = expansion.place(node.span);
    const roots = byFile.get(source) ?? [];
    byFile.set(source, roots);
    roots.push({ node, offset, end });
  }
  // A file that is included twice stands twice in the text.
  for (const roots of byFile.values()) roots.sort((a, b) => a.offset - b.offset);
  return byFile;
}
