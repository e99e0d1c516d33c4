import type { Block, Node, Span, Word } from '../../../grammar/tree.ts';
import type { BoundBlock } from '../../binding/bound.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';
import { earlyEnd, type IsSplit } from '../../daemon/early-end.ts';
import type { Correct } from '../correction.ts';
import type { Address } from '../net/address.ts';
import type { Route } from '../net/route.ts';
import type { RoutingRule } from '../net/routing-rule.ts';
import type { Setting } from '../setting.ts';
import type { Authentication, AuthHmac, Ipvlan, UnicastPeer, Vmac } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/** A {@link WrittenInstance} while its lines are read, one after the other; only read-instance.ts fills it. */
export class InstanceLines implements WrittenInstance {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  readonly earlyEnd: Span | null;
  readonly correct: Correct;
  /** Null until something decides it. */
  decidedFamily: Family | null = null;
  familyNode: Node | null = null;
  interface: Setting<string | null> | null = null;
  vrf: Setting<string | null> | null = null;
  virtualRouterId: Setting<number | null> | null = null;
  state: Setting<'MASTER' | 'BACKUP'> | null = null;
  priority: Setting<number> | null = null;
  version: Setting<2 | 3> | null = null;
  strict: Setting<boolean> | null = null;
  advertInterval: Setting<number> | null = null;
  preempt: Setting<boolean> | null = null;
  preemptDelay: Setting<number> | null = null;
  downTimerAdverts: Setting<number> | null = null;
  timerExpiredBackup: Setting<boolean> | null = null;
  lowerPriorityNoAdvert: Setting<boolean> | null = null;
  higherPrioritySendAdvert: Setting<boolean> | null = null;
  ownerIgnoreAdverts: Setting<boolean> | null = null;
  accept: Setting<boolean> | null = null;
  vmac: Setting<Vmac | null> | null = null;
  vmacName: Word | null = null;
  ipvlanName: Word | null = null;
  vmacAddr: Setting<boolean> | null = null;
  vmacXmitBase: Setting<boolean> | null = null;
  ipvlan: Setting<Ipvlan | null> | null = null;
  promoteSecondaries: Setting<boolean> | null = null;
  sourceAddress: Setting<IpAddress | null> | null = null;
  hasLostSource = false;
  trackSourceAddress: Setting<boolean> | null = null;
  readonly peerBlocks: Block[] = [];
  readonly peers: UnicastPeer[] = [];
  unicastKeyword: Node | null = null;
  unicastFaultNoPeer: Setting<boolean> | null = null;
  unicastTtl: Setting<number | null> | null = null;
  checkUnicastSource: Setting<boolean> | null = null;
  oldUnicastChecksum: Setting<'on' | 'never' | null> | null = null;
  v3ChecksumAsV2: Setting<boolean> | null = null;
  multicastGroup: Setting<string> | null = null;
  authentication: Setting<Authentication | null> | null = null;
  passwordNode: Node | null = null;
  authHmac: Setting<AuthHmac | null> | null = null;
  hmacKeys: Map<number, Node> | null = null;
  activeHmacKey: Setting<number | null> | null = null;
  readonly addresses: Address[] = [];
  readonly excludedAddresses: Address[] = [];
  readonly routes: Route[] = [];
  readonly rules: RoutingRule[] = [];
  noVirtualAddress: Setting<boolean> | null = null;
  garpMasterRepeat: Setting<number> | null = null;
  garpMasterDelay: Setting<number> | null = null;
  garpMasterRefresh: Setting<number> | null = null;
  garpMasterRefreshRepeat: Setting<number> | null = null;
  garpLowerPriorityRepeat: Setting<number> | null = null;
  garpLowerPriorityDelay: Setting<number> | null = null;
  dontTrackPrimary: Setting<boolean> | null = null;

  constructor(bound: BoundBlock, nameWord: Word, isSplit: IsSplit | null, correct: Correct) {
    this.bound = bound;
    this.block = bound.node;
    this.earlyEnd = earlyEnd(bound, isSplit);
    this.nameWord = nameWord;
    this.name = nameWord.text;
    const early = this.earlyEnd;
    this.correct = early
      ? (check, effect, verdict, at, ...more) => correct(check, effect, at.start > early.start ? 'silent' : verdict, at, ...more)
      : correct;
  }

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
