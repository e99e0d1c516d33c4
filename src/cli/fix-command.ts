import { dirname, relative, sep } from 'node:path';
import type { LintOptions } from '../engine/lint.ts';
import type { Reader, Root } from '../engine/reader.ts';
import type { Finding } from '../finding/finding.ts';
import { relint } from '../fixing/edited-files.ts';
import { type FixedFile, type Fixes, fixFindings } from '../fixing/fix-findings.ts';
import { loadColors } from '../report/colors.ts';
import { count, enumerate } from '../report/prose.ts';
import type { Safety } from '../rule/fix.ts';
import { appearanceOf } from './appearance.ts';
import type { ColorFlag } from './color-option.ts';
import type { Gathered } from './gather.ts';
import type { Tell } from './notices.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { writeFixed } from './write-fixed.ts';

/** The options that ask for fixes. */
export interface FixFlags {
  readonly fix: boolean;
  readonly fixUnsafe: boolean;
  readonly fixDryRun: boolean;
}

/** Which fixes are wanted; null for none. */
export function wantedFixes({ fix, fixUnsafe, fixDryRun }: FixFlags): Safety | null {
  if (fixUnsafe) return 'unsafe';
  return fix || fixDryRun ? 'safe' : null;
}

/** Fixes what may be fixed; nothing is written yet. */
export function computeFixes(roots: readonly Root[], gathered: Gathered, safety: Safety, options: LintOptions, session: Session): Fixes {
  return fixFindings(roots, gathered.reader, { ...options, safety, mayEdit: editableFiles(roots, gathered, session) });
}

/**
 * What was asked for may be edited, and what it includes where that lies below the working directory or beside it. Other roots were only read to be
 * compared with, and what else is included belongs to this machine rather than to the files at hand.
 */
function editableFiles(roots: readonly Root[], { given, stdin }: Gathered, { workingDirectory }: Session): (path: string) => boolean {
  const asked = new Set(stdin ? [...given, stdin.path] : given);
  const own = roots.filter(({ path }) => asked.has(path));
  const others = new Set(roots.filter(({ path }) => !asked.has(path)).map(({ path }) => path));
  const directories = [workingDirectory, ...own.map(({ absolute }) => dirname(absolute))].filter((each) => dirname(each) !== each);
  const shownInside = (path: string): boolean =>
    !path.startsWith('/') ||
    directories.some((directory) => {
      const way = relative(directory, path);
      return way !== '..' && !way.startsWith(`..${sep}`);
    });
  return (path) => asked.has(path) || (!others.has(path) && shownInside(path));
}

/** Shows what the fixes would change. True where that is anything. */
export async function showFixes(
  { files, before, after, ...rest }: Fixes,
  color: ColorFlag | undefined,
  session: Session,
): Promise<boolean> {
  const { fixDiff } = await import('./fix-diff.ts');
  const colors = await loadColors(appearanceOf(session.stdout, session, color).color);
  for (const file of files) {
    session.stdout.write(
      fixDiff(
        file,
        (path, line) => before.line(path, line),
        (path, line) => after.line(path, line),
        colors,
      ),
    );
  }
  sayFixes('Would fix', { ...rest, files, before, after }, files, session);
  return files.length > 0;
}

/**
 * Writes the files that were fixed, and says which. Standard input goes, fixed or not, to standard output. Where a file cannot be written, that is
 * said and the others are; `linted` is then what is found in the files as they are.
 */
export function writeFixes(
  fixes: Fixes,
  {
    roots,
    gathered,
    options,
    tell,
    session,
  }: { roots: readonly Root[]; gathered: Gathered; options: LintOptions; tell: Tell; session: Session },
): { linted: Fixes['after']; isWritten: boolean } {
  const { reader, stdin } = gathered;
  const written: FixedFile[] = [];
  for (const file of fixes.files) {
    if (file.absolute !== stdin?.absolute && !tryToWrite(file, tell)) continue;
    written.push(file);
  }
  if (stdin) session.stdout.write(fixedText(stdin, fixes, reader));
  sayFixes('Fixed', fixes, written, session);
  const isWritten = written.length === fixes.files.length;
  return { linted: isWritten ? fixes.after : relint(roots, reader, written, options), isWritten };
}

function tryToWrite(file: FixedFile, tell: Tell): boolean {
  try {
    writeFixed(file);
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell({ level: 'error', message: error.message });
    return false;
  }
}

function fixedText({ absolute }: Root, { files }: Fixes, reader: Reader): string {
  const fixed = files.find((file) => file.absolute === absolute);
  if (fixed) return fixed.after;
  const read = reader.read(absolute);
  return 'error' in read ? '' : read.text;
}

function sayFixes(did: string, { fixed, takenBack, isComplete }: Fixes, files: readonly FixedFile[], { stderr }: Session): void {
  const paths = new Set(files.map(({ path }) => path));
  const done = fixed.filter(({ fix }) => fix?.edits.every(({ path }) => paths.has(path)));
  const lines = [
    done.length > 0
      ? `${did} ${count(done.length, 'finding')} in ${enumerate([...paths].slice(0, MAX_NAMED))}${more(paths.size)}.`
      : fixed.length + takenBack.length > 0
        ? 'Nothing fixed.'
        : 'Nothing to fix.',
    ...takenBack.map(({ finding, because }) => `Not fixed: ${placeOf(finding)} [${finding.rule}]: ${because}.`),
    ...(isComplete ? [] : [fixed.length > 0 ? 'There is more to fix: run it again.' : UNTRIED]),
  ];
  stderr.write(`${lines.join('\n')}\n`);
}

/** The same would come of it if it were run again. */
const UNTRIED = 'There are more fixes, which were not tried: none of these could be made. Mend what is named here by hand first.';

/** Files that are named; of more, their number. */
const MAX_NAMED = 5;

function more(files: number): string {
  return files > MAX_NAMED ? ` and ${count(files - MAX_NAMED, 'more file')}` : '';
}

function placeOf({ path, line }: Finding): string {
  return `${path}:${line}`;
}
