import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

/** One track_group: instances that static addresses, routes and rules depend on. */
export interface TrackGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly members: readonly VrrpInstance[];
}
