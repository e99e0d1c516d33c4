import type { LintOptions } from '../engine/lint.ts';
import { LintRun } from '../engine/lint-run.ts';
import type { Reader, Root } from '../engine/reader.ts';
import type { Report } from '../finding/report.ts';

/** What is found in some root files, and which of them have to do with each other. */
export interface Look {
  readonly report: Report;
  readonly parts: readonly (readonly Root[])[];
}

/** Lints root files. Throws `UnreadableRootError` for one that cannot be read. */
export function lookAt(roots: readonly Root[], reader: Reader, options: LintOptions): Look {
  const run = new LintRun(reader, options);
  for (const root of roots) run.take(root);
  return { report: run.report(), parts: run.parts };
}
