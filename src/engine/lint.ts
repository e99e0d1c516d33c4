import type { Target } from '../binding/target.ts';
import type { NamedCluster } from '../cluster/group.ts';
import type { Report } from '../finding/report.ts';
import type { Rule } from '../rule/rule.ts';
import type { Baseline } from './baseline.ts';
import type { Filter } from './filter.ts';
import type { LintStore } from './lint-cache.ts';
import { LintRun } from './lint-run.ts';
import type { Reader, Root } from './reader.ts';
import type { Selection } from './selection.ts';
import type { ViewSelection } from './views.ts';

/** What may be otherwise for one root file. */
export interface RootOptions extends Selection {
  readonly target: Target;
}

/**
 * What to lint for. What follows from these alone, such as which rules are asked, is found once for an object: an editor that lints again and again
 * hands in the same one, and changes nothing in it.
 */
export interface LintOptions extends Selection, ViewSelection {
  /** What is asked. */
  readonly rules: readonly Rule[];
  /** What is read for. */
  readonly target: Target;
  /** What holds for a root file in place of what is said here; null: nothing else. The same object for root files that are linted alike. */
  readonly ofRoot?: (root: Root) => RootOptions | null;
  /** Clusters that the user named; nodes that are in none of these are grouped by what they have in common. False: nodes are not compared. */
  readonly clusters?: readonly NamedCluster[] | false;
  /** Whether comments in the configurations suppress findings; true where left out. */
  readonly inlineConfig?: boolean;
  /** Findings that are known and not told again; {@link Report.baseline} says what came of it. */
  readonly baseline?: Baseline | null;
  /** What decides about findings before they are reported, in this order. */
  readonly filters?: readonly Filter[];
  /** Version of kvlint, for the report. */
  readonly kvlint: string;
  /** What earlier runs came to, which is taken where all that decided it is the same. */
  readonly store?: LintStore | null;
  /** Told before each root file, and when all have been read, how many are done. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Lints root files, each in all its views. Nothing is printed and no file is touched but through the reader and the store.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function lint(roots: readonly Root[], reader: Reader, options: LintOptions): Report {
  const run = new LintRun(reader, options);
  for (const [done, root] of roots.entries()) {
    options.progress?.(done, roots.length);
    run.take(root);
  }
  options.progress?.(roots.length, roots.length);
  return run.report();
}
