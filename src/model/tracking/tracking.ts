import type { Node, Word } from '../../../grammar/tree.ts';
import type { Setting } from '../setting.ts';
import type { SyncGroup } from '../vrrp/sync-group.ts';
import type { VrrpInstance } from '../vrrp/vrrp-instance.ts';
import type { BfdInstance } from './bfd-instance.ts';
import type { TrackFile } from './track-file.ts';
import type { TrackProcess } from './track-process.ts';
import type { VrrpScript } from './vrrp-script.ts';

/** One thing that an instance or a sync group depends on. */
export interface Tracked<T> {
  readonly target: T;
  readonly node: Node;
  /** The word that names it. */
  readonly word: Word;
  /** What it adds to the priority; 0: when it fails, what tracks it goes to fault state. Its own weight where none is written here. */
  readonly weight: Setting<number>;
  /** Whether the meaning of the weight, or of the fault, is turned round. */
  readonly reverse: boolean;
}

/** What an instance or a sync group depends on, as far as keepalived takes it. */
export interface Tracking {
  /** By interface name. */
  readonly interfaces: readonly Tracked<string>[];
  readonly scripts: readonly Tracked<VrrpScript>[];
  readonly files: readonly Tracked<TrackFile>[];
  readonly processes: readonly Tracked<TrackProcess>[];
  readonly bfdInstances: readonly Tracked<BfdInstance>[];
}

/** What depends on a script, file, process or BFD session. */
export interface Trackers {
  readonly instances: readonly VrrpInstance[];
  readonly syncGroups: readonly SyncGroup[];
}

/** Whether any instance or sync group depends on it. */
export function isTracked({ instances, syncGroups }: Trackers): boolean {
  return instances.length + syncGroups.length > 0;
}
