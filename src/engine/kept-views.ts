import { nodeName } from '../cluster/cluster.ts';
import type { Traits } from '../cluster/traits.ts';
import type { Configuration } from '../model/configuration.ts';
import type { ViewAnalysis } from './analyse.ts';

/** Characters of expanded text; what is read of them takes some 25 bytes each. */
const MOST_KEPT = 5_000_000;

/** How many views behind the last one that had something in common with another; nodes of one cluster mostly lie side by side. */
const NEAR = 8;

/** What a view runs, while it is not known whether it is compared with another. */
interface Waiting {
  readonly name: string;
  readonly configuration: Configuration;
  readonly length: number;
  /** What nodes of one cluster have in common. */
  readonly keys: ReadonlySet<string>;
}

/**
 * What views run, kept until nodes are compared, so that it need not be read anew. Of those only that have an address or a service in common with
 * one nearby, and of the first of these: nobody can hold the views of thousands of files, and to hold what nobody asks for takes time as well.
 */
export class KeptViews {
  readonly #kept = new Map<string, Configuration>();
  #length = 0;
  /** The last one first; no more than there is room to keep. */
  #nearby: readonly Waiting[] = [];

  add({ expansion, configuration }: ViewAnalysis, traits: Traits): void {
    const { length } = expansion.text;
    const view = { name: nodeName(traits.root, traits.configId), configuration, length, keys: keysOf(traits) };
    const mates = this.#nearby.filter(({ keys }) => [...keys].some((key) => view.keys.has(key)));
    if (mates.length > 0) for (const each of [...mates, view]) this.#keep(each);
    const waiting = this.#nearby.filter((each) => !this.#kept.has(each.name));
    this.#nearby = withRoomFor([view, ...waiting].slice(0, NEAR), MOST_KEPT - this.#length);
  }

  #keep({ name, configuration, length }: Waiting): void {
    if (this.#kept.has(name) || this.#length + length > MOST_KEPT) return;
    this.#length += length;
    this.#kept.set(name, configuration);
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

/** The first of some views that are together no longer than there is room for. */
function withRoomFor(views: readonly Waiting[], room: number): readonly Waiting[] {
  let left = room;
  const end = views.findIndex(({ length }) => {
    left -= length;
    return left < 0;
  });
  return end < 0 ? views : views.slice(0, end);
}

function keysOf({ instances, services }: Traits): ReadonlySet<string> {
  return new Set([...services, ...instances.flatMap(({ source, peers, addresses }) => [source ?? [], peers, addresses].flat())]);
}
