import type { Block, Node, Span, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import type { Correct } from '../correction.ts';
import type { Address } from '../net/address.ts';
import type { Route } from '../net/route.ts';
import type { RoutingRule } from '../net/routing-rule.ts';
import type { Setting } from '../setting.ts';
import type { Authentication, AuthHmac, Ipvlan, UnicastPeer, Vmac } from './vrrp-instance.ts';

/**
 * One vrrp_instance as its lines say it, and as keepalived takes them one after the other: a setting is null where no line (that fits) gives it.
 * What runs is a {@link VrrpInstance}, which `effectiveInstance` makes of it.
 */
export interface WrittenInstance {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** Where keepalived takes its block to end, if before its own brace. */
  readonly earlyEnd: Span | null;
  /** Notes a correction of this instance. */
  readonly correct: Correct;

  /** IPv4 where nothing decides it. */
  readonly family: Family;
  readonly familyNode: Node | null;
  readonly interface: Setting<string | null> | null;
  readonly vrf: Setting<string | null> | null;
  readonly virtualRouterId: Setting<number | null> | null;
  readonly state: Setting<'MASTER' | 'BACKUP'> | null;
  readonly priority: Setting<number> | null;
  readonly version: Setting<2 | 3> | null;
  readonly strict: Setting<boolean> | null;
  readonly advertInterval: Setting<number> | null;
  readonly preempt: Setting<boolean> | null;
  readonly preemptDelay: Setting<number> | null;
  readonly downTimerAdverts: Setting<number> | null;
  readonly timerExpiredBackup: Setting<boolean> | null;
  readonly lowerPriorityNoAdvert: Setting<boolean> | null;
  readonly higherPrioritySendAdvert: Setting<boolean> | null;
  readonly ownerIgnoreAdverts: Setting<boolean> | null;
  readonly accept: Setting<boolean> | null;
  readonly vmac: Setting<Vmac | null> | null;
  /** The words of use_vmac and use_ipvlan that name the interface. */
  readonly vmacName: Word | null;
  readonly ipvlanName: Word | null;
  readonly vmacAddr: Setting<boolean> | null;
  readonly vmacXmitBase: Setting<boolean> | null;
  readonly ipvlan: Setting<Ipvlan | null> | null;
  readonly promoteSecondaries: Setting<boolean> | null;
  readonly sourceAddress: Setting<IpAddress | null> | null;
  /** Whether a line that names no address has made keepalived forget the source that an earlier one names (scenario source-lost). */
  readonly hasLostSource: boolean;
  readonly trackSourceAddress: Setting<boolean> | null;
  readonly peerBlocks: readonly Block[];
  readonly peers: readonly UnicastPeer[];
  readonly unicastKeyword: Node | null;
  readonly unicastFaultNoPeer: Setting<boolean> | null;
  readonly unicastTtl: Setting<number | null> | null;
  /** Given by its own line, or by a limit for the TTL of a peer. */
  readonly checkUnicastSource: Setting<boolean> | null;
  readonly oldUnicastChecksum: Setting<'on' | 'never' | null> | null;
  readonly v3ChecksumAsV2: Setting<boolean> | null;
  /** mcast_dst_ip */
  readonly multicastGroup: Setting<string> | null;
  readonly authentication: Setting<Authentication | null> | null;
  readonly passwordNode: Node | null;
  readonly authHmac: Setting<AuthHmac | null> | null;
  /** Ids of the keys of auth_hmac, and the one for sending. */
  readonly hmacKeys: ReadonlyMap<number, Node> | null;
  readonly activeHmacKey: Setting<number | null> | null;
  readonly addresses: readonly Address[];
  readonly excludedAddresses: readonly Address[];
  readonly routes: readonly Route[];
  readonly rules: readonly RoutingRule[];
  readonly noVirtualAddress: Setting<boolean> | null;
  readonly garpMasterRepeat: Setting<number> | null;
  readonly garpMasterDelay: Setting<number> | null;
  readonly garpMasterRefresh: Setting<number> | null;
  readonly garpMasterRefreshRepeat: Setting<number> | null;
  readonly garpLowerPriorityRepeat: Setting<number> | null;
  readonly garpLowerPriorityDelay: Setting<number> | null;
  readonly dontTrackPrimary: Setting<boolean> | null;

  /** Whether a line or word stands where keepalived does not take it for the instance's any more. */
  isBeyond(place: { readonly span: Span }): boolean;
}
