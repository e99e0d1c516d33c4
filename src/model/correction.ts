import type { Span } from '../../grammar/tree.ts';
import type { EntryMistake } from '../binding/entries/entry.ts';
import type { CheckId } from '../daemon/checks/index.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { CorrectionData } from './correction-data.ts';

/**
 * Something that keepalived does to what was written because of something else that was written, or that was left out. What a line
 * says wrongly by itself is a `Misfit` instead. `check` names the condition (`strict/no-authentication`); the rules put it into words.
 */
export interface Correction<C extends CheckId = CheckId> {
  readonly check: C;
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
  /** Text of the configuration: as it was written, and as it would read with what keepalived uses. Whatever is more than such a text is `data`. */
  readonly written?: string;
  readonly used?: string;
  /** What else is to be told of this check. */
  readonly data: DataOf<C>;
  /** The mistake in an entry that it stands for: an address, a route or a rule. */
  readonly mistake?: EntryMistake;
}

/** What the corrections of a check tell; undefined where that is nothing of its own. */
type DataOf<C extends CheckId> = C extends keyof CorrectionData ? CorrectionData[C] : undefined;

/**
 * What keepalived does. `overrides`: goes on with another value. `drops`: leaves out something that it would use otherwise. `ignores`: takes
 * no notice of what was written. `exits`: stops reading at once. `refuses`: does not run at all. `faults`: keeps the instance in fault state.
 * `reports`: only says so.
 */
export type Effect = 'overrides' | 'drops' | 'ignores' | 'exits' | 'refuses' | 'faults' | 'reports';

/** What the config test shows of a correction: nothing where keepalived does not get so far. */
export function shownVerdict({ masked, verdict }: Correction): Verdict {
  return masked ? 'silent' : verdict;
}

/** What a correction tells beside what it is and where. */
type More = Pick<Correction, 'against' | 'reportedAt' | 'again' | 'written' | 'used' | 'mistake'>;

const NO_MORE: More = {};

/** Notes a correction of one subject, with the data that its check has. */
export type Correct = <C extends CheckId>(
  check: C,
  effect: Effect,
  verdict: Verdict,
  at: Span,
  ...more: C extends keyof CorrectionData ? [more: More & { readonly data: CorrectionData[C] }] : [more?: More]
) => void;

/** Gathers the corrections of one view in the order in which keepalived makes them. */
export class CorrectionList {
  readonly all: Correction[] = [];
  /** Where a missing word makes keepalived stop reading; null where nothing does. */
  private readonly exit: Span | null;
  private readonly onlyLogs: boolean;
  private stopped = false;
  /** An entry names an interface that cannot be: keepalived reads on, and refuses to run when all is read. */
  private lacksInterface = false;

  /** `onlyLogs`: the process writes to the log what its later versions report. */
  constructor(exit: Span | null, onlyLogs = false) {
    this.exit = exit;
    this.onlyLogs = onlyLogs;
  }

  /** The way to note what happens to one instance, group or server. */
  about(subject: string): Correct {
    return <C extends CheckId>(
      check: C,
      effect: Effect,
      verdict: Verdict,
      at: Span,
      more: More & { readonly data?: unknown } = NO_MORE,
    ) => {
      const masked = this.stopped || (this.exit !== null && at.start > this.exit.start);
      const shown = this.onlyLogs && verdict === 'reports' ? 'logs' : verdict;
      const { against, reportedAt, again, written, used, mistake } = more;
      const data = more.data as DataOf<C>;
      // Without a spread, which would give each kind of thousands of corrections a shape of its own.
      this.all.push({ check, effect, verdict: shown, masked, at, against, reportedAt, again, subject, written, used, data, mistake });
      if (effect === 'refuses') this.stopped = true;
      if (mistake?.fault === 'refuses' && !masked) this.lacksInterface = true;
    };
  }

  /** Whether keepalived refuses to run at some point. */
  get hasStopped(): boolean {
    return this.stopped;
  }

  /** Everything has been read; what follows comes only where keepalived gets there. */
  allRead(): void {
    this.stopped ||= this.exit !== null || this.lacksInterface;
  }
}

/** The corrections of some checks by what they happen to, the first where there are several. */
export function bySubject(corrections: readonly Correction[], checks: ReadonlySet<string>): ReadonlyMap<string, Correction> {
  const found = new Map<string, Correction>();
  for (const correction of corrections) {
    if (checks.has(correction.check) && !found.has(correction.subject)) found.set(correction.subject, correction);
  }
  return found;
}
