import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Checker } from '../lvs/checker.ts';
import type { Setting } from '../setting.ts';
import type { Trackers } from './tracking.ts';

/** One track_file that keepalived keeps. */
export interface TrackFile extends Trackers {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly path: string;
  /** Factor for the number in the file. */
  readonly weight: Setting<number>;
  readonly reverse: boolean;
  /** The checkers of real servers that follow it. */
  readonly checkers: readonly Checker[];
}
