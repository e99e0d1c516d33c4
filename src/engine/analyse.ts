import { expand } from '../../grammar/expand/expand.ts';
import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Files } from '../../grammar/expand/files.ts';
import { recognizeForeign } from '../../grammar/foreign.ts';
import type { LineShapes } from '../../grammar/line-shape.ts';
import { memoized } from '../../grammar/memoized.ts';
import { parse } from '../../grammar/parser.ts';
import type { Source } from '../../grammar/source.ts';
import { recognizeTemplate } from '../../grammar/template.ts';
import type { Tree } from '../../grammar/tree.ts';
import type { Target } from '../binding/target.ts';
import { buildConfiguration } from '../model/build.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Root } from './reader.ts';
import type { Sources } from './sources.ts';
import { type ReadAs, type ViewSelection, viewsOf } from './views.ts';

/** A configuration; a template, which becomes one only when it is rendered; or a file that was never meant for keepalived. */
export type ViewKind = 'configuration' | 'template' | 'foreign';

/** One view on its way from text to what keepalived would run; each step is taken when it is first asked for. */
export class ViewAnalysis {
  readonly expansion: Expansion;
  readonly #target: Target;
  readonly #shapes: LineShapes;
  #tree: Tree | undefined;
  #kind: ViewKind | undefined;
  #configuration: Configuration | undefined;

  constructor(expansion: Expansion, target: Target, shapes: LineShapes) {
    this.expansion = expansion;
    this.#target = target;
    this.#shapes = shapes;
  }

  get tree(): Tree {
    this.#tree ??= parse(this.expansion, this.#shapes);
    return this.#tree;
  }

  get configuration(): Configuration {
    this.#configuration ??= buildConfiguration(this.expansion, this.tree, this.#target);
    return this.#configuration;
  }

  get kind(): ViewKind {
    this.#kind ??= kindOf(this.expansion);
    return this.#kind;
  }
}

/**
 * The views of a root file, one after the other: of a template only the first, because its conditions are not keepalived's. `files`: what is asked
 * for included files in place of the sources.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function* analyse(
  root: Root,
  target: Target,
  sources: Sources,
  selection: ViewSelection = {},
  files: Files = sources,
): Generator<ViewAnalysis> {
  for (const expansion of viewsOf(sources.root(root), readAs(target), files, selection)) {
    const view = new ViewAnalysis(expansion, target, sources.shapes);
    yield view;
    if (view.kind === 'template') return;
  }
}

/** The one view of a root file that a node with some config-id has. Throws `UnreadableRootError`. */
export function analyseView(root: Root, configId: string | null, target: Target, sources: Sources): ViewAnalysis {
  return expandView(sources.root(root), configId, target, sources, sources.shapes);
}

/** The same for a text that is at hand. */
export function expandView(root: Source, configId: string | null, target: Target, files: Files, shapes: LineShapes): ViewAnalysis {
  return new ViewAnalysis(expand(root, { ...readAs(target), configId, files }), target, shapes);
}

function kindOf({ root, sources }: Expansion): ViewKind {
  if (isForeign(root)) return 'foreign';
  return recognizeTemplate(sources) === null ? 'configuration' : 'template';
}

/** Asked once for all views of a file. */
const isForeign = memoized(({ text, path }: Source) => recognizeForeign(text, path) !== null);

function readAs({ version, host }: Target): ReadAs {
  return { version, environment: host.environment };
}
