import type { NamedRule, SuppressionComment } from './suppression-comment.ts';

/** A rule that a comment names, and what came of it. */
export interface RuleUse extends NamedRule {
  /** Whether there is such a rule, or one that the pattern matches. */
  readonly isKnown: boolean;
  /** Rules that may have been meant where it is not known. */
  readonly meant: readonly string[];
  /** Whether all that it names are rules that no comment suppresses. */
  readonly isUnsuppressible: boolean;
  /** Whether any rule that it names was asked. */
  readonly isActive: boolean;
  /** Whether it has suppressed a finding, or ended a suppression. */
  readonly isUsed: boolean;
}

/** A comment that is meant to suppress findings, and what came of it in all views that read it. */
export interface SuppressionUse extends Omit<SuppressionComment, 'rules'> {
  readonly rules: readonly RuleUse[];
  /** Of a `kvlint-enable` that names no rule: whether there was something to end. */
  readonly isUsed: boolean;
  /** Rules that have findings where the comment would count if it named them; sorted. */
  readonly wouldSuppress: readonly string[];
}
