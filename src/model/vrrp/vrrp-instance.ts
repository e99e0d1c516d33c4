import type { Block, Node, Statement, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import type { Address } from '../net/address.ts';
import type { Route } from '../net/route.ts';
import type { RoutingRule } from '../net/routing-rule.ts';
import type { Setting } from '../setting.ts';
import type { Tracking } from '../tracking/tracking.ts';
import type { SyncGroup } from './sync-group.ts';

/** use_vmac: a macvlan interface with a virtual MAC address. */
export interface Vmac {
  /** Interface name; where none was given, the global prefix and the virtual router ID (`vrrp.51`). */
  readonly interface: string;
  /** Whether the name is written. */
  readonly isNamed: boolean;
  /** The MAC address as written (six groups, or five and the virtual router ID is the sixth), null for the standard one. */
  readonly mac: Word | null;
}

/** use_ipvlan: an ipvlan interface, which has the MAC address of its parent. */
export interface Ipvlan {
  /** Interface name; where none was given, the global prefix and the virtual router ID (`vrrp.51`). */
  readonly interface: string;
  /** Whether the name is written. */
  readonly isNamed: boolean;
  readonly address: IpAddress | null;
  readonly addressWord: Word | null;
  /** Whether the virtual addresses are on it, as up to 2.1.5; since 2.2.0 they are on the interface below it. */
  readonly carriesAddresses: boolean;
}

/** One line of unicast_peer that keepalived accepts. */
export interface UnicastPeer {
  readonly node: Statement;
  readonly word: Word;
  readonly ip: IpAddress;
  /** What the TTL or hop limit of its adverts must be at least and at most. */
  readonly minTtl: number;
  readonly maxTtl: number;
}

/** Which authentication the adverts carry. */
export type Authentication = 'PASS' | 'AH';

/**
 * One vrrp_instance as keepalived would run it: each setting has the value that is used after keepalived's own corrections, which
 * {@link Configuration.corrections} lists. Instances that keepalived skips, such as a second one of the same name, are none.
 */
export interface VrrpInstance {
  readonly name: string;
  /** The word that gives the name. */
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** IPv4 where nothing decides it. */
  readonly family: Family;
  /** What decided the family: the first address, peer, source or group in the order of the text, or native_ipv6. */
  readonly familyNode: Node | null;
  readonly interface: Setting<string | null>;
  readonly vrf: Setting<string | null>;
  readonly virtualRouterId: Setting<number | null>;
  readonly state: Setting<'MASTER' | 'BACKUP'>;
  readonly priority: Setting<number>;
  readonly version: Setting<2 | 3>;
  readonly strict: Setting<boolean>;
  /** Seconds between adverts. */
  readonly advertInterval: Setting<number>;
  /** False with nopreempt. */
  readonly preempt: Setting<boolean>;
  /** Seconds. */
  readonly preemptDelay: Setting<number>;
  /** Missed adverts after which a backup takes over. */
  readonly downTimerAdverts: Setting<number>;
  readonly timerExpiredBackup: Setting<boolean>;
  readonly lowerPriorityNoAdvert: Setting<boolean>;
  readonly higherPrioritySendAdvert: Setting<boolean>;
  readonly ownerIgnoreAdverts: Setting<boolean>;
  /** Whether packets to the virtual addresses are accepted; otherwise firewall rules drop them. */
  readonly accept: Setting<boolean>;
  readonly vmac: Setting<Vmac | null>;
  readonly vmacAddr: Setting<boolean>;
  readonly vmacXmitBase: Setting<boolean>;
  readonly ipvlan: Setting<Ipvlan | null>;
  readonly promoteSecondaries: Setting<boolean>;
  /** unicast_src_ip or mcast_src_ip, whichever stands last; the ipvlan address where it stands before both. */
  readonly sourceAddress: Setting<IpAddress | null>;
  /** Whether losing the source address is a fault. */
  readonly trackSourceAddress: Setting<boolean>;
  /** Every unicast_peer block, also empty ones. */
  readonly peerBlocks: readonly Block[];
  readonly peers: readonly UnicastPeer[];
  /**
   * The first keyword that marks the instance as a unicast one: unicast_peer, unicast_src_ip, check_unicast_src, old_unicast_checksum or
   * unicast_fault_no_peer.
   */
  readonly unicastKeyword: Node | null;
  /** Whether it sends to its peers; false where unicast keywords fall back to multicast. */
  readonly unicast: boolean;
  readonly unicastFaultNoPeer: Setting<boolean>;
  /** TTL or hop limit of unicast adverts; null for keepalived's own. */
  readonly unicastTtl: Setting<number | null>;
  readonly checkUnicastSource: Setting<boolean>;
  /** The checksum of keepalived 1.3.6 for unicast adverts of VRRPv3: `on`, or `never`, not even to a peer that uses it. Null: as the peer does. */
  readonly oldUnicastChecksum: Setting<'on' | 'never' | null>;
  /** Whether the checksum of VRRPv3 for IPv4 leaves out the pseudo-header, and is not looked at in adverts of others. */
  readonly v3ChecksumAsV2: Setting<boolean>;
  /** Where its multicast adverts go: mcast_dst_ip, or the global group of its family. */
  readonly multicastGroup: Setting<string>;
  readonly authentication: Setting<Authentication | null>;
  /** The auth_pass line, whose password is nobody's business. */
  readonly passwordNode: Node | null;
  /** The auth_hmac block, null where it has none or keepalived disables it. */
  readonly authHmac: Setting<AuthHmac | null>;
  /** Virtual addresses in the order of the adverts. */
  readonly addresses: readonly Address[];
  readonly excludedAddresses: readonly Address[];
  readonly routes: readonly Route[];
  readonly rules: readonly RoutingRule[];
  readonly noVirtualAddress: Setting<boolean>;
  /** Rounds of gratuitous ARP on becoming master. */
  readonly garpMasterRepeat: Setting<number>;
  /** Seconds until the second set of rounds; 0: none. */
  readonly garpMasterDelay: Setting<number>;
  /** Seconds between later rounds; 0: none. */
  readonly garpMasterRefresh: Setting<number>;
  readonly garpMasterRefreshRepeat: Setting<number>;
  /** Rounds after an advert of lower priority. */
  readonly garpLowerPriorityRepeat: Setting<number>;
  /** Seconds until the second set of those; 0: none. */
  readonly garpLowerPriorityDelay: Setting<number>;
  /** What it depends on, beside its own interface. */
  readonly tracking: Tracking;
  /** Whether it goes on running when its own interface is down. */
  readonly dontTrackPrimary: Setting<boolean>;
  /** The group with which it shares its state. */
  readonly syncGroup: SyncGroup | null;
  /** True where keepalived (of this version) will not run because of it. */
  readonly refused: boolean;
  /** True where keepalived keeps it in fault state. */
  readonly faulted: boolean;
}

/** auth_hmac: the authentication trailer of keepalived 2.4.0 and newer. */
export interface AuthHmac {
  readonly mode: 'enforce' | 'permissive' | 'receive-only';
}
