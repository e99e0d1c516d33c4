import type { Word } from '../../../grammar/tree.ts';
import type { Bound } from '../../binding/bound.ts';
import type { Target } from '../../binding/target.ts';
import type { IsSplit } from '../../daemon/early-end.ts';
import type { EntryLists } from '../../daemon/entry-lists.ts';
import type { CorrectionList } from '../correction.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import { usedBlocks } from '../read-settings.ts';
import { settleTracking } from '../tracking/correct-trackers.ts';
import type { Definitions } from '../tracking/definitions.ts';
import type { BfdDraft } from '../tracking/read-bfd-instances.ts';
import type { TrackFileDraft } from '../tracking/read-track-files.ts';
import { readTrackProcesses } from '../tracking/read-track-processes.ts';
import { readTracking } from '../tracking/read-trackers.ts';
import { readScripts } from '../tracking/read-vrrp-scripts.ts';
import type { TrackProcess } from '../tracking/track-process.ts';
import type { VrrpScript } from '../tracking/vrrp-script.ts';
import { correctDebounce } from './debounce.ts';
import { compareInstances } from './duplicates.ts';
import { checkEssentials, closeInstance, type EffectiveInstance, effectiveInstance, type ReadInstance } from './effective-instance.ts';
import type { GarpGroup } from './garp-group.ts';
import { instanceDefaults } from './instance-defaults.ts';
import { InstanceLines } from './instance-lines.ts';
import { readGarpGroups } from './read-garp-groups.ts';
import { readInstance, startReading } from './read-instance.ts';
import { joinSyncGroups, linkMembers, readSyncGroups } from './read-sync-groups.ts';
import { joinTrackGroups, linkTrackGroups, readTrackGroups } from './read-track-groups.ts';
import { findSharedVmacs } from './shared-vmacs.ts';
import type { SyncGroup } from './sync-group.ts';
import type { TrackGroup } from './track-group.ts';

/** What reading VRRP needs to know beside its own blocks. */
export interface VrrpContext {
  readonly target: Target;
  readonly globals: GlobalDefs;
  readonly trackFiles: Definitions<TrackFileDraft>;
  readonly bfdInstances: Definitions<BfdDraft>;
  readonly corrections: CorrectionList;
  readonly lists: EntryLists;
  readonly isSplit: IsSplit | null;
  /** Whether a command is one that keepalived cannot split into words, and leaves out. */
  readonly isBroken: (command: Word) => boolean;
}

/** What the VRRP process makes of the configuration. */
export interface Vrrp {
  readonly instances: readonly EffectiveInstance[];
  readonly syncGroups: readonly SyncGroup[];
  readonly trackGroups: readonly TrackGroup[];
  readonly garpGroups: readonly GarpGroup[];
  readonly scripts: readonly VrrpScript[];
  readonly trackProcesses: readonly TrackProcess[];
}

/** Reads the VRRP instances with all that belongs to them, and applies keepalived's corrections. */
export function readVrrp(children: readonly Bound[], context: VrrpContext): Vrrp {
  const { target, globals, trackFiles, bfdInstances, corrections, lists, isSplit, isBroken } = context;
  const { version } = target;
  const scripts = readScripts(children, isBroken);
  const processes = readTrackProcesses(children, corrections);
  const targets = { scripts, files: trackFiles, processes, bfdInstances, version };
  const reading = startReading(target, lists, globals.dynamicInterfaces.value);
  const garpGroups = readGarpGroups(children, corrections);
  const writtenTrackGroups = readTrackGroups(children, version, corrections);
  const writtenSyncGroups = readSyncGroups(children, targets, version, corrections);
  const readInstances: ReadInstance[] = [];
  for (const bound of usedBlocks(children, 'vrrp_instance')) {
    const [name] = bound.args;
    if (!name) continue;
    const lines = new InstanceLines(bound, name.word, isSplit, corrections.about(name.word.text));
    const written = readInstance(lines, reading);
    readInstances.push(closeInstance(written, readTracking(bound.children, targets, written.correct), target));
  }
  corrections.allRead();
  const written = readInstances.map((instance) => instance.written);
  const trackGroups = joinTrackGroups(writtenTrackGroups, written);
  for (const instance of readInstances) checkEssentials(instance, target);
  const syncGroups = joinSyncGroups(writtenSyncGroups, written);
  const defaults = instanceDefaults(globals);
  const effective = new Map(readInstances.map((instance) => [instance.written, effectiveInstance(instance, defaults, target)]));
  const instances = [...effective.values()];
  linkTrackGroups(trackGroups, instances);
  linkMembers(syncGroups, effective);
  settleTracking(instances, syncGroups, version);
  correctDebounce(children, instances, version);
  compareInstances(instances, globals, version);
  findSharedVmacs(instances, version);
  // A script whose name stands somewhere is no matter of its own where keepalived does not take that entry.
  for (const nameWord of [...scripts.all.map((script) => script.nameWord), ...scripts.broken]) {
    const name = nameWord.text;
    if (!scripts.referred.has(name)) corrections.about(name)('script/unused', 'drops', 'logs', nameWord.span);
  }
  return { instances, syncGroups, trackGroups, garpGroups, scripts: scripts.all, trackProcesses: processes.all };
}
