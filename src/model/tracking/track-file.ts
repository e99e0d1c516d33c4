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
  /** The number that init_file writes into a file that is not there; 0 without it, as a file counts that does not exist. */
  readonly initial: number;
  /** Factor for the number in the file. */
  readonly weight: Setting<number>;
  readonly reverse: boolean;
  /** The checkers of real servers that follow it. */
  readonly checkers: readonly Checker[];
}
