import type { InstanceTraits, Traits } from './traits.ts';

/** A root file with its views. What is said of a file by its name and place is said of all of them. */
export interface Unit {
  /** Its place in the list of units. */
  readonly index: number;
  readonly root: string;
  /** The folders and the file name of its path. */
  readonly names: readonly string[];
  /** The views that are nodes of their own. A view that plays the part of an earlier one, such as one for debugging, is none. */
  readonly views: readonly Traits[];
  /** What the first view runs. */
  readonly instances: readonly InstanceTraits[];
  readonly services: readonly string[];
}

/** Root files in the order of their first view. */
export function unitsOf(traits: readonly Traits[]): readonly Unit[] {
  const byRoot = new Map<string, Traits[]>();
  for (const view of traits) {
    const views = byRoot.get(view.root);
    if (views) views.push(view);
    else byRoot.set(view.root, [view]);
  }
  return [...byRoot].map(([root, all], index) => {
    const parts = new Map(all.map((view) => [partOf(view.instances), view] as const).reverse());
    const views = all.filter((view) => parts.get(partOf(view.instances)) === view);
    const [first] = views;
    return { index, root, names: root.split('/'), views, instances: first?.instances ?? [], services: first?.services ?? [] };
  });
}

/** The part that a node plays, in one text: nodes with the same one cannot be told apart. */
export function partOf(instances: readonly InstanceTraits[]): string {
  return JSON.stringify(
    instances.map(({ virtualRouterId, state, priority, source, peers, addresses }) => [
      virtualRouterId,
      state,
      priority,
      source,
      peers,
      addresses,
    ]),
  );
}

/** What instances of one virtual router have in common: the address family and the virtual router ID. */
export function routerKey({ family, virtualRouterId }: InstanceTraits): string {
  return `${family} ${virtualRouterId}`;
}
