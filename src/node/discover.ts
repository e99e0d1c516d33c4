import { basename, dirname, join, resolve } from 'node:path';
import { recognizeForeign } from '../../grammar/foreign.ts';
import type { Reader, ReadFailure, ReadResult, Root } from '../engine/reader.ts';
import { isIgnored, isIncluded, NO_SETTINGS_ANYWHERE, type SettingsByDirectory } from '../settings/stack.ts';
import type { HeldConfigurations } from './config-map-reader.ts';
import { type Candidate, findFragments, thoseThatReach } from './discover/fragments.ts';
import { mayInclude } from './discover/include-lines.ts';
import { nearRoots } from './discover/near-roots.ts';
import { isConfiguration, mayBeConfiguration, mayBeYaml, mayHoldFiles } from './discover/recognise.ts';
import { diskTree, type FileList, type FileTree } from './file-tree.ts';
import { DENIED } from './refusal.ts';
import { isSettingsName } from './settings-names.ts';

/** A reader of real files that can be told what may be read. */
export interface RootReader extends Reader {
  /** Reads a file that was asked for: the bounds of includes do not hold for it. */
  readAnyway(absolute: string): ReadResult;
  /** Whether includes may lead there, symbolic links followed. */
  isAllowed(absolute: string): boolean;
  /** From now on `read` reads this file whatever it is, and includes may lead below its directory. */
  addRoot(absolute: string): void;
  /** Allows files below a directory to be read. */
  addDirectory(absolute: string): void;
}

/** Settings that can be asked for when it is known where. */
export interface LoadedSettings extends SettingsByDirectory {
  load(directories: Iterable<string>): Promise<void>;
}

export interface DiscoverOptions {
  readonly workingDirectory: string;
  readonly reader: RootReader & {
    prepareWildcards(): Promise<void>;
    /** The configurations that a YAML file holds; where it is left out, nobody looks. */
    open?(absolute: string): Promise<HeldConfigurations>;
  };
  /** Where files are looked for; the disk where left out. */
  readonly tree?: FileTree;
  /** What is ignored, and what is taken whatever its name is. */
  readonly settings?: LoadedSettings;
  /** What standard input (`-`) stands for. */
  readonly stdin?: Root;
  /** Also take files that another root includes. */
  readonly everyFileARoot?: boolean;
  /** Also search the working directory for roots that include what was asked for: a fragment is then read as a part of them. */
  readonly withIncluders?: boolean;
  /** The same for a file that is named by itself, beside it and above it. */
  readonly withNearRoots?: boolean;
  /** Files that were there: roots that would include them are looked for as well. Absolute paths. */
  readonly gone?: readonly string[];
}

export interface Discovery {
  /** In the order of the paths that were asked for; what a directory or glob gave is sorted by bytes. */
  readonly roots: readonly Root[];
  /** The files that were asked for, roots or not, as reports show them. */
  readonly given: readonly string[];
  /** Roots that nobody asked for: they include what was. */
  readonly includers: readonly Root[];
  /** Roots that were found beside those and read nothing that was asked for. */
  readonly others: readonly Root[];
  /** Files that a search came across and did not take. */
  readonly skipped: readonly Skipped[];
  /** Why something that was asked for is not among the roots. Each is a message for the user. */
  readonly failures: readonly DiscoveryFailure[];
}

/** A file that a search did not take, though its name may be that of a configuration. */
export interface Skipped {
  /** As reports show it. */
  readonly path: string;
  /** `.gitignore` leaves it out, or the settings do, or its text is not keepalived's. */
  readonly why: 'gitignore' | 'settings' | 'text';
}

export interface DiscoveryFailure {
  /** As it was asked for, or the path of the file. */
  readonly path: string;
  readonly message: string;
  /** True where nothing of this name exists: perhaps it was meant as something else. */
  readonly missing: boolean;
  /** There is such a directory, and no configuration in it. */
  readonly empty?: true;
}

type Search = DiscoverOptions & { readonly tree: FileTree; readonly settings: LoadedSettings };

const NOTHING_SET: LoadedSettings = { ...NO_SETTINGS_ANYWHERE, load: () => Promise.resolve() };

/** What a path or glob was found to hold. */
interface Found {
  readonly files: readonly string[];
  readonly failures: readonly DiscoveryFailure[];
  readonly skipped?: readonly Skipped[];
  /** It is a file that was named. */
  readonly isSingle?: true;
}

/**
 * Turns paths and globs into the files that keepalived would be started with. This is the only place that walks directories.
 *
 * A file is taken as it is. A directory is walked for what {@link isConfiguration} takes for keepalived's; so is what a glob matches. `!GLOB`
 * keeps paths out of walks and globs, as `ignore` of the settings and the `.gitignore` files of a repository do. `node_modules`, `keepalived/samples` and
 * what git, Mercurial and Subversion keep for themselves are not entered. A file that another one includes is a fragment, not a root.
 */
export async function discover(paths: readonly string[], asked: DiscoverOptions): Promise<Discovery> {
  const options: Search = { ...asked, tree: asked.tree ?? diskTree(asked.workingDirectory), settings: asked.settings ?? NOTHING_SET };
  const { tree } = options;
  const exclusions = paths.filter((path) => path.startsWith('!')).map((path) => path.slice(1));
  const failures: DiscoveryFailure[] = [];
  const files = new Map<string, Root>();
  const single: string[] = [];
  const skipped: Skipped[] = [];
  for (const path of paths) {
    if (path.startsWith('!')) continue;
    if (path === '-' && options.stdin) {
      await options.settings.load([dirname(options.stdin.absolute)]);
      files.set(options.stdin.absolute, options.stdin);
      single.push(options.stdin.absolute);
      continue;
    }
    const found = await find(path, exclusions, options);
    failures.push(...found.failures);
    skipped.push(...(found.skipped ?? []));
    const kept = options.withIncluders ? found.files.filter((file) => !isIgnored(file, dirname(file), options.settings)) : found.files;
    for (const absolute of kept) {
      const held = await heldIn(absolute, options);
      failures.push(...held.failures);
      for (const root of held.roots) files.set(root.absolute, root);
      if (found.isSingle && held.isFile) single.push(absolute);
    }
  }
  const given = [...files.values()];
  const gone = options.gone ?? [];
  if (options.withIncluders && given.length + gone.length > 0) {
    // What is wrong elsewhere in the working directory is not what was asked for.
    const around = await find('.', exclusions, options);
    for (const file of around.files) {
      for (const root of (await heldIn(file, options)).roots) if (!files.has(root.absolute)) files.set(root.absolute, root);
    }
  }
  const near = options.withNearRoots && !options.everyFileARoot ? nearRoots(single, options) : [];
  await options.settings.load(near.map((file) => dirname(file)));
  for (const absolute of near) if (!files.has(absolute)) files.set(absolute, { absolute, path: options.reader.show(absolute) });
  const candidates: Candidate[] = [];
  for (const root of files.values()) {
    const result = options.reader.readAnyway(root.absolute);
    if ('text' in result) candidates.push({ ...root, text: result.text });
    else if (given.includes(root)) failures.push(unreadable(root.path, result));
    options.reader.addDirectory(dirname(root.absolute));
  }
  if (candidates.some(({ text }) => mayInclude(text))) await options.reader.prepareWildcards();
  const fragments = options.everyFileARoot || candidates.length < 2 ? new Set<Candidate>() : findFragments(candidates, options);
  // A hook names whatever was changed; nobody meant keepalived to read this.
  const isMeant = ({ absolute, text }: Candidate): boolean =>
    !options.withIncluders || (recognizeForeign(text, absolute) === null && !mayBeYaml(basename(absolute)));
  const wholes = candidates.filter((candidate) => !fragments.has(candidate) && isMeant(candidate));
  const wanted = new Set(given.map(({ absolute }) => tree.realPath(absolute) ?? absolute));
  const isSearched = options.withIncluders || near.length > 0;
  const chosen = isSearched ? thoseThatReach({ files: wanted, gone }, wholes, options) : wholes;
  const roots = chosen.map(({ path, absolute }) => ({ path, absolute }));
  const others = options.withIncluders
    ? wholes.filter((whole) => !chosen.includes(whole)).map(({ path, absolute }) => ({ path, absolute }))
    : [];
  for (const { absolute } of roots) options.reader.addRoot(absolute);
  const askedFor = new Set(given.map(({ absolute }) => absolute));
  return {
    roots,
    given: [...new Set(given.map(({ absolute, path }) => options.reader.holderOf?.(absolute)?.path ?? path))],
    includers: roots.filter(({ absolute }) => !askedFor.has(absolute)),
    others,
    skipped,
    failures,
  };
}

/** What a file that was found stands for: itself, or the configurations in it. */
async function heldIn(
  absolute: string,
  { reader }: Search,
): Promise<{ readonly roots: readonly Root[]; readonly failures: readonly DiscoveryFailure[]; readonly isFile: boolean }> {
  const path = reader.show(absolute);
  const { roots, unusable } = (mayBeYaml(basename(absolute)) ? await reader.open?.(absolute) : null) ?? NOTHING_HELD;
  const failures = unusable.map(({ key, why }) => ({
    path,
    message: `'${key}' in '${path}' was not read: ${WHY_UNUSABLE[why]}`,
    missing: false,
  }));
  const isFile = roots.length + unusable.length === 0;
  return { roots: isFile ? [{ absolute, path }] : roots, failures, isFile };
}

/** Whether a path is that of a configuration in a YAML file: `site/map.yaml#lb1/keepalived.conf`. */
async function isHeld(absolute: string, { reader, tree, settings }: Search): Promise<boolean> {
  const holder = /^.+?\.ya?ml(?=#)/i.exec(absolute)?.[0];
  if (holder === undefined || tree.kindOf(holder) !== 'file') return false;
  await settings.load([dirname(holder)]);
  await reader.open?.(holder);
  return 'text' in reader.readAnyway(absolute);
}

const NOTHING_HELD: HeldConfigurations = { roots: [], unusable: [] };

const WHY_UNUSABLE = {
  folded: "it is a folded text ('>'), whose lines YAML joins to one, which keepalived cannot read. Write '|' in its place.",
  quoted: "it is written as a string on one line or in quotes. Write it as a block behind '|', with the lines that the file has.",
} as const;

type Kept = Found & { readonly skipped: readonly Skipped[] };

async function find(path: string, exclusions: readonly string[], options: Search): Promise<Found> {
  const absolute = resolve(options.workingDirectory, path);
  const kind = options.tree.kindOf(absolute);
  if (kind === 'file') {
    await options.settings.load([dirname(absolute)]);
    return { files: [absolute], failures: [], isSingle: true };
  }
  if (kind === 'missing' && (await isHeld(absolute, options))) return { files: [absolute], failures: [], isSingle: true };
  if (kind === 'directory') return walk(path, absolute, exclusions, options);
  if (kind === 'missing' && /[*?[{]/.test(path)) return expandGlob(path, exclusions, options);
  if (kind === 'dangling') return { files: [], failures: [unreadable(path, { error: 'dangling' })] };
  const message =
    kind === 'missing'
      ? `'${path}' does not exist. Name a file, a directory or a glob in quotes.`
      : `'${path}' cannot be reached: ${kind.denied}. ${kind.denied === DENIED ? 'Check the permissions of the directories above it.' : 'Leave it out.'}`;
  return { files: [], failures: [{ path, message, missing: kind === 'missing' }] };
}

async function walk(path: string, directory: string, exclusions: readonly string[], options: Search): Promise<Found> {
  const { files, failures, ignored } = await options.tree.list('**', directory, exclusions);
  const kept = await keepConfigurations({ files, ignored }, directory, options);
  const denied = failures
    .filter((each) => !isIgnored(each, each, options.settings))
    .map((each) => ({
      path,
      message: `The directory '${options.reader.show(each)}' cannot be listed: ${DENIED}. ${each === directory ? 'Run kvlint as a user who may read it.' : `Leave it out with '!${options.reader.show(each)}/**'.`}`,
      missing: false,
    }));
  if (kept.files.length === 0 && kept.failures.length + denied.length === 0) {
    const message = `No keepalived configuration was found below '${path}'. ${whyNone(kept.skipped)} is read when it is named itself.`;
    return { ...kept, failures: [{ path, message, missing: false, empty: true }] };
  }
  return { ...kept, failures: [...kept.failures, ...denied] };
}

async function expandGlob(glob: string, exclusions: readonly string[], options: Search): Promise<Found> {
  const { files, ignored } = await options.tree.list(glob, options.workingDirectory, exclusions);
  const base = resolve(options.workingDirectory, dirname(glob.slice(0, glob.search(/[*?[{]/) + 1)));
  const kept = await keepConfigurations({ files, ignored }, base, options, true);
  if (kept.files.length > 0 || kept.failures.length > 0) return kept;
  const message =
    files.length + ignored.length === 0
      ? `The glob '${glob}' matches no file.`
      : `None of the ${files.length + ignored.length} files that '${glob}' matches looks like a keepalived configuration and is not ignored. Name a file itself to have it read.`;
  return { ...kept, failures: [{ path: glob, message, missing: files.length + ignored.length === 0 }] };
}

/**
 * Those files whose name and text are a keepalived configuration's, and that the settings do not leave out; one that cannot be read is a failure.
 * `anyName`: the name was asked for.
 */
async function keepConfigurations(
  { files: listed, ignored }: Pick<FileList, 'files' | 'ignored'>,
  base: string,
  search: Search,
  anyName = false,
): Promise<Kept> {
  const { reader, settings } = search;
  await settings.load([base, ...listed.filter((file) => isSettingsName(basename(file))).map((file) => dirname(file))]);
  const isProposed = (file: string): boolean => anyName || mayBeConfiguration(basename(file)) || isIncluded(file, dirname(file), settings);
  reader.addDirectory(base);
  const kept: string[] = [];
  const skipped: Skipped[] = ignored.filter(isProposed).map((file) => ({ path: reader.show(file), why: 'gitignore' }));
  const failures: DiscoveryFailure[] = [];
  for (const file of listed) {
    const isYaml = mayBeYaml(basename(file));
    if (!isYaml && !isProposed(file)) continue;
    const result = reader.isAllowed(file) ? reader.readAnyway(file) : OUTSIDE;
    // Most YAML has nothing to do with keepalived.
    const isHolder = isYaml && 'text' in result && mayHoldFiles(result.text) && !(await heldIn(file, search)).isFile;
    if (!isHolder && !isProposed(file)) continue;
    if (isIgnored(file, dirname(file), settings)) skipped.push({ path: reader.show(file), why: 'settings' });
    else if ('error' in result) failures.push(unreadable(reader.show(file), result));
    else if (isHolder || isConfiguration(basename(file), result.text) || isIncluded(file, dirname(file), settings)) kept.push(file);
    else skipped.push({ path: reader.show(file), why: 'text' });
  }
  return { files: kept, failures, skipped };
}

/** A link may not lead out of what was asked for: the files may be a stranger's. */
const OUTSIDE: ReadFailure = { error: 'outside' };

/** What a search that found nothing passed over. */
function whyNone(skipped: readonly Skipped[]): string {
  const ignored = skipped.filter(({ why }) => why !== 'text');
  if (ignored.length === 0) return 'A file that is not recognised';
  return `${ignored.length === 1 ? 'One file is' : `${ignored.length} files are`} ignored (${ignored[0]?.path}${ignored.length > 1 ? ' …' : ''}); a file`;
}

function unreadable(path: string, result: ReadFailure): DiscoveryFailure {
  return { path, message: `'${path}' was not read: ${whyUnreadable(result)}`, missing: result.error === 'missing' };
}

function whyUnreadable({ error, detail }: ReadFailure): string {
  switch (error) {
    case 'missing':
      return 'it does not exist. Check the spelling.';
    case 'directory':
      return 'it is a directory.';
    case 'outside':
      return 'it is a link to a file outside the directory that was asked for. Name the file itself, or allow its directory with --allow-include.';
    case 'too-large':
      return `${detail ?? 'it is too large'}. Split it with include lines, or leave it out.`;
    case 'dangling':
      return `${detail ?? 'it is a link to a file that does not exist'}. Mend the link, or leave it out.`;
    case 'executable':
    case 'not-regular':
    case 'unreadable':
      return `${detail ?? 'the system refused it'}. ${detail === DENIED ? 'Run kvlint as a user who may read it, or leave' : 'Leave'} it out.`;
  }
}

/** A root that stands for standard input. */
export function stdinRoot(filename: string | undefined, workingDirectory: string, show: (absolute: string) => string): Root {
  if (filename === undefined) return { path: '<stdin>', absolute: join(workingDirectory, '<stdin>') };
  const absolute = resolve(workingDirectory, filename);
  return { path: show(absolute), absolute };
}
