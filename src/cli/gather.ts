import type { Root } from '../engine/reader.ts';
import { ConfigMapReader } from '../node/config-map-reader.ts';
import { type DiscoveryFailure, discover, type RootReader, type Skipped, stdinRoot } from '../node/discover.ts';
import type { SettingsFinder } from '../node/find-settings.ts';
import { GitError, openGitTree } from '../node/git-tree.ts';
import { createNodeReader, type NodeReader, showPath } from '../node/node-reader.ts';
import { type SettingsFlags, settingsFinder } from './load-settings.ts';
import type { Session } from './session.ts';
import { readStandardInput } from './standard-input.ts';
import { UsageError } from './usage-error.ts';

/** The options that say what is read. */
export interface GatherFlags extends SettingsFlags {
  readonly allowInclude: readonly string[];
  readonly stdinFilename?: string;
  readonly everyFileARoot?: boolean;
  readonly onlyGiven?: boolean;
  /** A fragment that is named by itself is read as a part of what includes it. */
  readonly inRoots?: boolean;
}

/** What a command is to look at. */
export interface Gathered {
  readonly reader: RootReader;
  readonly settings: SettingsFinder;
  readonly roots: readonly Root[];
  readonly given: readonly string[];
  readonly includers: readonly Root[];
  readonly others: readonly Root[];
  readonly skipped: readonly Skipped[];
  readonly failures: readonly DiscoveryFailure[];
  /** The file that standard input stands for; null where nobody asked for it. */
  readonly stdin: Root | null;
}

/** Of when the files are to be looked at. */
export interface Moment {
  /** As they are in this commit of git, and not on the disk. */
  readonly revision?: string | null;
  /** Files that are not there any more, and are asked for as well; without other paths they are all that is asked for. */
  readonly gone?: readonly string[] | null;
}

/**
 * Finds the root files; without paths, those below the working directory.
 */
export async function gather(
  paths: readonly string[],
  flags: GatherFlags,
  session: Session,
  { revision = null, gone = null }: Moment = {},
): Promise<Gathered> {
  const { workingDirectory } = session;
  // As from "$FILE" in a script that did not set it: the working directory is not what was meant.
  if (paths.includes('')) throw new UsageError("A path is empty. Write '.' for the working directory.");
  const wantsStdin = paths.includes('-');
  if (flags.stdinFilename !== undefined && !wantsStdin) {
    throw new UsageError("--stdin-filename names what comes from standard input. Add the path '-' to read it.");
  }
  const stdin = wantsStdin
    ? stdinRoot(flags.stdinFilename, workingDirectory, (absolute) => showPath(absolute, workingDirectory))
    : undefined;
  const settings = settingsFinder(flags, session);
  const disk = createNodeReader({
    workingDirectory,
    settings,
    allowInclude: flags.allowInclude,
    ...(stdin && { given: { absolute: stdin.absolute, text: await readStandardInput(session.stdin) } }),
  });
  const commit = revision === null ? null : await openRevision(revision, workingDirectory, disk);
  const reader = new ConfigMapReader(commit ?? disk);
  const namesNone = gone === null && !paths.some((path) => !path.startsWith('!'));
  const found = await discover(namesNone ? ['.', ...paths] : paths, {
    workingDirectory,
    reader,
    settings,
    ...(commit && { tree: commit }),
    everyFileARoot: flags.everyFileARoot,
    withIncluders: flags.onlyGiven,
    withNearRoots: flags.inRoots,
    ...(gone && { gone }),
    ...(stdin && { stdin }),
  });
  for (const { allowInclude } of settings.stacks) for (const directory of allowInclude) reader.addDirectory(directory);
  return { reader, settings, ...found, stdin: stdin ?? null };
}

async function openRevision(revision: string, workingDirectory: string, disk: NodeReader) {
  try {
    return await openGitTree(revision, workingDirectory, disk);
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
