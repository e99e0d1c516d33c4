import { memoized } from '../../grammar/memoized.ts';
import type { ClusterEvent } from '../behaviour/event.ts';
import type { Holding } from '../behaviour/outcome.ts';
import { shortNames } from './short-names.ts';

/** The short names of a cluster's nodes, in all that is shown of them. */
export class NodeLabels {
  private readonly short: ReadonlyMap<string, string>;
  /** The same reason holds for many addresses and events. */
  private readonly sentences = new Map<string, string>();

  constructor(nodes: readonly string[]) {
    this.short = shortNames(nodes);
  }

  /** Each name and what is shown of it. */
  get all(): Iterable<readonly [name: string, label: string]> {
    return this.short;
  }

  readonly inHolding = memoized(({ holders, because, leftBehind, perhapsLeftBehind }: Holding): Holding => {
    return {
      holders: holders?.map((name) => this.of(name)) ?? null,
      ...(because !== undefined && { because: this.inText(because) }),
      ...(leftBehind && { leftBehind: leftBehind.map((name) => this.of(name)) }),
      ...(perhapsLeftBehind && { perhapsLeftBehind: perhapsLeftBehind.map((name) => this.of(name)) }),
    };
  });

  inEvent(event: ClusterEvent): ClusterEvent {
    if (event.kind === 'link-cut') return { ...event, nodes: [this.of(event.nodes[0]), this.of(event.nodes[1])] };
    if (event.kind === 'oneway-cut') return { ...event, from: this.of(event.from), to: this.of(event.to) };
    return { ...event, node: this.of(event.node) };
  }

  of(name: string): string {
    return this.short.get(name) ?? name;
  }

  /** Sentences have names in quotes. */
  private inText(text: string): string {
    const known = this.sentences.get(text);
    if (known !== undefined) return known;
    const short = text.replace(/'([^']+)'/g, (quoted, name: string) => (this.short.has(name) ? `'${this.of(name)}'` : quoted));
    this.sentences.set(text, short);
    return short;
  }
}
