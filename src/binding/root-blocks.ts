import type { Origin } from '../../grammar/expand/expansion.ts';
import { placesOf } from '../../grammar/keywords/index.ts';
import { LISTED_BY } from '../../grammar/keywords/meant.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import type { Block, Node, Span, Tree } from '../../grammar/tree.ts';
import type { Bound } from './bound.ts';
import type { BoundView } from './bound-view.ts';

/**
 * Whether a block stands at top level by its keyword. `track_file` is a root keyword with a name, and a list without one inside an instance; so is
 * `vrrp_script` for people.
 */
export function isRoot({ shape }: Block): boolean {
  if (shape === null) return false;
  const { name } = shape;
  const { opensRoot, isElsewhere } = rootsBy(placesOf(name));
  return opensRoot && (shape.hasMore || !(isElsewhere || LISTED_BY.has(name)));
}

/** Whether a keyword opens a block or list at top level, and whether it may stand elsewhere too. */
const rootsBy = memoized((places: ReturnType<typeof placesOf>) => ({
  opensRoot: places.some(({ blocks, keyword: { kind } }) => blocks.length === 0 && (kind === 'block' || kind === 'list')),
  isElsewhere: places.some(({ blocks }) => blocks.length > 0),
}));

/**
 * The header of a block once more, inside it: keepalived drops that line, and takes what follows for lines of the block. Two blocks without names,
 * such as `url`, are not one.
 */
export function openedAgain({ body, shape }: Block): Block | null {
  if (shape === null || !shape.hasMore) return null;
  for (const node of body) if (node.kind === 'block' && node.shape?.text === shape.text) return node;
  return null;
}

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

/** The block or statement of the top level around characters of a file, which may stand in no place of the text: a condition has hidden them. */
export function rootAround(at: Origin, { tree, expansion }: Pick<BoundView, 'tree' | 'expansion'>): Node | null {
  const roots = placedRoots(tree, expansion).get(at.source) ?? [];
  const root = roots[partitionPoint(roots, ({ offset }) => offset < at.offset) - 1];
  return root && at.offset < root.end ? root.node : null;
}

const placedRoots = memoized(({ body }: Tree, expansion: BoundView['expansion']): ByFile => {
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
});

/** What stands at top level, for keepalived, around a place: the innermost, as a block that a missing brace has moved into another one counts as well. */
export function boundRootAt(children: readonly Bound[], { start }: Span): Bound | undefined {
  const roots = nestedRoots(children);
  let root: Root | null = roots[partitionPoint(roots, (each) => each.start <= start) - 1] ?? null;
  while (root && root.end <= start) root = root.around;
  return root?.bound;
}

/** What stands at top level, from where to where, and inside of which other one. */
interface Root {
  readonly bound: Bound;
  readonly start: number;
  readonly end: number;
  readonly around: Root | null;
}

/** In the order of the text. */
const nestedRoots = memoized((children: readonly Bound[]): readonly Root[] => {
  const spans = children.map((bound) => ({ bound, ...bound.node.span })).sort((a, b) => a.start - b.start);
  const roots: Root[] = [];
  for (const { bound, start, end } of spans) {
    let around = roots.at(-1) ?? null;
    while (around && around.end <= start) around = around.around;
    roots.push({ bound, start, end, around });
  }
  return roots;
});
