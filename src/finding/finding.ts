import type { Verdict } from '../daemon/verdict.ts';
import type { ProfileName } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import type { FindingFix } from './fix.ts';

/** A piece of a file. Lines and columns start at 1 (UTF-16 code units); the end column is not included. */
export interface Location {
  /** Relative to the working directory where that is possible, with forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Another place that explains a finding. */
export interface RelatedLocation extends Location {
  readonly message: string;
}

/** What put a text where it is. */
export interface WayStep extends RelatedLocation {
  readonly by: 'include' | 'definition' | 'repetition';
}

/** What keeps a finding from being told: a comment in the configuration, or the baseline. */
export interface Suppression {
  readonly by: 'comment' | 'baseline';
  /** What the comment gives for a reason. */
  readonly reason: string | null;
}

/** One thing that is wrong. Its texts hold no secrets. */
export interface Finding extends Location {
  /** Id of the rule, such as `l3/no-vmac`. */
  readonly rule: string;
  /**
   * What it is about ({@link formatKey}): the same in every run for as long as that stays where it is in the blocks of the configuration, and no other
   * finding of the rule has it, but one about the same place in other views.
   */
  readonly key: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence that stands alone. */
  readonly summary: string;
  /** What keepalived makes of it and why that hurts; null where the summary says it all. */
  readonly detail: string | null;
  /** How to mend it; null where the rule's own advice says it all. */
  readonly advice: string | null;
  /** The edits that mend it; null where only a person can, or where the text at fault is not written plainly. No edit holds a secret. */
  readonly fix: FindingFix | null;
  /** The root file that was linted. */
  readonly root: string;
  /** The config-ids for which it holds; null is the view in which no id matches. */
  readonly views: readonly (string | null)[];
  /** Other places that the message is about. */
  readonly related: readonly RelatedLocation[];
  /** The includes, definitions and repetitions that put the text there, nearest first. */
  readonly way: readonly WayStep[];
  /** What keepalived's config test does about it in each of {@link views}, in their order. */
  readonly verdicts: readonly Verdict[];
  /** Of what is not there and must stand above: the files that are read before it. */
  readonly filesAbove?: readonly string[];
  /** keepalived reports it, and the exit status of its config test stays what it is. */
  readonly uncounted?: true;
  /** It keeps keepalived's config test from ever ending. */
  readonly hangs?: true;
  /** Where there are too many to list: how many findings of its rule it stands for. */
  readonly standsFor?: number;
  /** Why it is not told; only in {@link Report.suppressed}. */
  readonly suppressed?: Suppression;
  /** The severity that it has in each profile that was asked for and knows it. */
  readonly byProfile: ReadonlyMap<ProfileName, Severity>;
}

/** A finding as a reader wants it: once, however many root files include the place. */
export interface DistinctFinding extends Finding {
  /** The root files beside {@link Finding.root} in which it was found too. */
  readonly otherRoots: readonly string[];
}

/** From the one that hurts most. */
const VERDICTS: readonly Verdict[] = ['refuses', 'reports', 'logs', 'silent'];

/** The worst that keepalived does about a finding in any of its views. */
export function worstVerdict({ verdicts }: Pick<Finding, 'verdicts'>): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'silent';
}
