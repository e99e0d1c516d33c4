import { memoized } from '../../grammar/memoized.ts';
import { readScriptCommand } from '../../grammar/script.ts';
import type { Version } from '../../grammar/version.ts';
import type { TrackProcess } from '../model/tracking/track-process.ts';
import type { VrrpScript } from '../model/tracking/vrrp-script.ts';
import { type ClusterEvent, EVERY_NODE } from './event.ts';
import { plainAddresses } from './kernel.ts';
import type { Machine } from './machine.ts';
import type { Host, Router } from './router.ts';
import { interfacesBeneath } from './running.ts';
import type { Sessions } from './sessions.ts';
import { startHost } from './start.ts';
import type { Cut } from './state.ts';
import { microseconds } from './timers.ts';
import { addition, isFault, type WatchValue } from './tracking.ts';

/** How long BFD takes to find that a session is gone, and that it is there: the defaults of bfd_instance, roughly, which no outcome hangs on. */
const SESSION_LOST = 50_000;
const SESSION_FOUND = 1_000_000;

/** Lets events happen to the routers of a machine, and undoes them. */
export class Happenings {
  private readonly machine: Machine;
  /** Whether all nodes have started in one moment, so that their checks run in step. */
  private readonly inStep: boolean;

  private readonly sessions: Sessions;

  constructor(machine: Machine, sessions: Sessions, inStep: boolean) {
    this.machine = machine;
    this.sessions = sessions;
    this.inStep = inStep;
  }

  /** Starts nodes in one moment. */
  start(hosts: readonly Host[]): void {
    for (const host of hosts) startHost(this.machine, host);
    this.followSessions();
  }

  begin(event: ClusterEvent): void {
    this.apply(event, true);
  }

  end(event: ClusterEvent): void {
    this.apply(event, false);
  }

  private apply(event: ClusterEvent, on: boolean): void {
    switch (event.kind) {
      case 'node-stop':
      case 'node-crash':
        if (on) for (const host of this.hosts(event.node)) this.stop(host, event.kind === 'node-stop');
        else this.start(this.hosts(event.node));
        break;
      case 'interface-down':
      case 'carrier-loss':
        for (const host of this.hosts(event.node)) this.setInterface(host, event.interface, on ? event.kind : null);
        break;
      case 'script-fails':
      case 'script-hangs':
        for (const [host, turn] of this.inTurn(this.hosts(event.node))) {
          this.setScripts(host, event.name, { fails: on, hangs: event.kind === 'script-hangs', turn });
        }
        break;
      case 'file-value':
        for (const host of this.hosts(event.node)) this.setFile(host, event.name, on ? event.value : null);
        break;
      case 'process-gone':
        for (const host of this.hosts(event.node)) this.setProcess(host, event.name, on);
        break;
      case 'bfd-down':
        for (const host of this.hosts(event.node)) this.endSession(host, event.name, on);
        break;
      case 'link-cut':
      case 'oneway-cut':
      case 'peer-cut':
        this.cut([...this.cutsOf(event)], on);
        break;
    }
    this.followSessions();
  }

  private hosts(name: string): readonly Host[] {
    const { hosts } = this.machine.world.site;
    return name === EVERY_NODE ? hosts : hosts.filter(({ node }) => node.name === name);
  }

  private stop(host: Host, inOrder: boolean): void {
    const { world } = this.machine;
    if (!world.host(host).running) return;
    const masters = host.routers.filter((router) => world.router(router).status === 'master');
    for (const router of host.routers) this.machine.end(router, inOrder);
    const state = world.changeHost(host);
    state.running = false;
    if (!inOrder) state.leftBehind = masters.flatMap(plainAddresses);
  }

  private setInterface(host: Host, name: string, how: 'interface-down' | 'carrier-loss' | null): void {
    const { world } = this.machine;
    const state = world.changeHost(host);
    const down = new Map(state.interfacesDown);
    if (how) down.set(name, how);
    else down.delete(name);
    const before = state.interfacesDown.get(name);
    state.interfacesDown = down;
    for (const watch of watchesOn(host).get(name) ?? []) this.setWatch(host, watch, how ? 0 : 1);
    this.setLinkLocal(host, name, how ?? before ?? 'carrier-loss', how !== null);
    if (how) this.forget(world.site.hosts, [host]);
    else this.meet(world.site.hosts, [host]);
  }

  /** An interface that is switched off loses its link-local address, from which IPv6 adverts are sent. */
  private setLinkLocal(host: Host, name: string, how: 'interface-down' | 'carrier-loss', lost: boolean): void {
    if (how !== 'interface-down' || !this.machine.world.host(host).running) return;
    for (const router of host.routers) {
      const { family, sourceAddress, interface: own, vmac } = router.instance;
      if (family !== 'ipv6' || own.value !== name || sourceAddress.value || vmac.value) continue;
      if (lost) this.machine.fail(router, 'source');
      else this.machine.recover(router, 'source');
    }
  }

  /** Hosts, and for each the part of an interval by which its checks come later than those of others. */
  private inTurn(hosts: readonly Host[]): readonly (readonly [Host, number])[] {
    const [first, second] = hosts;
    if (this.inStep || !first || !second) return hosts.map((host) => [host, 0]);
    const upwards = this.machine.choices.make('checks', first.node.name, second.node.name);
    return hosts.map((host, index) => [host, (upwards ? index : hosts.length - 1 - index) / hosts.length]);
  }

  private setScripts(host: Host, name: string, { fails, hangs, turn }: { fails: boolean; hangs: boolean; turn: number }): void {
    const { configuration } = host.node;
    for (const script of scriptsNamed(configuration.vrrpScripts, name, configuration.target.version)) {
      const { interval, fall, rise, timeout } = script;
      const runs = fails ? fall.value : rise.value;
      const wait = (runs + turn) * interval.value + (fails && hangs ? timeout.value : 0);
      this.setWatchIn(host, `script ${script.name}`, fails ? 0 : 1, microseconds(wait));
    }
  }

  private setFile(host: Host, name: string, value: number | null): void {
    this.setWatch(host, `file ${name}`, value ?? this.machine.world.host(host).atRest.get(`file ${name}`) ?? 0);
  }

  private setProcess(host: Host, name: string, gone: boolean): void {
    for (const process of processesNamed(host.node.configuration.trackProcesses, name)) {
      // Where none may run, none is there that could be gone; nor where none is ever found.
      if (process.quorumMax.value !== 0 && process.canBeFound) this.setWatch(host, `process ${process.name}`, gone ? 0 : 1);
    }
  }

  private endSession(host: Host, name: string, ended: boolean): void {
    const state = this.machine.world.changeHost(host);
    const down = new Set(state.sessionsDown);
    if (ended) down.add(name);
    else down.delete(name);
    state.sessionsDown = down;
  }

  /** Tells the trackers of BFD sessions that have come or gone because of what happened. */
  private followSessions(): void {
    const { world } = this.machine;
    for (const host of world.site.hosts) {
      for (const session of host.node.configuration.bfdInstances) {
        const watch = `bfd ${session.name}`;
        if (!host.watchers.has(watch)) continue;
        const up = this.sessions.isUp(world, host, session);
        if (up !== ((world.host(host).watches.get(watch) ?? 0) === 1))
          this.setWatchIn(host, watch, up ? 1 : 0, up ? SESSION_FOUND : SESSION_LOST);
      }
    }
  }

  private setWatchIn(host: Host, watch: string, value: WatchValue, wait: number): void {
    this.machine.clock.add({ at: this.machine.now + wait, expires: null, run: () => this.setWatch(host, watch, value) });
  }

  /** Something that is watched has changed: faults come or go, and priorities move. */
  private setWatch(host: Host, watch: string, value: WatchValue): void {
    const { machine } = this;
    const state = machine.world.changeHost(host);
    const before = state.watches.get(watch) ?? 1;
    if (before === value) return;
    state.watches.set(watch, value);
    if (!state.running) return;
    for (const { router, condition } of host.watchers.get(watch) ?? []) {
      const difference = addition(condition, value) - addition(condition, before);
      if (difference !== 0) machine.addPriority(router, difference);
      const faulty = isFault(condition, value);
      if (faulty === isFault(condition, before)) continue;
      if (faulty) machine.fail(router, condition.fault);
      else machine.recover(router, condition.fault);
    }
  }

  private *cutsOf(event: ClusterEvent): Generator<Cut> {
    const { hosts } = this.machine.world.site;
    const index = (name: string): number => hosts.findIndex(({ node }) => node.name === name);
    if (event.kind === 'link-cut') {
      const [a, b] = event.nodes.map(index);
      if (a !== undefined && b !== undefined) yield* bothWays(a, b, event.interface);
    } else if (event.kind === 'oneway-cut') {
      yield { from: index(event.from), to: index(event.to), interface: event.interface ?? null };
    } else if (event.kind === 'peer-cut') {
      if (event.node === EVERY_NODE) yield { from: null, to: null, interface: event.interface ?? null };
      else yield* bothWays(index(event.node), null, event.interface);
    }
  }

  private cut(cuts: readonly Cut[], on: boolean): void {
    const { world } = this.machine;
    const { hosts } = world.site;
    const ends = new Set(cuts.flatMap(({ from, to }) => [from, to]));
    const touched = hosts.filter(({ index }) => ends.has(index));
    world.cuts = on ? cuts : [];
    // Where a cut has two ends, nothing changes for others.
    if (on) this.forget(ends.has(null) ? hosts : touched, touched);
    else this.meet(ends.has(null) ? hosts : touched, touched);
  }

  /** Lets backups lose masters that they do not hear any more: between the hosts that were touched and all those that are concerned. */
  private forget(concerned: readonly Host[], touched: readonly Host[]): void {
    const { world } = this.machine;
    const isTouched = new Set(touched);
    const all = concerned.length === world.site.hosts.length;
    for (const masters of world.allMasters()) {
      for (const master of masters) {
        const listeners =
          isTouched.has(master.host) || touched.length === 0
            ? this.routersOf(concerned, master.domain, all)
            : this.routersOf(touched, master.domain);
        for (const router of listeners) {
          if (world.router(router).heldBy === master.index && !this.machine.hears(router, master)) this.machine.lose(router, master);
        }
      }
    }
  }

  /** Lets masters be heard again, on both sides of the hosts that were touched. Whose turn comes first is chance. */
  private meet(concerned: readonly Host[], touched: readonly Host[]): void {
    const { machine } = this;
    const isTouched = new Set(touched.length > 0 ? touched : concerned);
    const isConcerned = new Set(concerned);
    const meeting = [...machine.world.allMasters()].flatMap((masters) =>
      masters.some(({ host }) => isTouched.has(host)) ? masters.filter(({ host }) => isConcerned.has(host)) : [],
    );
    const hosts = [...new Set(meeting.map(({ host }) => host))].sort((a, b) => a.index - b.index);
    const [first, second] = hosts;
    const inOrder = !first || !second || machine.choices.make('meeting', first.node.name, second.node.name);
    const all = concerned.length === machine.world.site.hosts.length;
    for (const [turn, host] of (inOrder ? hosts : hosts.reverse()).entries()) {
      for (const master of meeting.filter((one) => one.host === host)) {
        if (all) machine.sendAt(master, null, machine.now + turn + 1);
        else
          for (const to of this.routersOf(concerned, master.domain))
            if (to.host !== host) machine.sendAt(master, to, machine.now + turn + 1);
      }
    }
    for (const { routers } of isTouched)
      for (const router of routers) if (machine.world.router(router).status === 'backup') machine.listen(router);
  }

  private routersOf(hosts: readonly Host[], domain: string, all = false): readonly Router[] {
    const everywhere = this.machine.world.site.domains.get(domain) ?? [];
    return all ? everywhere : everywhere.filter(({ host }) => hosts.includes(host));
  }
}

/** What is watched on a host and goes down with an interface: the interface itself, its VLANs, and what keepalived makes on it. */
const watchesOn = memoized(({ node, watchers }: Host): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const beneath = interfacesBeneath(node.configuration);
  for (const watch of watchers.keys()) {
    if (!watch.startsWith(INTERFACE)) continue;
    const name = watch.slice(INTERFACE.length);
    const parts = name.split('.');
    const bases = new Set([...parts.map((_, index) => parts.slice(0, index + 1).join('.')), beneath.get(name) ?? name]);
    for (const base of bases) {
      const all = found.get(base);
      if (all) all.push(watch);
      else found.set(base, [watch]);
    }
  }
  return found;
});

const INTERFACE = 'interface ';

function* bothWays(a: number, b: number | null, on: string | undefined): Generator<Cut> {
  yield { from: a, to: b, interface: on ?? null };
  yield { from: b, to: a, interface: on ?? null };
}

/** Every script that runs the same program as the one of that name, or as the program of that name. */
export function scriptsNamed(scripts: readonly VrrpScript[], name: string, version: Version): readonly VrrpScript[] {
  const named = scripts.find((script) => script.name === name);
  const wanted = named ? programRun(named, version) : null;
  return scripts.filter((script) => {
    const program = programRun(script, version);
    return wanted === null ? programOf(program) === programOf(name) : program === wanted;
  });
}

/** The path of the program that a script runs. */
const programRun = memoized(
  ({ script }: VrrpScript, version: Version): string =>
    readScriptCommand(`script ${JSON.stringify(script.text)}`, version)?.program ?? script.text,
);

/** Processes whose block or program has the name. */
export function processesNamed(processes: readonly TrackProcess[], name: string): readonly TrackProcess[] {
  return processes.filter((process) => process.name === name || programOf(process.command) === programOf(name));
}

/** The last part of the path of a command, without its parameters. */
function programOf(command: string): string {
  const [program = ''] = command.trim().split(/\s/, 1);
  return program.slice(program.lastIndexOf('/') + 1);
}
