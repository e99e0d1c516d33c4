import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import type { Finding } from '../finding/finding.ts';
import { compareFindings } from '../finding/order.ts';

/**
 * Places in texts that another file holds, such as the values of a ConfigMap: findings name the file that somebody can open. Such a text keeps its
 * own path until the findings have their keys, because that tells it from others in the file.
 */
export class HeldPlaces {
  readonly #sources: ReadonlyMap<string, Source>;
  /** By the file that holds them, in the order of its lines. */
  readonly #byHolder = new Map<string, Source[]>();

  constructor(sources: ReadonlyMap<string, Source>) {
    this.#sources = sources;
    for (const source of sources.values()) {
      if (source.holder === null) continue;
      const held = this.#byHolder.get(source.holder.path) ?? [];
      this.#byHolder.set(source.holder.path, held);
      held.push(source);
    }
    for (const held of this.#byHolder.values()) held.sort((a, b) => aboveOf(a) - aboveOf(b));
  }

  /** The same place in the file that holds it. */
  at<P extends { readonly path: string }>(place: P): P {
    const holder = this.#sources.get(place.path)?.holder;
    return holder ? { ...place, path: holder.path } : place;
  }

  /** All findings in the order of the files. */
  all(findings: readonly Finding[]): readonly Finding[] {
    return this.#byHolder.size === 0 ? findings : findings.map((each) => this.#of(each)).sort(compareFindings);
  }

  /** A finding with the places of the files that somebody can open. An edit of such a text would have to know the language around it: there is none. */
  #of(finding: Finding): Finding {
    const { related, way, fix } = finding;
    return {
      ...this.at(finding),
      related: related.map((each) => this.at(each)),
      way: way.map((each) => this.at(each)),
      fix: fix?.edits.every(({ path }) => !this.#sources.get(path)?.holder) ? fix : null,
    };
  }

  /** The text that has a line of a file; of those that a file holds, the one in which the line stands. */
  source(path: string, line: number): Source | undefined {
    const own = this.#sources.get(path);
    if (own) return own;
    const held = this.#byHolder.get(path) ?? [];
    const source = held[partitionPoint(held, (each) => aboveOf(each) < line) - 1];
    return source && line <= source.lineCount ? source : undefined;
  }
}

function aboveOf({ holder }: Source): number {
  return holder?.above ?? 0;
}
