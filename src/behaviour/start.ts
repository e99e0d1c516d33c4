import { addressesAtRest, ownLeft, removeAddresses, sourceOf } from './kernel.ts';
import type { Machine } from './machine.ts';
import { AT_ONCE, countsFaults, effectivePriority, faultsOf } from './machine.ts';
import { type Host, OWNER_PRIORITY, type Router, type RouterGroup } from './router.ts';
import { bindsToMissingAddress, isNeverMade } from './running.ts';
import { type HostState, type OwnAddress, RouterState, type Source } from './state.ts';
import { masterDownTime, microseconds } from './timers.ts';
import { addition, isFault, type WatchValue } from './tracking.ts';

/** Starts keepalived on a host (vrrp.c vrrp_complete_init, vrrp_scheduler.c vrrp_init_state). */
export function startHost(machine: Machine, host: Host): void {
  const { world } = machine;
  const state = world.changeHost(host);
  state.leftBehind = [];
  if (host.refusal !== null) return;
  state.running = true;
  // The source is chosen before virtual addresses that are there already are removed, and bound to afterwards.
  const before = ownLeft(state.present);
  for (const router of host.routers) removeAddresses(state.present, router);
  const after = ownLeft(state.present);
  for (const router of host.routers) {
    const source = sourceOf(router, before);
    prepare(machine, router, { source, isBound: !cannotBind(router, after, source) }, state);
  }
  for (const group of host.groups) prepareGroup(machine, group);
  for (const router of host.routers) begin(machine, router);
}

/** The address that adverts are to be sent from, and whether the socket can have it. */
interface Binding {
  readonly source: Source;
  readonly isBound: boolean;
}

function prepare({ world }: Machine, router: Router, { source, isBound }: Binding, { watches }: HostState): void {
  const { instance, host } = router;
  const state = Object.assign(world.changeRouter(router), new RouterState());
  state.basePriority = instance.priority.value;
  state.totalPriority = state.basePriority;
  state.source = source;
  state.wants = instance.state.value === 'MASTER' ? 'master' : 'backup';
  state.masterInterval = microseconds(router.interval);
  const { startupDelay } = host.node.configuration.globals;
  if (startupDelay.value > 0) state.delayedUntil = world.time + microseconds(startupDelay.value);
  if (instance.faulted) state.faults.configuration = 1;
  if (source === null || !isBound) state.faults.source = 1;
  for (const condition of router.conditions) {
    const value = watches.get(condition.watch) ?? 1;
    state.totalPriority += addition(condition, value);
    if (isFault(condition, value))
      state.faults[condition.fault] = countsFaults(router, condition.fault) ? state.faults[condition.fault] + 1 : 1;
  }
  state.priority = effectivePriority(state);
  state.status = faultsOf(state) > 0 ? 'fault' : 'backup';
}

/** A unicast socket is bound to its source (vrrp.c open_vrrp_read_socket), which until 2.3.3 the host must have. */
function cannotBind({ instance, host }: Router, own: readonly OwnAddress[], source: Source): boolean {
  if (!instance.unicast || !host.node.facts || bindsToMissingAddress(host.node.configuration)) return false;
  return source !== 'unknown' && !own.some(({ ip }) => ip.text === source);
}

/** A group begins as master only where every member owns its addresses (vrrp_sync.c vrrp_sync_set_group). */
function prepareGroup({ world }: Machine, group: RouterGroup): void {
  const state = world.changeGroup(group);
  const states = group.members.map((member) => world.changeRouter(member));
  state.faulty = states.filter((member) => faultsOf(member) > 0).length;
  const owners = states.every(({ wants, basePriority }) => wants === 'master' && basePriority === OWNER_PRIORITY);
  state.status = state.faulty > 0 ? 'fault' : owners ? 'master' : 'backup';
  if (!owners) for (const member of states) member.wants = 'backup';
}

function begin(machine: Machine, router: Router): void {
  const { world } = machine;
  const state = world.changeRouter(router);
  const group = router.group ? world.group(router.group).status : null;
  if (state.status === 'fault' || group === 'fault') {
    state.status = 'fault';
    state.wants = 'fault';
    return;
  }
  const owns = state.basePriority === OWNER_PRIORITY && state.wants === 'master' && (group ?? 'master') === 'master';
  state.downTimer = owns ? AT_ONCE : masterDownTime(router, state.priority, state.masterInterval);
  state.firstDeadline = Math.max(world.time, state.delayedUntil) + state.downTimer;
  machine.setDeadline(router, state.firstDeadline);
  machine.listen(router);
}

/** What is watched on a host, as it is when all is well, which scripts are from their first run on, init_fail or not; files hold the numbers they are known to hold. */
function watchesAtRest({ node, watchers }: Host, files: ReadonlyMap<string, number | null>): ReadonlyMap<string, WatchValue> {
  const watches = new Map<string, WatchValue>();
  for (const { name, initial } of node.configuration.trackFiles) {
    const given = files.get(name);
    watches.set(`file ${name}`, given === undefined ? initial : (given ?? 0));
  }
  for (const { name, canBeFound } of node.configuration.trackProcesses) if (!canBeFound) watches.set(`process ${name}`, 0);
  for (const watch of watchers.keys()) {
    const name = watch.slice(watch.indexOf(' ') + 1);
    if (watch.startsWith('interface ') && isNeverMade(node, name)) watches.set(watch, 0);
    // keepalived hears of a session that is up only some time after it has started.
    if (watch.startsWith('bfd ')) watches.set(watch, 0);
  }
  return watches;
}

/** A host on which nothing has been started yet. */
export function prepareHost({ world }: Machine, host: Host, files: ReadonlyMap<string, number | null>): void {
  const state = world.changeHost(host);
  state.present = addressesAtRest(host);
  state.atRest = watchesAtRest(host, files);
  state.watches = new Map(state.atRest);
}
