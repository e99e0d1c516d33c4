import ipaddr from 'ipaddr.js';
import { atLeast } from '../../grammar/version.ts';
import { adoptsOldChecksum } from './acceptance.ts';
import type { Choices } from './choice.ts';
import type { Clock } from './clock.ts';
import type { Hearing } from './hearing.ts';
import { addAddresses, contestedAddresses, removeAddresses } from './kernel.ts';
import { OWNER_PRIORITY, ownersCompareAddresses, type Router, type RouterGroup, unitOf } from './router.ts';
import { NEVER, type RouterState } from './state.ts';
import { masterDownTime, microseconds, nextAdvert, skew } from './timers.ts';
import type { FaultKind } from './tracking.ts';
import type { World } from './world.ts';

/** Priority of the advert with which a master resigns. */
const RESIGNED = 0;

/**
 * keepalived's state machine of VRRP and of its sync groups, on the routers of a world. An advert that is repeated changes nothing, so a
 * master sends one only when it or a listener has changed; in between it holds its backups ({@link RouterState.heldBy}), whose timers stand
 * still. The names in brackets are those of keepalived's functions, in vrrp.c unless another file is named.
 */
export class Machine {
  readonly world: World;
  readonly clock: Clock;
  readonly choices: Choices;
  private readonly hearing: Hearing;

  constructor(world: World, clock: Clock, hearing: Hearing, choices: Choices) {
    this.world = world;
    this.clock = clock;
    this.hearing = hearing;
    this.choices = choices;
  }

  get now(): number {
    return this.world.time;
  }

  hears(receiver: Router, sender: Router): boolean {
    return this.hearing.obstacle(this.world, receiver, sender, this.choices) === null;
  }

  /** The timer of a backup has run out (vrrp_scheduler.c vrrp_dispatcher_read_timeout). */
  expire(router: Router): void {
    const state = this.world.router(router);
    if (state.status !== 'backup' || state.deadline !== this.now || this.isOvertaken(router)) return;
    this.world.changeRouter(router).wants = 'master';
    this.goToMaster(router);
    if (router.group && this.world.router(router).status === 'master') this.syncMaster(router.group, router);
  }

  /**
   * Whether another node that has started together with this one takes over before it: its timer runs out only milliseconds later, and no two
   * hosts start, and no two first runs of a script end, that exactly in one moment. Only asked where the first one stays master.
   */
  private isOvertaken(router: Router): boolean {
    // A group is ready with its last member, and they run out in their order.
    if (router.group?.members.findLast((member) => member !== router && !this.isWaiting(member))) return false;
    if (this.ripeAt(router) !== this.now) return false;
    for (const rival of this.rivalsOf(router)) {
      const at = this.ripeAt(rival);
      const isClose = at !== null && at > this.now && at <= this.now + START_SPREAD;
      if (!isClose || !(staysBehind(router) || staysBehind(rival))) continue;
      if (this.choices.make('start', router.host.node.name, rival.host.node.name)) continue;
      // Behind all that are close, so that one of them is first and not the next that is put off itself.
      this.setDeadline(router, this.now + START_SPREAD + 1);
      return true;
    }
    return false;
  }

  /** Other nodes' routers that a router and its group meet on their links, one of each group. */
  private rivalsOf(router: Router): Iterable<Router> {
    const rivals = new Map<Router | RouterGroup, Router>();
    for (const { domain } of unitOf(router)) {
      for (const rival of this.world.site.domains.get(domain) ?? []) {
        const unit = rival.group ?? rival;
        if (rival.host !== router.host && !rivals.has(unit)) rivals.set(unit, rival);
      }
    }
    return rivals.values();
  }

  /** When a node that has just started takes over: a group when the last of its members would. Null where it has heard something since, or is in fault. */
  private ripeAt(router: Router): number | null {
    let latest = 0;
    for (const member of unitOf(router)) {
      const { status, deadline, firstDeadline } = this.world.router(member);
      if (status !== 'backup' || !(this.isWaiting(member) || deadline === firstDeadline)) return null;
      latest = Math.max(latest, firstDeadline);
    }
    return latest;
  }

  /** Whether its timer has run out and only its group holds it back. */
  private isWaiting(router: Router): boolean {
    const { deadline, wants } = this.world.router(router);
    return deadline === NEVER && wants === 'master';
  }

  /** A backup from now on, with a full timer; adverts of masters reach it at their next turn. */
  becomeBackup(router: Router): void {
    const state = this.world.changeRouter(router);
    state.status = 'backup';
    state.preemptAt = null;
    state.heldBy = null;
    state.downTimer = masterDownTime(router, state.priority, state.masterInterval);
    this.setDeadline(router, Math.max(this.now, state.delayedUntil) + state.downTimer);
    this.listen(router);
  }

  /** A fault more (vrrp_track.c down_instance). */
  fail(router: Router, kind: FaultKind | 'source'): void {
    const state = this.world.changeRouter(router);
    const wasFaulty = faultsOf(state) > 0;
    state.faults[kind] = countsFaults(router, kind) ? state.faults[kind] + 1 : 1;
    if (wasFaulty || state.status === 'down') return;
    state.wants = 'fault';
    if (state.status === 'master') this.leaveMaster(router, true);
    else this.stay(router, 'fault');
    const { group } = router;
    if (group && this.world.changeGroup(group).faulty++ === 0) this.syncFault(group, router);
  }

  /**
   * A fault less (vrrp_scheduler.c try_up_instance). From 2.3.3 on one interface that comes back takes the fault of all others with it
   * (vrrp_track.c down_instance has one flag for them; scenario dynamic-interfaces-tracked-unknown is where this shows).
   */
  recover(router: Router, kind: FaultKind | 'source'): void {
    const state = this.world.changeRouter(router);
    if (faultsOf(state) === 0) return;
    state.faults[kind] = countsFaults(router, kind) ? Math.max(0, state.faults[kind] - 1) : 0;
    if (state.status === 'down' || faultsOf(state) > 0) return;
    state.wants = 'backup';
    state.masterInterval = microseconds(router.interval);
    const { group } = router;
    if (group && --this.world.changeGroup(group).faulty > 0) return;
    this.becomeBackup(router);
    if (group) this.syncBackup(group, router);
  }

  /** Moves the sum of weights (vrrp_track.c vrrp_set_effective_priority). */
  addPriority(router: Router, difference: number): void {
    const state = this.world.changeRouter(router);
    state.totalPriority += difference;
    const priority = effectivePriority(state);
    if (priority === state.priority) return;
    state.priority = priority;
    const before = state.downTimer;
    state.downTimer = masterDownTime(router, priority, state.masterInterval);
    if (state.status === 'master') {
      this.sendLater(router, null);
      // Another master that does not hear this one has gone on with its adverts, which may count from now on (scenario unicast-wrong-peer-weighted-script).
      this.listen(router);
    }
    if (state.status !== 'backup') return;
    if (state.deadline !== NEVER) this.setDeadline(router, Math.max(this.now, state.deadline + state.downTimer - before));
    this.listen(router);
  }

  /** keepalived ends on its node: in good order with a last advert, or without a word. */
  end(router: Router, inOrder: boolean): void {
    const { status } = this.world.router(router);
    if (status === 'master') {
      if (inOrder) {
        this.send(router, RESIGNED);
        this.removeAddresses(router);
      }
      this.release(router);
    }
    const state = this.world.changeRouter(router);
    state.status = 'down';
    state.heldBy = null;
    state.deadline = NEVER;
  }

  /** Lets a router hear every master it can, each at its next turn; `silent`: one that it does not hear. */
  listen(router: Router, silent: Router | null = null): void {
    for (const master of this.world.mastersOf(router.domain)) {
      if (master !== silent && master.host !== router.host) this.sendLater(master, router);
    }
  }

  /** The next advert of a master; only one listener counts where one is named, because nothing is new to the others. */
  sendLater(master: Router, to: Router | null): void {
    const { masterSince } = this.world.router(master);
    this.sendAt(master, to, (to && this.chance(master, to)) ?? nextAdvert(master, masterSince, this.now));
  }

  /** The time of an advert that may come before or after the timer of a backup; null where it comes in time. */
  private chance(master: Router, to: Router): number | null {
    const { status, deadline } = this.world.router(to);
    const interval = microseconds(master.interval);
    if (status !== 'backup' || deadline === NEVER || deadline > this.now + interval) return null;
    return this.choices.make('interval', master.host.node.name, to.host.node.name) ? this.now + interval : this.now + 1;
  }

  sendAt(master: Router, to: Router | null, at: number): void {
    const run = (): void => {
      if (this.world.router(master).status !== 'master') return;
      if (to) this.deliver(master, to, this.world.router(master).priority);
      else this.send(master, this.world.router(master).priority);
    };
    this.clock.add({ at, expires: null, run });
  }

  /** A backup that does not hear its master any more waits for its timer from now on, unless another master is heard. */
  lose(router: Router, master: Router): void {
    if (this.freeFrom(router, master)) this.listen(router);
  }

  /** A master does not hold a router back any more. False where it did not, or where no timer runs. */
  private freeFrom(router: Router, master: Router): boolean {
    if (this.world.router(router).heldBy !== master.index) return false;
    const state = this.world.changeRouter(router);
    state.heldBy = null;
    if (state.status !== 'backup') return false;
    this.setDeadline(router, this.now + state.downTimer);
    return true;
  }

  /** Lets backups miss masters that put off their adverts, where that is how it is to go. False where there are none. */
  silence(): boolean {
    let isMissed = false;
    for (const masters of this.world.allMasters()) {
      if (masters.length < 2) continue;
      for (const master of masters) {
        const backups = this.backupsOf(master);
        const other =
          backups.length > 0 &&
          masters.find((each) => each.host !== master.host && this.hearing.putsOff(this.world, master, each, this.choices));
        if (!other || this.choices.make('silence', master.host.node.name, other.host.node.name)) continue;
        for (const backup of backups) if (this.freeFrom(backup, master)) this.listen(backup, master);
        isMissed = true;
      }
    }
    return isMissed;
  }

  private backupsOf(master: Router): readonly Router[] {
    return (this.world.site.domains.get(master.domain) ?? []).filter((each) => this.world.router(each).heldBy === master.index);
  }

  setDeadline(router: Router, at: number): void {
    const state = this.world.changeRouter(router);
    state.deadline = at;
    if (at !== NEVER) this.clock.add({ at, expires: router, run: () => this.expire(router) });
  }

  /** vrrp_state_goto_master */
  private goToMaster(router: Router): void {
    const state = this.world.changeRouter(router);
    if (router.group && !this.groupMayLead(router.group, router)) {
      // It waits for the other members, whose timers bring all of them up; its own would only run out again and again.
      state.wants = 'master';
      state.deadline = NEVER;
      return;
    }
    state.status = 'master';
    state.heldBy = null;
    state.deadline = NEVER;
    state.preemptAt = null;
    state.masterSince = this.now;
    this.world.addMaster(router);
    this.addAddresses(router);
    this.send(router, state.priority);
  }

  /** Sends an advert to all that may hear it (vrrp_send_adv). */
  private send(sender: Router, priority: number): void {
    for (const router of this.world.site.domains.get(sender.domain) ?? [])
      if (router.host !== sender.host) this.deliver(sender, router, priority);
  }

  private deliver(sender: Router, receiver: Router, priority: number): void {
    const { status } = this.world.router(receiver);
    if (status !== 'backup' && status !== 'master') return;
    if (!this.hears(receiver, sender)) return;
    if (adoptsOldChecksum(receiver, sender)) this.adoptOldChecksum(receiver);
    if (status === 'backup') this.receiveAsBackup(receiver, sender, priority);
    else this.receiveAsMaster(receiver, sender, priority);
  }

  /** From now on it does not hear its master any more where that one uses the checksum of the standard. */
  private adoptOldChecksum(router: Router): void {
    if (this.world.router(router).onlyOldChecksum) return;
    this.world.changeRouter(router).onlyOldChecksum = true;
    const { heldBy } = this.world.router(router);
    const master = heldBy === null ? undefined : this.world.site.routers[heldBy];
    if (master && !this.hears(router, master)) this.lose(router, master);
  }

  /** vrrp_state_backup */
  private receiveAsBackup(receiver: Router, sender: Router, priority: number): void {
    if (this.changesNothing(receiver, sender, priority)) return;
    const state = this.world.changeRouter(receiver);
    // Since 2.4.0 vrrp_dispatcher_read drops what comes before vrrp_startup_delay is over.
    if (state.delayedUntil > this.now && atLeast(receiver.version, '2.4.0')) {
      this.sendAt(sender, receiver, nextAdvert(sender, this.world.router(sender).masterSince, state.delayedUntil));
      return;
    }
    // An owner that starts is master before it can hear anyone.
    if (state.downTimer === AT_ONCE) return;
    if (priority === RESIGNED) {
      const downTimer = skew(receiver, state.priority, state.masterInterval);
      // Many masters that resign in one moment say nothing new after the first one.
      if (state.heldBy !== sender.index && state.downTimer === downTimer && state.deadline === this.now + downTimer) return;
      if (state.heldBy === sender.index) state.heldBy = null;
      state.downTimer = downTimer;
      this.setDeadline(receiver, this.now + downTimer);
      this.listen(receiver);
      return;
    }
    if (!this.accepts(receiver, state, priority)) {
      this.ignore(receiver, sender, state);
      return;
    }
    if (receiver.instance.version.value === 3) state.masterInterval = microseconds(sender.interval);
    state.downTimer = masterDownTime(receiver, state.priority, state.masterInterval);
    state.wants = 'backup';
    if (this.world.router(sender).status === 'master') {
      state.heldBy = sender.index;
      state.deadline = NEVER;
    } else this.setDeadline(receiver, this.now + state.downTimer);
    this.delayPreemption(receiver, state, priority);
  }

  /** Whether the receiver goes on as it did: its timer stands still for another master, or runs on as for any advert that it ignores. */
  private changesNothing(receiver: Router, sender: Router, priority: number): boolean {
    const { heldBy, deadline, delayedUntil } = this.world.router(receiver);
    if (priority === RESIGNED || receiver.instance.preemptDelay.value > 0 || delayedUntil > this.now) return false;
    const accepts = this.accepts(receiver, this.world.router(receiver), priority);
    return accepts ? heldBy !== null && heldBy !== sender.index && deadline === NEVER : heldBy !== sender.index;
  }

  /** nopreempt and preempt_delay belong to the one who would take over. */
  private accepts({ instance }: Router, state: Readonly<RouterState>, priority: number): boolean {
    if (!instance.preempt.value || priority >= state.priority) return true;
    return instance.preemptDelay.value > 0 && (state.preemptAt === null || state.preemptAt > this.now);
  }

  private delayPreemption(receiver: Router, state: RouterState, priority: number): void {
    const { value: delay } = receiver.instance.preemptDelay;
    if (delay === 0) return;
    if (priority >= state.priority) state.preemptAt = null;
    else if (state.preemptAt === null) {
      const at = this.now + microseconds(delay);
      state.preemptAt = at;
      this.watchPreemption(receiver, at);
    }
  }

  /** When preempt_delay is over, adverts of lower priority do not count any more. */
  watchPreemption(router: Router, at: number): void {
    const run = (): void => {
      if (this.world.router(router).preemptAt === at) this.listen(router);
    };
    this.clock.add({ at, expires: null, run });
  }

  /** The timer goes on. Before 2.2.8 each advert that is ignored during vrrp_startup_delay puts it off once more. */
  private ignore(receiver: Router, sender: Router, state: RouterState): void {
    this.lose(receiver, sender);
    const left = state.delayedUntil - this.now;
    if (left <= 0 || state.isDelayCounted || state.deadline === NEVER || atLeast(receiver.version, '2.2.8')) return;
    const interval = microseconds(sender.interval);
    const adverts = Math.ceil(left / interval);
    state.isDelayCounted = true;
    this.setDeadline(receiver, state.deadline + adverts * left - (interval * adverts * (adverts - 1)) / 2);
  }

  /** vrrp_state_master_rx */
  private receiveAsMaster(receiver: Router, sender: Router, priority: number): void {
    if (priority === RESIGNED) return;
    const state = this.world.changeRouter(receiver);
    const order = this.compareSources(sender, receiver);
    if (priority === state.priority && priority === OWNER_PRIORITY && order !== 0 && !ownersCompareAddresses(receiver)) {
      state.basePriority = OWNER_PRIORITY - 1;
      state.totalPriority = state.basePriority;
      state.priority = state.basePriority;
    }
    const yields = priority > state.priority || (priority === state.priority && order > 0);
    if (yields) {
      if (receiver.instance.version.value === 3) state.masterInterval = microseconds(sender.interval);
      state.wants = 'backup';
      this.leaveMaster(receiver, false);
      if (receiver.group) this.syncBackup(receiver.group, receiver);
    } else if (priority < state.priority || order < 0) {
      if (receiver.instance.lowerPriorityNoAdvert.value) this.sendLater(receiver, sender);
      else this.sendAt(receiver, sender, this.now);
    }
  }

  /** Positive where the first sends from the higher address (vrrp_saddr_cmp). */
  private compareSources(a: Router, b: Router): number {
    const one = this.world.router(a).source;
    const other = this.world.router(b).source;
    if (one !== 'unknown' && other !== 'unknown' && one !== null && other !== null) return compareAddresses(one, other);
    const [low, high] = a.host.index < b.host.index ? [a, b] : [b, a];
    const upwards = this.choices.make('address', low.host.node.name, high.host.node.name);
    return a.host.index > b.host.index === upwards ? 1 : -1;
  }

  /** vrrp_state_leave_master; to what it wants to be. `resigns`: it says so. */
  private leaveMaster(router: Router, resigns: boolean): void {
    const { wants } = this.world.router(router);
    if (resigns || wants === 'fault') this.send(router, RESIGNED);
    this.removeAddresses(router);
    this.release(router);
    if (wants === 'fault') this.stay(router, 'fault');
    else this.becomeBackup(router);
  }

  private stay(router: Router, status: 'fault'): void {
    const state = this.world.changeRouter(router);
    state.status = status;
    state.heldBy = null;
    state.deadline = NEVER;
  }

  /** Its adverts end. */
  private release(router: Router): void {
    this.world.removeMaster(router);
    for (const other of this.world.site.domains.get(router.domain) ?? []) this.lose(other, router);
  }

  private addAddresses(router: Router): void {
    if (contestedAddresses(router).length > 0) addAddresses(this.world.changeHost(router.host).present, router);
  }

  /** Also from under another instance that is master; it does not notice. */
  private removeAddresses(router: Router): void {
    if (contestedAddresses(router).length > 0) removeAddresses(this.world.changeHost(router.host).present, router);
  }

  /** vrrp_sync.c vrrp_sync_can_goto_master */
  private groupMayLead(group: RouterGroup, router: Router): boolean {
    if (this.world.group(group).status === 'master') return true;
    return group.members.every((member) => member === router || this.world.router(member).wants === 'master');
  }

  /** vrrp_sync.c vrrp_sync_master */
  private syncMaster(group: RouterGroup, router: Router): void {
    if (this.world.group(group).status === 'master' || !this.groupMayLead(group, router)) return;
    for (const member of group.members) {
      if (member === router || this.world.router(member).status === 'master') continue;
      this.world.changeRouter(member).wants = 'master';
      this.goToMaster(member);
    }
    this.world.changeGroup(group).status = 'master';
  }

  /** vrrp_sync.c vrrp_sync_backup */
  private syncBackup(group: RouterGroup, router: Router): void {
    if (this.world.group(group).status === 'backup') return;
    this.world.changeGroup(group).status = 'backup';
    for (const member of group.members) {
      const { status } = this.world.router(member);
      if (member === router || status === 'backup' || status === 'down') continue;
      this.world.changeRouter(member).wants = 'backup';
      if (status === 'master') this.leaveMaster(member, false);
      else this.leaveFault(member);
    }
  }

  private leaveFault(router: Router): void {
    this.world.changeRouter(router).masterInterval = microseconds(router.interval);
    this.becomeBackup(router);
  }

  /** vrrp_sync.c vrrp_sync_fault */
  private syncFault(group: RouterGroup, router: Router): void {
    if (this.world.group(group).status === 'fault') return;
    this.world.changeGroup(group).status = 'fault';
    for (const member of group.members) {
      const { status } = this.world.router(member);
      if (member === router || status === 'fault' || status === 'down') continue;
      this.world.changeRouter(member).wants = 'fault';
      if (status === 'master') this.leaveMaster(member, false);
      else this.stay(member, 'fault');
    }
  }
}

/** By how much hosts that are said to start together do not, in microseconds. */
const START_SPREAD = 50_000;

/** Whether a router may leave the addresses to a lower priority that was master first. */
function staysBehind({ instance, group }: Router): boolean {
  return group !== null || !instance.preempt.value || instance.preemptDelay.value > 0;
}

/** The moment in which an owner takes its addresses when it starts (vrrp_scheduler.c vrrp_init_state). */
export const AT_ONCE = 1;

export function faultsOf({ faults }: Readonly<RouterState>): number {
  return faults.interface + faults.base + faults.tracker + faults.source + faults.configuration;
}

/** Whether faults of a kind are counted; otherwise there is one flag for all of them. */
export function countsFaults({ version }: Router, kind: FaultKind | 'source'): boolean {
  return kind === 'tracker' || !atLeast(version, '2.3.3');
}

/** Between 1 and 254; that of an owner never moves. */
export function effectivePriority({ basePriority, totalPriority }: Readonly<RouterState>): number {
  if (basePriority === OWNER_PRIORITY) return OWNER_PRIORITY;
  return Math.max(1, Math.min(OWNER_PRIORITY - 1, totalPriority));
}

/** As numbers, byte by byte. */
function compareAddresses(a: string, b: string): number {
  if (a === b) return 0;
  const one = ipaddr.parse(a).toByteArray();
  const other = ipaddr.parse(b).toByteArray();
  for (const [index, byte] of one.entries()) {
    const difference = byte - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
