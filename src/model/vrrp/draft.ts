import type { Block, Node, Word } from '../../../grammar/tree.ts';
import type { Address, Family, IpAddress } from '../address.ts';
import type { BoundBlock } from '../bound.ts';
import type { Correct } from '../correction.ts';
import type { GlobalDefs } from '../global-defs.ts';
import { fallback, type Setting } from '../setting.ts';
import type { Authentication, AuthHmac, Ipvlan, UnicastPeer, Vmac, VrrpInstance } from '../vrrp-instance.ts';

/**
 * An instance on its way to what keepalived runs: the lines fill it in the order of the text (read.ts), its closing brace makes the first
 * corrections (block-end.ts), and the rest come when all is read (complete.ts, strict.ts, duplicates.ts).
 */
export class InstanceDraft implements VrrpInstance {
  readonly name: string;
  readonly nameWord: Word;
  readonly block: Block;
  readonly bound: BoundBlock;
  /** Notes a correction of this instance. */
  readonly correct: Correct;

  /** Null until something decides it. */
  decidedFamily: Family | null = null;
  familyNode: Node | null = null;
  interface: Setting<string | null> = fallback(null);
  vrf: Setting<string | null> = fallback(null);
  virtualRouterId: Setting<number | null> = fallback(null);
  state: Setting<'MASTER' | 'BACKUP'> = fallback('BACKUP');
  priority: Setting<number> = fallback(100);
  /** Null until a line or the family decides it. */
  writtenVersion: Setting<2 | 3> | null = null;
  version: Setting<2 | 3>;
  writtenStrict: Setting<boolean> | null = null;
  strict: Setting<boolean>;
  advertInterval: Setting<number> = fallback(1);
  preempt: Setting<boolean> = fallback(true);
  preemptDelay: Setting<number> = fallback(0);
  downTimerAdverts: Setting<number>;
  timerExpiredBackup: Setting<boolean> = fallback(false);
  writtenLowerPriorityNoAdvert: Setting<boolean> | null = null;
  lowerPriorityNoAdvert: Setting<boolean> = fallback(false);
  writtenHigherPrioritySendAdvert: Setting<boolean> | null = null;
  higherPrioritySendAdvert: Setting<boolean> = fallback(false);
  writtenOwnerIgnoreAdverts: Setting<boolean> | null = null;
  ownerIgnoreAdverts: Setting<boolean> = fallback(false);
  writtenAccept: Setting<boolean> | null = null;
  accept: Setting<boolean> = fallback(true);
  vmac: Setting<Vmac | null> = fallback(null);
  /** The words of use_vmac and use_ipvlan that name the interface. */
  vmacName: Word | null = null;
  ipvlanName: Word | null = null;
  vmacAddr: Setting<boolean> = fallback(false);
  vmacXmitBase: Setting<boolean> = fallback(false);
  ipvlan: Setting<Ipvlan | null> = fallback(null);
  promoteSecondaries: Setting<boolean> = fallback(false);
  sourceAddress: Setting<IpAddress | null> = fallback(null);
  trackSourceAddress: Setting<boolean> = fallback(false);
  readonly peerBlocks: Block[] = [];
  readonly peers: UnicastPeer[] = [];
  readonly peerByText = new Map<string, UnicastPeer>();
  unicastKeyword: Node | null = null;
  unicast = false;
  unicastFaultNoPeer: Setting<boolean> = fallback(false);
  unicastTtl: Setting<number | null> = fallback(null);
  checkUnicastSource: Setting<boolean> = fallback(false);
  /** mcast_dst_ip */
  writtenGroup: Setting<string> | null = null;
  multicastGroup: Setting<string>;
  authentication: Setting<Authentication | null> = fallback(null);
  passwordNode: Node | null = null;
  authHmac: Setting<AuthHmac | null> = fallback(null);
  /** Ids of the keys of auth_hmac, and the one for sending. */
  readonly hmacKeys = new Map<number, Node>();
  activeHmacKey: Setting<number | null> = fallback(null);
  addresses: Address[] = [];
  excludedAddresses: Address[] = [];
  /** The same by address, and by address with the interface behind it. */
  readonly addressByText = new Map<string, Address>();
  readonly addressByPlace = new Map<string, Address>();
  readonly excludedByPlace = new Map<string, Address>();
  noVirtualAddress: Setting<boolean> = fallback(false);
  garpMasterRepeat: Setting<number>;
  garpMasterDelay: Setting<number>;
  garpMasterRefresh: Setting<number>;
  garpMasterRefreshRepeat: Setting<number>;
  writtenGarpLowerPriorityRepeat: Setting<number> | null = null;
  garpLowerPriorityRepeat: Setting<number>;
  writtenGarpLowerPriorityDelay: Setting<number> | null = null;
  garpLowerPriorityDelay: Setting<number>;
  refused = false;
  faulted = false;

  constructor(bound: BoundBlock, nameWord: Word, globals: GlobalDefs, correct: Correct) {
    this.bound = bound;
    this.block = bound.node;
    this.nameWord = nameWord;
    this.name = nameWord.text;
    this.correct = correct;
    this.version = asDefault(globals.vrrpVersion);
    this.strict = asDefault(globals.vrrpStrict);
    this.multicastGroup = asDefault(globals.multicastGroup4);
    this.downTimerAdverts = asDefault(globals.downTimerAdverts);
    this.garpMasterRepeat = asDefault(globals.garpMasterRepeat);
    this.garpMasterDelay = asDefault(globals.garpMasterDelay);
    this.garpMasterRefresh = asDefault(globals.garpMasterRefresh);
    this.garpMasterRefreshRepeat = asDefault(globals.garpMasterRefreshRepeat);
    this.garpLowerPriorityRepeat = this.garpMasterRepeat;
    this.garpLowerPriorityDelay = this.garpMasterDelay;
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

/** A setting of global_defs as an instance sees it. */
export function asDefault<T>(setting: Setting<T>): Setting<T> {
  return fallback(setting.value, setting.node);
}
