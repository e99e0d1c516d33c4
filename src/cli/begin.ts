import type { Version } from '../../grammar/version.ts';
import type { Target } from '../binding/target.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import type { ViewSelection } from '../engine/views.ts';
import type { ColorFlag } from './color-option.ts';
import { type Gathered, type GatherFlags, gather } from './gather.ts';
import { versionWarning } from './keepalived-version.ts';
import { createTell, type Tell } from './notices.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** The options of a command that answers a question about the views of some files. */
export interface QuestionFlags extends Pick<GatherFlags, 'allowInclude'> {
  readonly keepalivedVersion: Version;
  readonly configId: readonly string[];
  readonly unnamedView: boolean;
  readonly color?: ColorFlag;
}

/** What such a command begins with. */
export interface Question extends Gathered {
  readonly tell: Tell;
  readonly target: Target;
  readonly selection: ViewSelection;
}

/** The version and the views that are asked for, and a way to say something about them. */
export async function prepare(flags: QuestionFlags, session: Session): Promise<Pick<Question, 'tell' | 'target' | 'selection'>> {
  const { keepalivedVersion, configId, unnamedView } = flags;
  const tell = await createTell(session, flags.color);
  const warning = versionWarning(keepalivedVersion);
  if (warning !== null) tell({ level: 'warning', message: warning });
  return { tell, target: assumedTarget(keepalivedVersion), selection: { configIds: configId, unnamedView } };
}

/** Finds the files, and tells what could not be found or read. Without roots there is nothing to answer. */
export async function begin(paths: readonly string[], flags: QuestionFlags, session: Session): Promise<Question> {
  const prepared = await prepare(flags, session);
  const gathered = await gather(paths, flags, session);
  for (const { message } of gathered.failures) prepared.tell({ level: 'error', message });
  if (gathered.roots.length > 0) requireConfigIds(flags.configId, [gathered], flags.keepalivedVersion);
  return { ...gathered, ...prepared };
}

/** Throws `UsageError` for a format that a command does not have. `cannot`: such as `A verdict cannot be given`. */
export function requireFormat(cannot: string, format: string, formats: readonly string[]): void {
  if (formats.includes(format)) return;
  throw new UsageError(`${cannot} as '${format}'. Formats: ${formats.join(', ')}.${didYouMean(format, formats)}`);
}
