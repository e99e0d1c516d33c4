import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Setting } from '../setting.ts';
import type { Tracking } from '../tracking/tracking.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

/** One vrrp_sync_group that keepalived keeps. */
export interface SyncGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** In the order of the list. */
  readonly members: readonly VrrpInstance[];
  /** Whether weights may change the priorities of members. */
  readonly trackingWeight: Setting<boolean>;
  readonly tracking: Tracking;
}
