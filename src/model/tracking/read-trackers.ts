import type { Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { type Bound, type BoundLine, isList } from '../../binding/bound.ts';
import type { Correct } from '../correction.ts';
import { argumentOf, numberGiven } from '../read-settings.ts';
import { fallback, type Setting } from '../setting.ts';
import type { Definitions } from './definitions.ts';
import type { BfdDraft } from './read-bfd-instances.ts';
import { directoryOf, type TrackFileDraft } from './read-track-files.ts';
import type { TrackProcessDraft } from './read-track-processes.ts';
import type { ScriptDraft } from './read-vrrp-scripts.ts';
import type { TargetDraft } from './target.ts';
import type { Tracked, Tracking } from './tracking.ts';

/** What instances and groups can track, by name. */
export interface Targets {
  readonly scripts: Definitions<ScriptDraft>;
  readonly files: Definitions<TrackFileDraft>;
  readonly processes: Definitions<TrackProcessDraft>;
  readonly bfdInstances: Definitions<BfdDraft>;
  readonly version: Version;
}

/** An entry of a tracking list; its weight may still change. */
export interface TrackedDraft<T> extends Tracked<T> {
  weight: Setting<number>;
}

/** The tracking lists of an instance or a group; keepalived may take entries out again. */
export class TrackingDraft implements Tracking {
  interfaces: TrackedDraft<string>[] = [];
  scripts: TrackedDraft<ScriptDraft>[] = [];
  files: TrackedDraft<TrackFileDraft>[] = [];
  processes: TrackedDraft<TrackProcessDraft>[] = [];
  bfdInstances: TrackedDraft<BfdDraft>[] = [];

  /** Everything that has a definition of its own. */
  *targets(): Generator<TargetDraft> {
    for (const list of [this.scripts, this.files, this.processes, this.bfdInstances]) for (const { target } of list) yield target;
  }
}

/** Reads the tracking lists among the lines of an instance or a group. */
export function readTracking(children: readonly Bound[], targets: Targets, correct: Correct): TrackingDraft {
  const reader = new TrackingReader(targets, correct);
  for (const list of children) {
    if (!isList(list)) continue;
    for (const line of list.lines) reader.read(list.keyword.name, line);
  }
  return reader.finish();
}

class TrackingReader {
  private readonly tracking = new TrackingDraft();
  private readonly targets: Targets;
  private readonly correct: Correct;
  /** The words of what is tracked already; interfaces by name. */
  private readonly tracked = new Map<unknown, Word>();

  constructor(targets: Targets, correct: Correct) {
    this.targets = targets;
    this.correct = correct;
  }

  read(keyword: string, line: BoundLine): void {
    const { tracking, targets } = this;
    const [name] = line.args;
    if (!name?.fits) return;
    const { word } = name;
    switch (keyword) {
      case 'track_interface':
        this.add(tracking.interfaces, 'interface', line, word, word.text, fallback(0), false);
        break;
      case 'track_script':
        this.addTarget(tracking.scripts, 'script', line, word, this.find(targets.scripts, 'script', word));
        break;
      case 'track_file':
        this.addFile(line, word, this.find(targets.files, 'file', word));
        break;
      case 'track_process':
        this.addTarget(tracking.processes, 'process', line, word, this.find(targets.processes, 'process', word));
        break;
      case 'track_bfd':
        this.addTarget(tracking.bfdInstances, 'bfd', line, word, this.findBfd(word));
        break;
    }
  }

  finish(): TrackingDraft {
    const { tracking } = this;
    // A list that grows has room for many more, and most have one entry.
    tracking.interfaces = tracking.interfaces.slice();
    tracking.scripts = tracking.scripts.slice();
    tracking.files = tracking.files.slice();
    tracking.processes = tracking.processes.slice();
    tracking.bfdInstances = tracking.bfdInstances.slice();
    return tracking;
  }

  private find<T extends TargetDraft>(definitions: Definitions<T>, kind: Kind, word: Word): T | null {
    const found = definitions.above(word);
    if (found) return found;
    const below = definitions.named(word.text);
    // The config test of 2.2.0 and later keeps the files of both processes in one list, and searches on where it should end: it finds one that
    // stands below, and for a name that never comes it searches without end, or crashes. A running keepalived does neither.
    const searchesOn =
      kind === 'file' && atLeast(this.targets.version, '2.2.0') && definitions.all.some(({ nameWord }) => nameWord.start < word.start);
    const check: UnknownCheck = below ? DEFINED_LATER[kind] : searchesOn ? 'track/file-unknown-hangs' : `track/${kind}-unknown`;
    const leftOut = below ? undefined : definitions.leftOut.get(word.text);
    const place = below?.nameWord ?? leftOut;
    const more = { data: { name: word.text, isLeftOut: leftOut !== undefined }, ...(place && { against: place.span }) };
    this.correct(check, 'ignores', searchesOn && below ? 'logs' : 'reports', word.span, more);
    return null;
  }

  private findBfd(word: Word): BfdDraft | null {
    const found = this.find(this.targets.bfdInstances, 'bfd', word);
    if (!found || found.forVrrp) return found;
    const more = { written: word.text, against: found.nameWord.span };
    this.correct('net/bfd-event-process-not-reached', 'ignores', 'reports', word.span, more);
    return null;
  }

  private addFile(line: BoundLine, word: Word, file: TrackFileDraft | null): void {
    this.addTarget(this.tracking.files, 'file', line, word, file);
    if (!file?.needsDirectory) return;
    const more = { data: { name: word.text, directory: directoryOf(file.path) }, against: file.nameWord.span };
    this.correct('track-file/directory-missing', 'ignores', 'reports', word.span, more);
  }

  private addTarget<T extends TargetDraft>(list: TrackedDraft<T>[], kind: Kind, line: BoundLine, word: Word, target: T | null): void {
    if (target) this.add(list, kind, line, word, target, fallback(target.weight.value, target.weight.node), target.reverse);
  }

  private add<T>(
    list: TrackedDraft<T>[],
    kind: Kind | 'interface',
    line: BoundLine,
    word: Word,
    target: T,
    standard: Setting<number>,
    reversed: boolean,
  ): void {
    const twin = this.tracked.get(target);
    if (twin) {
      this.correct(`track/${kind}-duplicate`, 'ignores', 'reports', word.span, { written: word.text, against: twin.span });
      return;
    }
    if (!isTaken(line)) return;
    const weight = numberGiven(argumentOf(line, 'weight'), line.node) ?? standard;
    this.tracked.set(target, word);
    list.push({ target, node: line.node, word, weight, reverse: isReversed(line, reversed) });
  }
}

type Kind = 'script' | 'file' | 'process' | 'bfd';

type UnknownCheck = `track/${Kind}-unknown` | 'track/script-defined-later' | 'track/file-unknown-hangs' | 'net/bfd-defined-after-use';

/** The condition where a definition stands below what refers to it. */
const DEFINED_LATER: Readonly<Record<Kind, UnknownCheck>> = {
  script: 'track/script-defined-later',
  file: 'track/file-unknown',
  process: 'track/process-unknown',
  bfd: 'net/bfd-defined-after-use',
};

/** Behind the name only a weight may stand. */
function isTaken({ valid, node }: BoundLine): boolean {
  const [, option, number] = node.words;
  return valid && (!option || (option.text === 'weight' && number !== undefined));
}

function isReversed(line: BoundLine, standard: boolean): boolean {
  const direction = argumentOf(line, 'direction')?.value;
  return direction === undefined ? standard : direction === 'reverse';
}
