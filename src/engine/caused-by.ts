import type { Finding } from '../finding/finding.ts';
import type { Rule } from '../rule/rule.ts';
import type { Filter } from './filter.ts';

export interface Causes {
  /** Files, by the paths that reports show. */
  readonly files: Iterable<string>;
  /** Whether there are others that are not there any more. */
  readonly isGone?: boolean;
  /** Root files that read none of these: they are there to be compared with those that do. */
  readonly mates?: Iterable<string>;
  /** Root files whose findings are all kept, whatever file they stand in. */
  readonly roots?: Iterable<string>;
  /** The rules that are asked. */
  readonly rules: readonly Rule[];
}

/**
 * Keeps what some files may have caused: what stands in them, what explains itself by a place or a definition in them, and what is not there and
 * may have stood in them. The other files are read all the same.
 */
export function causedBy({ files, isGone = false, mates = [], roots = [], rules }: Causes): Filter {
  const given = new Set(files);
  const whole = new Set(roots);
  const strangers = new Set(mates);
  const misses = new Map(rules.map((rule) => [rule.id, rule.misses]));
  const mayHaveHeld = ({ rule, root, filesAbove = [] }: Finding): boolean => {
    const where = misses.get(rule);
    if (where === undefined || strangers.has(root)) return false;
    return isGone || where === 'anywhere' || (where === 'above' && filesAbove.some((path) => given.has(path)));
  };
  return (findings) =>
    findings.filter((finding) => {
      const { path, root, related, way } = finding;
      if (given.has(path) || whole.has(root) || mayHaveHeld(finding)) return true;
      // That a given file includes another one says nothing about what stands there.
      return [...related, ...way.filter(({ by }) => by !== 'include')].some((place) => given.has(place.path));
    });
}
