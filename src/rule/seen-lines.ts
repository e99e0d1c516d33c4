import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import { lineOf } from '../binding/text-problems.ts';
import type { Configuration } from '../model/configuration.ts';

/** Lines of the files that have been seen. */
export class SeenLines {
  private readonly seen = new Map<Source, Set<number>>();
  private readonly expansion: Configuration['expansion'];

  constructor({ expansion }: Configuration) {
    this.expansion = expansion;
  }

  isNew({ start }: Span): boolean {
    const origin = this.expansion.origin(start);
    const line = lineOf(origin);
    const lines = this.seen.get(origin.source) ?? new Set<number>();
    this.seen.set(origin.source, lines);
    if (lines.has(line)) return false;
    lines.add(line);
    return true;
  }
}
