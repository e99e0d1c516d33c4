import { INTERNAL_ERROR } from '../engine/rule-run.ts';
import type { Report } from '../finding/report.ts';
import { compareSeverity, SEVERITIES } from '../rule/severity.ts';

/** What kvlint's exit status says. */
export const ExitCode = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  findings: 1,
  /** Wrong usage, settings or input: no file matched, a file or something that it includes was not read. */
  usage: 2,
  /** A fault of kvlint. */
  internal: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export const FAIL_ON = [...SEVERITIES, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The exit status for what was found. */
export function exitCodeOf(report: Report, failOn: FailOn, maxWarnings: number | null): ExitCode {
  if (report.findings.some(({ rule }) => rule === INTERNAL_ERROR)) return ExitCode.internal;
  // Who never wants to fail for what stands in a configuration does not for what an include line of it leads to: it is still said.
  if (report.unread.length > 0 && failOn !== 'never') return ExitCode.usage;
  if (failOn !== 'never' && report.findings.some(({ severity }) => compareSeverity(severity, failOn) <= 0)) return ExitCode.findings;
  return maxWarnings !== null && report.summary.warnings > maxWarnings ? ExitCode.findings : ExitCode.clean;
}
