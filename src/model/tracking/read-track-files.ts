import type { Span } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound } from '../../binding/bound.ts';
import { closingSpan } from '../../binding/place.ts';
import type { CorrectionList } from '../correction.ts';
import type { Checker } from '../lvs/checker.ts';
import { argumentOf, numberOf, textOf, usedValues } from '../read-settings.ts';
import { Definitions, type NamedBlock, namedBlocks } from './definitions.ts';
import { TargetDraft } from './target.ts';
import type { TrackFile } from './track-file.ts';

export class TrackFileDraft extends TargetDraft implements TrackFile {
  readonly path: string;
  initial = 0;
  readonly checkers: Checker[] = [];

  /** Whether only the host knows whether it has the directory, and keepalived wants it. */
  readonly needsDirectory: boolean;

  constructor(block: NamedBlock, path: string, version: Version) {
    super(block, 1);
    this.path = path;
    this.needsDirectory = atLeast(version, PLACE_CHECKED_SINCE) && !DIRECTORIES.has(directoryOf(path));
  }
}

/** Where the kernel makes up files whose changes nobody is told of. */
const UNWATCHED = /^\/(?:proc|sys)\//;

/** Since this version keepalived leaves out a file whose changes it cannot watch, or whose directory is missing; before, it never hears of them. */
const PLACE_CHECKED_SINCE: Version = '2.2.8';

/** Directories of every host (Filesystem Hierarchy Standard 3.0). */
const DIRECTORIES: ReadonlySet<string> = new Set([
  ...['', '/', '/dev/shm', '/etc', '/etc/keepalived', '/home', '/mnt', '/opt', '/root', '/run', '/srv', '/tmp', '/usr/local/etc'],
  ...['/var', '/var/cache', '/var/lib', '/var/log', '/var/run', '/var/spool', '/var/tmp'],
]);

/** The directory of a path; empty for a name without one. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === 0 ? '/' : path.slice(0, Math.max(0, end));
}

function noteUnwatched({ nameWord, bound }: NamedBlock, file: Span | undefined, version: Version, corrections: CorrectionList): void {
  const checked = atLeast(version, PLACE_CHECKED_SINCE);
  const more = { written: nameWord.text, reportedAt: closingSpan(bound.node) };
  corrections.about(nameWord.text)(
    'track-file/file-system',
    checked ? 'drops' : 'ignores',
    checked ? 'reports' : 'silent',
    file ?? nameWord.span,
    more,
  );
}

/** Every track_file that keepalived keeps: one without a file it does not, nor one that it cannot watch. */
export function readTrackFiles(children: readonly Bound[], version: Version, corrections: CorrectionList): Definitions<TrackFileDraft> {
  const files = new Definitions<TrackFileDraft>();
  for (const block of namedBlocks(children, 'track_file', 'vrrp_track_file')) {
    const lines = [...usedValues(block.bound.children)];
    const file = lines.find(({ keyword }) => keyword.name === 'file')?.args[0];
    const path = textOf(file);
    const unwatched = path !== null && UNWATCHED.test(path);
    if (unwatched) noteUnwatched(block, file?.word.span, version, corrections);
    if (path === null || (unwatched && atLeast(version, PLACE_CHECKED_SINCE))) {
      files.leftOut.set(block.nameWord.text, block.nameWord);
      continue;
    }
    const draft = new TrackFileDraft(block, path, version);
    for (const { keyword, args, node } of lines) {
      if (keyword.name === 'weight') draft.readWeight(args, node);
      else if (keyword.name === 'init_file') draft.initial = numberOf(argumentOf({ args }, 'value')) ?? 0;
    }
    files.add(draft);
  }
  return files;
}
