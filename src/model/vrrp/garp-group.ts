import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Setting } from '../setting.ts';

/** One garp_group that keepalived keeps. */
export interface GarpGroup {
  readonly block: Block;
  readonly bound: BoundBlock;
  /** Seconds between two gratuitous ARPs; null: no pause. */
  readonly garpInterval: Setting<number | null>;
  /** Seconds between two unsolicited neighbour adverts; null: no pause. */
  readonly gnaInterval: Setting<number | null>;
  /** The words that name its interfaces. */
  readonly interfaces: readonly Word[];
}
