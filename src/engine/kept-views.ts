import { nodeName } from '../cluster/cluster.ts';
import type { Traits } from '../cluster/traits.ts';
import type { Configuration } from '../model/configuration.ts';
import type { ViewAnalysis } from './analyse.ts';

/** Characters of expanded text; what is read of them takes some 25 bytes each. */
const MOST_KEPT = 5_000_000;

/** What views run, kept until nodes are compared, so that it need not be read anew. Of the first ones only: nobody can hold those of thousands. */
export class KeptViews {
  readonly #kept = new Map<string, Configuration>();
  #length = 0;

  add({ expansion, configuration }: ViewAnalysis): void {
    const { length } = expansion.text;
    if (this.#length + length > MOST_KEPT) return;
    this.#length += length;
    this.#kept.set(nodeName(expansion.root.path, expansion.configId), configuration);
  }

  /**
   * Hands out what some views run, in their order, and lets it go: a view is a node of one cluster. What was not kept is read anew. `viewsOf`: the
   * views of a root file, by its path.
   */
  take(members: readonly Traits[], viewsOf: (path: string) => Iterable<ViewAnalysis>): readonly Configuration[] {
    const configurations = new Map<string, Configuration>();
    const missing = new Set<string>();
    const paths = new Set<string>();
    for (const { root, configId } of members) {
      const name = nodeName(root, configId);
      const kept = this.#kept.get(name);
      this.#kept.delete(name);
      if (kept) configurations.set(name, kept);
      else {
        missing.add(name);
        paths.add(root);
      }
    }
    for (const path of paths) {
      for (const { expansion, configuration } of viewsOf(path)) {
        const name = nodeName(path, expansion.configId);
        if (missing.has(name)) configurations.set(name, configuration);
      }
    }
    return members.flatMap(({ root, configId }) => configurations.get(nodeName(root, configId)) ?? []);
  }
}
