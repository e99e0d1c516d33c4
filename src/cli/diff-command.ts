import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { type Comparison, compare } from '../engine/compare.ts';
import { loadColors } from '../report/colors.ts';
import { appearanceOf } from './appearance.ts';
import { type QuestionFlags, readForOf, requireFormat } from './begin.ts';
import { checkMembers, clustersOf } from './cluster-options.ts';
import { diffJson } from './diff-json.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { diffText } from './diff-text.ts';
import { ExitCode } from './exit-code.ts';
import { type Gathered, gather } from './gather.ts';
import { readAllFacts } from './host-facts.ts';
import { parseProfiles, parseSeverities } from './lint-options.ts';
import { createTell, type Tell } from './notices.ts';
import { warnOfTemplates } from './odd-files.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

export interface DiffFlags extends QuestionFlags {
  readonly format: string;
  readonly base?: string;
  readonly profile: readonly string[];
  readonly rule: readonly string[];
  readonly facts: readonly string[];
  readonly cluster: readonly string[];
  readonly exitCode: boolean;
}

const FORMATS = ['text', 'json', 'markdown'];

/** Tells what changes when new configurations take the place of old ones. */
export async function diffCommand(paths: readonly string[], flags: DiffFlags, session: Session): Promise<ExitCode> {
  const { format, configId } = flags;
  requireFormat('A comparison cannot be given', format, FORMATS);
  const profiles = parseProfiles(flags.profile);
  const severities = parseSeverities(
    flags.rule,
    rules.map(({ id }) => id),
  );
  const tell = await createTell(session, flags.color);
  const [before, after] = await gatherSides(paths, flags, session, tell);
  if (!before || !after) return ExitCode.usage;
  const { target, selection, options } = await readForOf([after, before], flags, tell, session, { profiles, severities });
  warnOfTemplates([before, after], tell);
  requireConfigIds(configId, [before, after], target.version);
  const wanted = await clustersOf(flags.cluster, after.settings, session);

  const comparison = compare(before, after, {
    rules,
    ...options,
    named: wanted.named,
    kvlint: VERSION,
    facts: (nodes) => readAllFacts(flags.facts, [nodes], session),
    ...selection,
  });
  for (const each of comparison.unread) tell({ level: 'error', message: unreadMessage(each) });
  const known = comparison.nodes.flatMap((node) => [node.before ?? [], node.after ?? []].flat());
  checkMembers(wanted, comparison.clusters, known, tell);
  session.stdout.write(await show(comparison, target.version, flags, session));
  if (comparison.unread.length > 0) return ExitCode.usage;
  return flags.exitCode && isChange(comparison) ? ExitCode.findings : ExitCode.clean;
}

async function show(comparison: Comparison, keepalived: Version, { format, color }: DiffFlags, session: Session): Promise<string> {
  if (format === 'json') return diffJson(comparison, keepalived);
  if (format === 'markdown') return diffMarkdown(comparison);
  const appearance = appearanceOf(session.stdout, session, color);
  return diffText(comparison, appearance.width, await loadColors(appearance.color));
}

/** Whether anything is different, be it only what kvlint finds. */
function isChange({ changes, outcomes, findings }: Comparison): boolean {
  return changes.length + outcomes.length + findings.length > 0;
}

/** Finds the files of both sides; null where one has none. What is missing on one side only is a file that comes or goes. */
async function gatherSides(
  paths: readonly string[],
  flags: DiffFlags,
  session: Session,
  tell: Tell,
): Promise<readonly [Gathered, Gathered] | readonly [null, null]> {
  const sides = await (flags.base === undefined ? twoPaths(paths, flags, session) : twoMoments(paths, flags.base, flags, session));
  const [before, after] = sides;
  const isOneSided = (path: string, other: Gathered): boolean => !other.failures.some((each) => each.path === path);
  const isNothing = before.roots.length + after.roots.length === 0;
  const failures = [before, after].flatMap((side, index) => {
    const other = sides[1 - index];
    return side.failures.filter(({ path, missing, empty }) => {
      const mayBeGone = empty ?? (missing && flags.base !== undefined);
      return isNothing || !(mayBeGone && other && isOneSided(path, other));
    });
  });
  for (const message of new Set(failures.map((failure) => failure.message))) tell({ level: 'error', message });
  if (failures.length > 0 || isNothing) return [null, null];
  // Whoever names two folders means two states; one that holds none is more often a slip than a beginning.
  const lacking = flags.base === undefined ? sides.find(({ roots }) => roots.length === 0) : undefined;
  for (const { message } of lacking?.failures ?? []) tell({ level: 'warning', message });
  return [before, after];
}

async function twoMoments(
  paths: readonly string[],
  base: string,
  flags: DiffFlags,
  session: Session,
): Promise<readonly [Gathered, Gathered]> {
  if (paths.includes('-')) throw new UsageError('--base compares files with a commit; standard input has none. Write kvlint diff OLD -.');
  const parts = { ...flags, inRoots: true };
  return [await gather(paths, parts, session, { revision: base }), await gather(paths, parts, session)];
}

async function twoPaths(paths: readonly string[], flags: DiffFlags, session: Session): Promise<readonly [Gathered, Gathered]> {
  const [before, after] = paths;
  if (before === undefined || after === undefined || paths.length > 2) {
    throw new UsageError(
      'Name what there was and what there will be: kvlint diff OLD NEW. Or compare with a commit: kvlint diff --base REV [paths].',
    );
  }
  if (before === '-' && after === '-') throw new UsageError("Only one of the two can be '-', standard input.");
  return [await gatherFrom(before, flags, session), await gatherFrom(after, flags, session)];
}

/** A folder is looked at from inside, so that the same files of two folders have the same names; so is the folder of a file. */
async function gatherFrom(path: string, flags: DiffFlags, session: Session): Promise<Gathered> {
  if (path === '-' || path === '') return gather([path], flags, session);
  const absolute = resolve(session.workingDirectory, path);
  const isDirectory = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const workingDirectory = isDirectory ? absolute : dirname(absolute);
  const allowInclude = [session.workingDirectory, ...flags.allowInclude.map((each) => resolve(session.workingDirectory, each))];
  const found = await gather([isDirectory ? '.' : basename(absolute)], { ...flags, allowInclude }, { ...session, workingDirectory });
  const named = found.failures.map((failure) => ({
    ...failure,
    path,
    message: failure.message.replace(`'${isDirectory ? '.' : basename(absolute)}'`, `'${path}'`),
  }));
  return { ...found, failures: named };
}
