import type { Span } from '../../grammar/tree.ts';
import type { Verdict } from '../finding/finding.ts';

/**
 * Something that keepalived does to what was written because of something else that was written, or that was left out. What a line
 * says wrongly by itself is a `Remark` instead. `check` names the condition (`strict/no-authentication`); the rules put it into words.
 */
export interface Correction {
  readonly check: string;
  readonly effect: Effect;
  /** What the config test of this version shows, when it gets so far. */
  readonly verdict: Verdict;
  /** Whether keepalived stops before it gets so far, because of something else that makes it refuse to run. */
  readonly masked: boolean;
  /** The narrowest place that is at fault. */
  readonly at: Span;
  /** The other half of a conflict, such as the `vrrp_strict` that forbids it. */
  readonly against?: Span;
  /** Where keepalived says it is, if on another line than `at`: most often the closing brace of the block. */
  readonly reportedAt?: Span;
  /** keepalived says about the same mistake again what another correction holds already. */
  readonly again?: true;
  /** The instance, group or server it happens to. */
  readonly subject: string;
  /** What the message needs: values as written and as used. */
  readonly written?: string;
  readonly used?: string;
}

/**
 * What keepalived does. `overrides`: goes on with another value. `drops`: leaves out something that it would use otherwise. `ignores`: takes
 * no notice of what was written. `refuses`: does not run at all. `faults`: keeps the instance in fault state. `reports`: only says so.
 */
export type Effect = 'overrides' | 'drops' | 'ignores' | 'refuses' | 'faults' | 'reports';

/** What a correction tells beside what it is and where. */
type More = Pick<Correction, 'against' | 'reportedAt' | 'again' | 'written' | 'used'>;

/** Notes a correction of one subject. */
export type Correct = (check: string, effect: Effect, verdict: Verdict, at: Span, more?: More) => void;

/** Gathers the corrections of one view in the order in which keepalived makes them. */
export class CorrectionList {
  readonly all: Correction[] = [];
  /** Where a missing word makes keepalived stop reading; null where nothing does. */
  private readonly exit: Span | null;
  private stopped = false;

  constructor(exit: Span | null) {
    this.exit = exit;
  }

  /** The way to note what happens to one instance, group or server. */
  about(subject: string): Correct {
    return (check, effect, verdict, at, more = {}) => {
      const masked = this.stopped || (this.exit !== null && at.start > this.exit.start);
      this.all.push({ check, effect, verdict, masked, at, subject, ...more });
      if (effect === 'refuses') this.stopped = true;
    };
  }

  /** Whether keepalived refuses to run at some point. */
  get hasStopped(): boolean {
    return this.stopped;
  }

  /** Everything has been read; what follows comes only where keepalived gets there. */
  allRead(): void {
    this.stopped ||= this.exit !== null;
  }
}
