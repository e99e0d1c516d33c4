import type { Block, Node, Span, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import { earlyEnd, type IsSplit } from '../../daemon/early-end.ts';
import type { Correct } from '../correction.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import type { Address } from '../net/address.ts';
import type { Route } from '../net/route.ts';
import type { RoutingRule } from '../net/routing-rule.ts';
import { fallback, type Setting } from '../setting.ts';
import { TrackingDraft } from '../tracking/read-trackers.ts';
import type { SyncGroup } from './sync-group.ts';
import type { Authentication, AuthHmac, Ipvlan, UnicastPeer, Vmac, VrrpInstance } from './vrrp-instance.ts';

/** Defaults that all instances share. */
const OFF = fallback(false);
const ON = fallback(true);
const NOTHING = fallback(null);
const ZERO = fallback(0);
const BACKUP = fallback('BACKUP' as const);
/** RFC 9568 section 5.2.4. */
const PRIORITY = fallback(100);
/** One second. */
const INTERVAL = fallback(1);

/**
 * An instance on its way to what keepalived runs: the lines fill it in the order of the text (read.ts), its closing brace makes the first
 * corrections (block-end.ts), and the rest come when all is read (complete.ts, strict.ts, duplicates.ts).
 */
export class InstanceDraft implements VrrpInstance {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** Where keepalived takes its block to end, if before its own brace. */
  readonly earlyEnd: Span | null;
  /** Notes a correction of this instance. */
  readonly correct: Correct;

  /** Null until something decides it. */
  decidedFamily: Family | null = null;
  familyNode: Node | null = null;
  interface: Setting<string | null> = NOTHING;
  vrf: Setting<string | null> = NOTHING;
  virtualRouterId: Setting<number | null> = NOTHING;
  state: Setting<'MASTER' | 'BACKUP'> = BACKUP;
  priority: Setting<number> = PRIORITY;
  /** Null until a line or the family decides it. */
  writtenVersion: Setting<2 | 3> | null = null;
  version: Setting<2 | 3>;
  writtenStrict: Setting<boolean> | null = null;
  strict: Setting<boolean>;
  advertInterval: Setting<number> = INTERVAL;
  preempt: Setting<boolean> = ON;
  preemptDelay: Setting<number> = ZERO;
  downTimerAdverts: Setting<number>;
  timerExpiredBackup: Setting<boolean> = OFF;
  writtenLowerPriorityNoAdvert: Setting<boolean> | null = null;
  lowerPriorityNoAdvert: Setting<boolean> = OFF;
  writtenHigherPrioritySendAdvert: Setting<boolean> | null = null;
  higherPrioritySendAdvert: Setting<boolean> = OFF;
  writtenOwnerIgnoreAdverts: Setting<boolean> | null = null;
  ownerIgnoreAdverts: Setting<boolean> = OFF;
  writtenAccept: Setting<boolean> | null = null;
  accept: Setting<boolean> = ON;
  vmac: Setting<Vmac | null> = NOTHING;
  /** The words of use_vmac and use_ipvlan that name the interface. */
  vmacName: Word | null = null;
  ipvlanName: Word | null = null;
  vmacAddr: Setting<boolean> = OFF;
  vmacXmitBase: Setting<boolean> = OFF;
  ipvlan: Setting<Ipvlan | null> = NOTHING;
  promoteSecondaries: Setting<boolean> = OFF;
  sourceAddress: Setting<IpAddress | null> = NOTHING;
  trackSourceAddress: Setting<boolean> = OFF;
  readonly peerBlocks: Block[] = [];
  readonly peers: UnicastPeer[] = [];
  unicastKeyword: Node | null = null;
  unicast = false;
  unicastFaultNoPeer: Setting<boolean> = OFF;
  unicastTtl: Setting<number | null> = NOTHING;
  checkUnicastSource: Setting<boolean> = OFF;
  oldUnicastChecksum: Setting<'on' | 'never' | null> = NOTHING;
  v3ChecksumAsV2: Setting<boolean>;
  /** mcast_dst_ip */
  writtenGroup: Setting<string> | null = null;
  multicastGroup: Setting<string>;
  authentication: Setting<Authentication | null> = NOTHING;
  passwordNode: Node | null = null;
  authHmac: Setting<AuthHmac | null> = NOTHING;
  /** Ids of the keys of auth_hmac, and the one for sending. */
  hmacKeys: Map<number, Node> | null = null;
  activeHmacKey: Setting<number | null> = NOTHING;
  addresses: Address[] = [];
  excludedAddresses: Address[] = [];
  readonly routes: Route[] = [];
  readonly rules: RoutingRule[] = [];
  noVirtualAddress: Setting<boolean> = OFF;
  garpMasterRepeat: Setting<number>;
  garpMasterDelay: Setting<number>;
  garpMasterRefresh: Setting<number>;
  garpMasterRefreshRepeat: Setting<number>;
  writtenGarpLowerPriorityRepeat: Setting<number> | null = null;
  garpLowerPriorityRepeat: Setting<number>;
  writtenGarpLowerPriorityDelay: Setting<number> | null = null;
  garpLowerPriorityDelay: Setting<number>;
  tracking: TrackingDraft = new TrackingDraft();
  dontTrackPrimary: Setting<boolean> = OFF;
  syncGroup: SyncGroup | null = null;
  refused = false;
  faulted = false;

  constructor(bound: BoundBlock, nameWord: Word, defaults: InstanceDefaults, isSplit: IsSplit, correct: Correct) {
    this.bound = bound;
    this.block = bound.node;
    this.earlyEnd = earlyEnd(bound, isSplit);
    this.nameWord = nameWord;
    this.name = nameWord.text;
    const early = this.earlyEnd;
    this.correct = early
      ? (check, effect, verdict, at, more) => correct(check, effect, at.start > early.start ? 'silent' : verdict, at, more)
      : correct;
    this.version = defaults.vrrpVersion;
    this.strict = defaults.vrrpStrict;
    this.multicastGroup = defaults.multicastGroup4;
    this.v3ChecksumAsV2 = defaults.v3ChecksumAsV2;
    this.downTimerAdverts = defaults.downTimerAdverts;
    this.garpMasterRepeat = defaults.garpMasterRepeat;
    this.garpMasterDelay = defaults.garpMasterDelay;
    this.garpMasterRefresh = defaults.garpMasterRefresh;
    this.garpMasterRefreshRepeat = defaults.garpMasterRefreshRepeat;
    this.garpLowerPriorityRepeat = this.garpMasterRepeat;
    this.garpLowerPriorityDelay = this.garpMasterDelay;
  }

  /** Whether a line or word stands where keepalived does not take it for the instance's any more. */
  isBeyond({ span }: { readonly span: Span }): boolean {
    return this.earlyEnd !== null && span.start > this.earlyEnd.start;
  }

  get family(): Family {
    return this.decidedFamily ?? 'ipv4';
  }

  /** Lets `node` decide the family if nothing has before; whether the instance then is of that family. */
  isOfFamily(family: Family, node: Node): boolean {
    if (this.decidedFamily === null) {
      this.decidedFamily = family;
      this.familyNode = node;
    }
    return this.decidedFamily === family;
  }
}

/** global_defs as the instances see them: made once, since there may be thousands of instances. */
export type InstanceDefaults = GlobalDefs;

export function instanceDefaults(globals: GlobalDefs): InstanceDefaults {
  return {
    ...globals,
    vrrpVersion: asDefault(globals.vrrpVersion),
    vrrpStrict: asDefault(globals.vrrpStrict),
    checkUnicastSource: asDefault(globals.checkUnicastSource),
    multicastGroup4: asDefault(globals.multicastGroup4),
    multicastGroup6: asDefault(globals.multicastGroup6),
    downTimerAdverts: asDefault(globals.downTimerAdverts),
    garpMasterRepeat: asDefault(globals.garpMasterRepeat),
    garpMasterDelay: asDefault(globals.garpMasterDelay),
    garpMasterRefresh: asDefault(globals.garpMasterRefresh),
    garpMasterRefreshRepeat: asDefault(globals.garpMasterRefreshRepeat),
    garpLowerPriorityRepeat: asDefault(globals.garpLowerPriorityRepeat),
    garpLowerPriorityDelay: asDefault(globals.garpLowerPriorityDelay),
    lowerPriorityNoAdvert: asDefault(globals.lowerPriorityNoAdvert),
    higherPrioritySendAdvert: asDefault(globals.higherPrioritySendAdvert),
    ownerIgnoreAdverts: asDefault(globals.ownerIgnoreAdverts),
    v3ChecksumAsV2: asDefault(globals.v3ChecksumAsV2),
  };
}

/** What another statement says, taken over as a default. */
export function asDefault<T>(setting: Setting<T>): Setting<T> {
  return setting.as === 'default' ? setting : fallback(setting.value, setting.node);
}
