import type { Expansion } from '../../grammar/expand/expansion.ts';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Tree } from '../../grammar/tree.ts';
import { bind } from './bind.ts';
import type { BoundView } from './bound-view.ts';
import type { Target } from './target.ts';

/** Holds the text of a view against the vocabulary of the keepalived in question. */
export function bindView(expansion: Expansion, tree: Tree, target: Target): BoundView {
  const { bound, misfits } = bind(tree, vocabulary, target.version);
  return { view: { root: expansion.root, configId: expansion.configId }, target, expansion, tree, bound, misfits };
}
