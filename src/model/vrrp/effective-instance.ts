import type { Word } from '../../../grammar/tree.ts';
import { atLeast } from '../../../grammar/version.ts';
import type { Target } from '../../binding/target.ts';
import type { Correct } from '../correction.ts';
import type { TrackingDraft } from '../tracking/read-trackers.ts';
import { type BlockEnd, closeBlock } from './block-end.ts';
import { requireEssentials } from './essentials.ts';
import type { InstanceDefaults } from './instance-defaults.ts';
import { advertisedAddresses, adviseLinkLocalFirst, placedAddresses, requireAddress } from './settle-addresses.ts';
import { settleAnswers, settleDownTimer, settleGarp, settleInterval, settleUnicast, settleVersion } from './settle-adverts.ts';
import { settleAuthentication } from './settle-authentication.ts';
import { settleInterfaces } from './settle-interfaces.ts';
import { settleAccept, settleOwner, settlePreemption, settlePriority, settleState } from './settle-state.ts';
import { type Fate, NOTHING, OFF } from './settling.ts';
import type { SyncGroup } from './sync-group.ts';
import type { VrrpInstance } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/**
 * The effective instance while the model is made. Its settings are final; only what groups and other instances do to it is still entered: its
 * group, the trackers that are taken away, and its fate.
 */
export interface EffectiveInstance extends VrrpInstance {
  /** The name that is written for its own interface. */
  readonly interfaceWord: Word | null;
  readonly correct: Correct;
  readonly tracking: TrackingDraft;
  syncGroup: SyncGroup | null;
  refused: boolean;
  faulted: boolean;
}

/** An instance that is read, up to its closing brace. */
export interface ReadInstance {
  readonly written: WrittenInstance;
  readonly end: BlockEnd;
  readonly tracking: TrackingDraft;
  readonly fate: Fate;
}

/** First step: what keepalived settles at the closing brace. */
export function closeInstance(written: WrittenInstance, tracking: TrackingDraft, { version }: Target): ReadInstance {
  return { written, end: closeBlock(written, version), tracking, fate: { refused: false, faulted: false } };
}

/** Second step, for all instances before the third: what none can do without. */
export function checkEssentials({ written, fate }: ReadInstance, { version }: Target): void {
  requireEssentials(written, fate, version);
}

/**
 * Third step: what keepalived runs of an instance, when everything has been read. Each line decides some settings from what is written and what is
 * settled above it, and notes as corrections what it changes, in keepalived's own order.
 */
export function effectiveInstance(
  { written, end, tracking, fate }: ReadInstance,
  defaults: InstanceDefaults,
  target: Target,
): EffectiveInstance {
  const keepalived = target.version;
  const strict = written.strict ?? defaults.vrrpStrict;
  const unicast = written.peers.length > 0;
  const it = { written, end, defaults, keepalived, fate, strict, unicast, version: settleVersion(written, defaults, strict) };
  const asksEarly = !atLeast(keepalived, '2.2.8');
  const early = asksEarly ? requireAddress(it, written.addresses) : OFF;
  const authentication = settleAuthentication(it);
  const adverts = settleUnicast(it);
  const placed = placedAddresses(it);
  const priority = settlePriority(it);
  const state = settleState(it, priority, authentication.authentication);
  const preemption = settlePreemption(it, { priority, state });
  const advertInterval = settleInterval(it);
  const downTimerAdverts = settleDownTimer(it);
  const garp = settleGarp(it);
  const answers = settleAnswers(it);
  const ownerIgnoreAdverts = settleOwner(it, priority);
  const accept = settleAccept(it, priority);
  const interfaces = settleInterfaces(it, placed);
  const noVirtualAddress = asksEarly ? early : requireAddress(it, placed.addresses);
  adviseLinkLocalFirst(it, placed.addresses);
  const { addresses, excludedAddresses } = advertisedAddresses(it, placed, authentication, target.host);
  // Without spreads and getters, which would cost each of thousands of instances a shape of its own.
  return {
    interfaceWord: written.vmacName ?? written.ipvlanName,
    correct: written.correct,
    name: written.name,
    nameWord: written.nameWord,
    block: written.block,
    bound: written.bound,
    family: written.family,
    familyNode: written.familyNode,
    interface: written.interface ?? NOTHING,
    virtualRouterId: written.virtualRouterId ?? NOTHING,
    version: it.version,
    strict,
    unicast,
    priority,
    state,
    preempt: preemption.preempt,
    preemptDelay: preemption.preemptDelay,
    timerExpiredBackup: preemption.timerExpiredBackup,
    advertInterval,
    downTimerAdverts,
    garpMasterRepeat: garp.garpMasterRepeat,
    garpMasterDelay: garp.garpMasterDelay,
    garpMasterRefresh: garp.garpMasterRefresh,
    garpMasterRefreshRepeat: garp.garpMasterRefreshRepeat,
    garpLowerPriorityRepeat: answers.garpLowerPriorityRepeat,
    garpLowerPriorityDelay: answers.garpLowerPriorityDelay,
    lowerPriorityNoAdvert: answers.lowerPriorityNoAdvert,
    higherPrioritySendAdvert: answers.higherPrioritySendAdvert,
    ownerIgnoreAdverts,
    accept,
    vmac: interfaces.vmac,
    ipvlan: interfaces.ipvlan,
    vmacAddr: interfaces.vmacAddr,
    vmacXmitBase: interfaces.vmacXmitBase,
    promoteSecondaries: interfaces.promoteSecondaries,
    checkUnicastSource: adverts.checkUnicastSource,
    multicastGroup: adverts.multicastGroup,
    vrf: adverts.vrf,
    authentication: authentication.authentication,
    authHmac: authentication.authHmac,
    addresses: addresses.slice(),
    excludedAddresses: excludedAddresses.slice(),
    noVirtualAddress,
    sourceAddress: written.sourceAddress ?? NOTHING,
    trackSourceAddress: written.trackSourceAddress ?? OFF,
    dontTrackPrimary: written.dontTrackPrimary ?? OFF,
    // Lists that grow have room for many more, and most have one entry.
    peerBlocks: written.peerBlocks.slice(),
    peers: written.peers.slice(),
    unicastKeyword: written.unicastKeyword,
    unicastFaultNoPeer: written.unicastFaultNoPeer ?? OFF,
    unicastTtl: end.unicastTtl ?? NOTHING,
    oldUnicastChecksum: written.oldUnicastChecksum ?? NOTHING,
    v3ChecksumAsV2: written.v3ChecksumAsV2 ?? defaults.v3ChecksumAsV2,
    passwordNode: written.passwordNode,
    routes: written.routes.slice(),
    rules: written.rules.slice(),
    tracking,
    syncGroup: null,
    refused: fate.refused,
    faulted: fate.faulted || written.hasLostSource,
  };
}
