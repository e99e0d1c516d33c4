import { lineWords, type Node } from '../../grammar/tree.ts';
import type { Target } from '../binding/target.ts';
import { nodeName } from '../cluster/cluster.ts';
import type { PairedNode } from '../comparison/pair-nodes.ts';
import type { Unread } from '../finding/unread.ts';
import { analyse, analyseView, type ViewAnalysis } from './analyse.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import { unreadOfView } from './unread-of-view.ts';
import type { ViewSelection } from './views.ts';

/** The configurations of one moment. */
export interface Side {
  readonly roots: readonly Root[];
  readonly reader: Reader;
}

/** A node of one side, as far as it must be remembered. */
export interface ReadNode extends PairedNode {
  readonly source: Root;
  /** Its words as keepalived splits them. Equal texts run equally. */
  readonly text: string;
}

/** A node that is on both sides, or on one. */
export interface Pair {
  readonly name: string;
  readonly before: ReadNode | null;
  readonly after: ReadNode | null;
  readonly isChanged: boolean;
}

/** As everywhere: the root's path, with `@id` behind it. */
export function nameOf({ source, configId }: ReadNode): string {
  return nodeName(source.path, configId);
}

/** One side, read once. Configurations are made again for those nodes that need them: there can be thousands of others. */
export class SideReading {
  readonly unread: Unread[] = [];
  readonly #side: Side;
  readonly #target: Target;
  readonly #sources: Sources;
  readonly #byRoot = new Map<string, Map<string | null, ReadNode>>();

  constructor(side: Side, target: Target, selection: ViewSelection) {
    this.#side = side;
    this.#target = target;
    this.#sources = new Sources(side.reader);
    for (const root of side.roots) {
      const nodes = new Map<string | null, ReadNode>();
      this.#byRoot.set(root.path, nodes);
      for (const view of analyse(root, target, this.#sources, selection)) nodes.set(view.expansion.configId, this.#read(root, view));
    }
  }

  /**
   * A host whose id only the other side names ran the unnamed view here, if that is one of those that the file describes. The unnamed view
   * itself stays where both sides have it.
   */
  describe(other: SideReading): void {
    for (const root of this.#side.roots) {
      const own = this.#byRoot.get(root.path);
      const theirs = other.#byRoot.get(this.#side.roots.length === 1 && other.#side.roots.length === 1 ? other.#only : root.path);
      if (!own?.has(null) || !theirs) continue;
      const further = [...theirs.keys()].filter((id) => id !== null && !own.has(id));
      for (const id of further) own.set(id, this.#read(root, this.#analyse(root, id)));
      if (further.length > 0 && !theirs.has(null)) own.delete(null);
    }
  }

  get #only(): string {
    return this.#side.roots[0]?.path ?? '';
  }

  /** `isSingle`: there is one file on either side, whatever their names. */
  nodes(isSingle: boolean): readonly ReadNode[] {
    const all = [...this.#byRoot.values()].flatMap((nodes) => [...nodes.values()]);
    return isSingle ? all.map((node) => ({ ...node, root: '' })) : all;
  }

  view({ source, configId }: ReadNode): ViewAnalysis {
    return this.#analyse(source, configId);
  }

  /** The views of a root file. */
  viewsOf(path: string): readonly ViewAnalysis[] {
    return [...(this.#byRoot.get(path)?.values() ?? [])].map((node) => this.view(node));
  }

  #analyse(root: Root, configId: string | null): ViewAnalysis {
    return analyseView(root, configId, this.#target, this.#sources);
  }

  #read(root: Root, view: ViewAnalysis): ReadNode {
    this.unread.push(...unreadOfView(view));
    const lines = [...linesOf(view.tree.body)];
    return { root: root.path, source: root, configId: view.expansion.configId, lines: new Set(lines), text: lines.join('\n') };
  }
}

/** Lines of words with the depth at which they stand. */
function* linesOf(nodes: readonly Node[], depth = 0): Generator<string> {
  for (const node of nodes) {
    yield `${depth} ${lineWords(node)
      .map(({ raw }) => raw)
      .join(' ')}${node.kind === 'block' ? ' {' : ''}`;
    if (node.kind === 'block') yield* linesOf(node.body, depth + 1);
  }
}
