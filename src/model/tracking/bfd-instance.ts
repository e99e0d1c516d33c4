import type { Block, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import { type IpAddress, isLinkLocal } from '../../binding/ip-address.ts';
import type { Checker } from '../lvs/checker.ts';
import type { Setting } from '../setting.ts';
import type { Trackers } from './tracking.ts';

/**
 * One bfd_instance by name. The processes of keepalived know it independently of each other: VRRP and the checkers know its name even where
 * the BFD process leaves it out, which then never reports it as up.
 */
export interface BfdInstance extends Trackers {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly neighbour: Setting<IpAddress | null>;
  readonly source: Setting<IpAddress | null>;
  /** TTL or hop limit of its control packets. */
  readonly ttl: Setting<number>;
  readonly maxHops: Setting<number>;
  readonly multihop: Setting<boolean>;
  readonly weight: Setting<number>;
  readonly reverse: boolean;
  /** Whether VRRP instances and sync groups hear of it. */
  readonly forVrrp: boolean;
  /** Whether the checkers of real servers hear of it. */
  readonly forCheckers: boolean;
  /** True where the BFD process leaves it out. */
  readonly dropped: boolean;
  /** The checkers of real servers that follow it. */
  readonly checkers: readonly Checker[];
}

/**
 * The end of a session that is a link-local address of IPv6. That holds on one link only, and no keyword says which: the session never comes up (scenario
 * bfd-link-local-never-up). Null where neither is.
 */
export function endWithoutLink({ neighbour, source }: BfdInstance): Setting<IpAddress | null> | null {
  return [neighbour, source].find(({ value }) => value && isLinkLocal(value)) ?? null;
}
