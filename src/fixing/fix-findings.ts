import { type LintOptions, lint } from '../engine/lint.ts';
import type { Reader, Root } from '../engine/reader.ts';
import type { Finding } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import type { Safety } from '../rule/fix.ts';
import { relint } from './edited-files.ts';
import { FixRun, isWanted, withoutRefused } from './fix-run.ts';
import { lookAt } from './related-roots.ts';
import { standingOf, whyWorse } from './standing.ts';

export interface FixOptions extends LintOptions {
  /** `safe`: only fixes that change nothing but what their finding is about. `unsafe`: all. */
  readonly safety: Safety;
  /** Which files may be edited, by the paths that reports show; all where left out. A fix that needs another one is not made. */
  readonly mayEdit?: (path: string) => boolean;
}

/** A file whose text is another one now. */
export interface FixedFile {
  /** As reports show it. */
  readonly path: string;
  /** As the reader knows it. */
  readonly absolute: string;
  readonly before: string;
  readonly after: string;
}

/** A finding that has a fix, and keeps it: the result would have been worse. */
export interface TakenBack {
  readonly finding: Finding;
  /** A clause. */
  readonly because: string;
}

export interface Fixes {
  /** Sorted by path. Nothing is written: that is for who asked. */
  readonly files: readonly FixedFile[];
  /** What was mended, with the places that it had when it was. */
  readonly fixed: readonly Finding[];
  readonly takenBack: readonly TakenBack[];
  /** Of the files as they were. */
  readonly before: Report;
  /** Of the files as they are now. */
  readonly after: Report;
  /** False where there was more to do than the limits allow; another run goes on. */
  readonly isComplete: boolean;
}

/**
 * Makes the edits that the findings of some root files carry, until there is nothing more to make. Whatever makes a new warning or error, or makes
 * keepalived's config test end worse, is taken back. No file is touched: the result is texts.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function fixFindings(roots: readonly Root[], reader: Reader, options: FixOptions): Fixes {
  const { report, parts } = lookAt(roots, reader, options);
  const fixable = new Set(report.findings.flatMap((finding) => (isWanted(finding, options) ? [finding.root] : [])));
  const touched = parts.filter((part) => part.some(({ path }) => fixable.has(path)));
  return (touched.length > 1 ? fixApart(touched, roots, reader, options, report) : null) ?? new FixRun(roots, reader, options).run(report);
}

/**
 * Mends root files that have nothing to do with each other one after the other, which takes time in proportion to their number. Null where they have to do
 * with each other once they are mended.
 */
function fixApart(
  parts: readonly (readonly Root[])[],
  roots: readonly Root[],
  reader: Reader,
  options: FixOptions,
  before: Report,
): Fixes | null {
  const runs = parts.map((part) => {
    const run = new FixRun(part, reader, options);
    return { fixes: run.run(lint(part, reader, options)), refused: run.refused };
  });
  const files = runs.flatMap(({ fixes }) => fixes.files).sort((a, b) => (a.path < b.path ? -1 : 1));
  const after = files.length > 0 ? relint(roots, reader, files, options) : before;
  if (whyWorse(standingOf(before, []), standingOf(after, [])) !== null) return null;
  return {
    files,
    fixed: runs.flatMap(({ fixes }) => fixes.fixed),
    takenBack: runs.flatMap(({ fixes }) => fixes.takenBack),
    before,
    after: withoutRefused(
      after,
      runs.flatMap(({ refused }) => refused),
    ),
    isComplete: runs.every(({ fixes }) => fixes.isComplete),
  };
}
