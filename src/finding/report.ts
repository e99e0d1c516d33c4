import type { Version } from '../../grammar/version.ts';
import type { ProfileName, RuleInfo } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import type { DistinctFinding, Finding, Location } from './finding.ts';
import type { Unread } from './unread.ts';

/** One root file and the views of it that were linted. */
export interface LintedFile {
  readonly path: string;
  /** The file that it stands in, where it is a value of a ConfigMap; places in findings name that. */
  readonly holder?: string;
  readonly views: readonly (string | null)[];
  /** The keepalived version that was assumed. */
  readonly keepalived: Version;
  /** Whether that version can test a configuration (`-t`). */
  readonly hasConfigTest: boolean;
}

/** Everything a reporter may know: what was linted and what was found. Nothing in it holds a secret. */
export interface Report {
  /** Version of kvlint. */
  readonly kvlint: string;
  /** The keepalived version that was assumed where nothing else is said of a file. */
  readonly keepalived: Version;
  readonly files: readonly LintedFile[];
  /** For programs: one for each root file. Sorted by path, line, column, severity and rule. */
  readonly findings: readonly Finding[];
  /** For readers: the same, once for all root files that include the place. */
  readonly distinct: readonly DistinctFinding[];
  /** Findings that a comment or the baseline suppresses, sorted alike. They count for nothing else in the report. */
  readonly suppressed: readonly Finding[];
  /** What came of the baseline; null where there is none. */
  readonly baseline: BaselineOutcome | null;
  /** Every rule that was switched on, sorted by id, with the severity it had. */
  readonly rules: readonly ActiveRule[];
  readonly summary: Summary;
  /** How each profile that was asked for came out, in the order asked. */
  readonly profiles: readonly ProfileResult[];
  /** Includes whose file was not read, though keepalived may well read it; sorted by place. Nothing of the rest is sure while there are any. */
  readonly unread: readonly Unread[];
  /** The files that were read, roots and included ones. */
  readonly read: readonly string[];
  /** A line of a file that was read, secrets masked; null where there is no such line. */
  line(path: string, line: number): string | null;
  /** The first line of a place, secrets masked; null where there is no such line. */
  excerpt(location: Location): MaskedLine | null;
}

/** What came of a baseline in a run. */
export interface BaselineOutcome {
  /** What it holds after the run: all that it was needed for, what the run did not look at, and what was taken into it. Sorted. */
  readonly keys: readonly string[];
  /** Keys of it that nothing has any more; sorted. */
  readonly stale: readonly string[];
  /** How many keys came into it. */
  readonly added: number;
}

/** A line of a file without secrets. */
export interface MaskedLine {
  readonly text: string;
  /** The place that was asked for, with the columns that it has in this text. */
  readonly location: Location;
}

export interface ActiveRule {
  readonly info: RuleInfo;
  readonly severity: Severity;
}

/** How many distinct findings one profile has by itself. */
export interface ProfileResult {
  readonly name: ProfileName;
  readonly errors: number;
  readonly warnings: number;
}

/** How much was read, and how many distinct findings there are. */
export interface Summary {
  readonly files: number;
  /** (root file, config-id) pairs. */
  readonly views: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}
