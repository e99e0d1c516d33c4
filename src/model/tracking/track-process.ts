import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Setting } from '../setting.ts';
import type { Trackers } from './tracking.ts';

/** One vrrp_track_process that keepalived keeps. */
export interface TrackProcess extends Trackers {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** The program to look for. */
  readonly command: string;
  /** False where no process can have the name that is looked for: it is never found (scenario process-path-never-found). */
  readonly canBeFound: boolean;
  readonly weight: Setting<number>;
  readonly reverse: boolean;
  /** How many must run at least. */
  readonly quorum: Setting<number>;
  /** How many may run at most; null: any number. */
  readonly quorumMax: Setting<number | null>;
}
