import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import type { Target } from '../binding/target.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import type { RootOptions } from '../engine/lint.ts';
import type { ViewSelection } from '../engine/views.ts';
import { type Given, RunSettings } from '../node/run-settings.ts';
import type { ColorFlag } from './color-option.ts';
import { type Gathered, type GatherFlags, gather } from './gather.ts';
import { versionWarning } from './keepalived-version.ts';
import { settingsFinder } from './load-settings.ts';
import { machineOf } from './machine.ts';
import { createTell, type Tell } from './notices.ts';
import { warnOfForeign } from './odd-files.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** The options of a command that answers a question about the views of some files. */
export interface QuestionFlags extends Pick<GatherFlags, 'allowInclude' | 'config'> {
  /** Where it is not given, the settings say it. */
  readonly keepalivedVersion?: Version;
  readonly configId: readonly string[];
  readonly unnamedView: boolean;
  readonly color?: ColorFlag;
}

/** What such a command begins with. */
export interface Question extends Gathered, ReadFor {
  readonly tell: Tell;
}

/** What the files are read for. */
export interface ReadFor {
  readonly target: Target;
  readonly selection: ViewSelection;
  /** All that holds for them: what the command line asks for, and what the settings of the first root file say. */
  readonly options: RootOptions;
}

/** Finds the files, and tells what could not be found or read. Without roots there is nothing to answer. */
export async function begin(paths: readonly string[], flags: QuestionFlags, session: Session): Promise<Question> {
  const tell = await createTell(session, flags.color);
  const gathered = await gather(paths, flags, session);
  for (const { message } of gathered.failures) tell({ level: 'error', message });
  const readFor = await readForOf([gathered], flags, tell, session);
  if (gathered.roots.length > 0) requireConfigIds(flags.configId, [gathered], readFor.target.version);
  return { ...gathered, ...readFor, tell };
}

/**
 * The version and the views that are asked for. One answer is for one version of keepalived: where the settings of files say different ones, it is
 * that of the first.
 */
export async function readForOf(
  sides: readonly Gathered[],
  flags: QuestionFlags,
  tell: Tell,
  session: Session,
  asked: Pick<Given, 'profiles' | 'severities'> = NOTHING_ASKED,
): Promise<ReadFor> {
  const [side] = sides;
  const finder = side?.settings ?? settingsFinder(flags, session);
  const settings = await RunSettings.of(
    finder,
    { keepalivedVersion: flags.keepalivedVersion ?? null, ...asked },
    rules,
    machineOf(session),
  );
  const roots = sides.flatMap((each) => each.roots);
  const all = roots.map((root) => settings.ofRoot(root));
  const options = all[0] ?? { target: assumedTarget(flags.keepalivedVersion ?? NEWEST_VERSION), ...asked };
  const { target } = options;
  const warning = versionWarning(target.version);
  if (warning !== null) tell({ level: 'warning', message: warning });
  warnOfForeign(sides, tell);
  const other = all.find((each) => each.target.version !== target.version);
  if (other) {
    const message = `The settings give ${target.version} for '${roots[0]?.path}' and ${other.target.version} for others; all are read for ${target.version}. Name a version with -k.`;
    tell({ level: 'warning', message });
  }
  return { target, selection: { configIds: flags.configId, unnamedView: flags.unnamedView }, options };
}

const NOTHING_ASKED: Pick<Given, 'profiles' | 'severities'> = { profiles: [], severities: new Map() };

/** Throws `UsageError` for a format that a command does not have. `cannot`: such as `A verdict cannot be given`. */
export function requireFormat(cannot: string, format: string, formats: readonly string[]): void {
  if (formats.includes(format)) return;
  throw new UsageError(`${cannot} as '${format}'. Formats: ${formats.join(', ')}.${didYouMean(format, formats)}`);
}
