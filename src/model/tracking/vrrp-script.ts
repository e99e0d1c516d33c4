import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Setting } from '../setting.ts';
import type { Trackers } from './tracking.ts';

/** One vrrp_script that keepalived keeps. */
export interface VrrpScript extends Trackers {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** The command line as written. */
  readonly script: Word;
  /** Seconds from one run to the next. */
  readonly interval: Setting<number>;
  /** Seconds after which a run counts as failed; the interval where nothing is written. */
  readonly timeout: Setting<number>;
  readonly weight: Setting<number>;
  /** What holds where the tracking entry says neither `reverse` nor `noreverse`. */
  readonly reverse: boolean;
  /** Successes in a row that count as success. */
  readonly rise: Setting<number>;
  /** Failures in a row that count as failure. */
  readonly fall: Setting<number>;
  /** Whether it counts as failed until its first run has ended. */
  readonly initFail: Setting<boolean>;
}
