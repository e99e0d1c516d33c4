import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Tree } from '../../grammar/tree.ts';
import type { BoundRoot, Misfit } from './bound.ts';
import type { Target } from './target.ts';

/** A view, that is one (root file, config-id) pair, whose text has been held against the vocabulary of one keepalived. */
export interface BoundView {
  readonly view: { readonly root: Source; readonly configId: string | null };
  readonly target: Target;
  readonly expansion: Expansion;
  readonly tree: Tree;
  /** The tree read by the vocabulary. */
  readonly bound: BoundRoot;
  /** What does not fit the vocabulary. */
  readonly misfits: readonly Misfit[];
}
