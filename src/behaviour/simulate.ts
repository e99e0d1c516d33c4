import { memoized } from '../../grammar/memoized.ts';
import { AddressNames } from '../model/vrrp/address-names.ts';
import { CHOICES, type Choice, Choices, explainChoice } from './choice.ts';
import { Clock, type Task } from './clock.ts';
import { defaultEvents } from './default-events.ts';
import type { ClusterEvent, Plan } from './event.ts';
import { explainHolding } from './explain.ts';
import { Happenings } from './happen.ts';
import { Hearing } from './hearing.ts';
import { plainAddresses } from './kernel.ts';
import { Machine } from './machine.ts';
import type { BehaviourNode } from './node.ts';
import type { EventOutcome, Holding, Holdings, Outcomes } from './outcome.ts';
import { type Host, type Router, type Site, siteOf, unitOf } from './router.ts';
import { Sessions } from './sessions.ts';
import { prepareHost } from './start.ts';
import { NEVER } from './state.ts';
import { masterDownTime, microseconds } from './timers.ts';
import { World } from './world.ts';

/**
 * Plays what the nodes of a cluster do: who holds each virtual address when all have started, and during and after each event of the plan,
 * each from the steady state of the start. It is keepalived's own state machine, with the time it takes and without anything by chance:
 * where chance or the hosts decide, it is played both ways, and what differs is not known. Ends on any input. `names`: what the virtual addresses
 * are called in the outcomes.
 */
export function simulate(
  nodes: readonly BehaviourNode[],
  plan: Plan,
  names: AddressNames = new AddressNames(nodes.map(({ configuration }) => configuration)),
): Outcomes {
  return new Simulation(siteOf(nodes, names), plan).outcomes();
}

/** A world at rest, and what had to be chosen on the way. */
interface Rest {
  readonly world: World;
  readonly made: Choices['made'];
  /** False where it does not come to rest. */
  readonly settled: boolean;
}

/** What is played of the events that nobody asked for one by one: states of routers and addresses together, but some events in any case. */
const MOST_STATES = 4_000_000;
const LEAST_EVENTS = 20;

/** What is not over by then does not count as part of the steady state: a longer preempt_delay or vrrp_startup_delay. */
const PATIENCE = microseconds(60);

/** Where a choice that was made the other way leads. */
interface Turned {
  readonly choice: Choice;
  readonly holders: ReadonlyMap<string, readonly string[]>;
  readonly left: ReadonlyMap<string, readonly string[]>;
}

/** What never changes about who reaches whom. */
interface Links {
  readonly hearing: Hearing;
  readonly sessions: Sessions;
}

class Simulation implements Links {
  private readonly site: Site;
  private readonly plan: Plan;
  readonly hearing: Hearing;
  readonly sessions: Sessions;
  private readonly patience: number;
  private readonly starts = new Map<Choice | null, Rest>();
  /** One for all addresses and events that it holds for: what is played may be thousands of events, each with thousands of addresses. */
  private readonly known = new Map<string, Holding>();

  constructor(site: Site, plan: Plan) {
    this.site = site;
    this.plan = plan;
    this.hearing = new Hearing(site);
    this.sessions = new Sessions(site);
    this.patience = PATIENCE + slowest(site);
  }

  outcomes(): Outcomes {
    const rests = this.turnings([this.start(null)], (turned) => [this.start(turned)]);
    const named = this.plan.events ?? this.namedEvents();
    const size = this.site.routers.length + this.site.holders.size;
    const events = this.plan.events ?? named.slice(0, Math.max(LEAST_EVENTS, Math.floor(MOST_STATES / Math.max(1, size))));
    return { start: this.holdings(rests, 0), events: events.map((event) => this.play(event)), omitted: named.length - events.length };
  }

  private namedEvents(): readonly ClusterEvent[] {
    const { isPlayed } = this.plan;
    const all = defaultEvents(this.site, mastersIn(this.start(null).world));
    return isPlayed ? all.filter(isPlayed) : all;
  }

  private play(event: ClusterEvent): EventOutcome {
    const rests = this.turnings(this.run(null, event), (turned) => this.run(turned, event));
    return { event, during: this.holdings(rests, 0), after: this.holdings(rests, 1) };
  }

  /** The phases played one way, and again for each choice that had to be made. */
  private turnings(straight: readonly Rest[], again: (turned: Choice) => readonly Rest[]): ReadonlyMap<Choice | null, readonly Rest[]> {
    const rests = new Map<Choice | null, readonly Rest[]>([[null, straight]]);
    for (const choice of CHOICES)
      if (straight.some(({ made }) => made.has(choice)) || this.start(null).made.has(choice)) rests.set(choice, again(choice));
    return rests;
  }

  private start(turned: Choice | null): Rest {
    const known = this.starts.get(turned);
    if (known) return known;
    const stage = this.stage(new World(this.site), new Choices(turned));
    for (const host of this.site.hosts) prepareHost(stage.machine, host, this.plan.files);
    const order = new Set(this.plan.startOrder);
    stage.happenings.start(this.site.hosts.filter(({ node }) => !order.has(node.name)));
    let settled = stage.rest(this.patience);
    for (const name of order) {
      stage.happenings.start(this.site.hosts.filter(({ node }) => node.name === name));
      settled = stage.rest(this.patience) && settled;
    }
    const rest = { world: stage.machine.world, made: stage.machine.choices.made, settled };
    this.starts.set(turned, rest);
    return rest;
  }

  /** While an event lasts, and once it is over. */
  private run(turned: Choice | null, event: ClusterEvent): readonly Rest[] {
    const choices = new Choices(turned);
    const before = this.stage(this.start(turned).world.fork(), choices);
    before.happenings.begin(event);
    const during: Rest = { world: before.machine.world, made: choices.made, settled: before.rest(this.patience) };
    if (this.plan.isLeft) return [during];
    const behind = this.stage(during.world.fork(), choices);
    behind.happenings.end(event);
    return [during, { world: behind.machine.world, made: choices.made, settled: behind.rest(this.patience) }];
  }

  private stage(world: World, choices: Choices): Stage {
    return new Stage(world, this, choices, this.plan.startOrder === null);
  }

  private holdings(rests: ReadonlyMap<Choice | null, readonly Rest[]>, phase: number): Holdings {
    const [straight] = rests.get(null)?.slice(phase) ?? [];
    const holdings = new Map<string, Holding>();
    if (!straight) return holdings;
    const doubtful = this.site.hosts.find(({ doubt }) => doubt !== null);
    if (doubtful) {
      const because = `It is not known what '${doubtful.node.name}' runs, because ${doubtful.doubt}.`;
      return new Map([...this.site.holders.keys()].map((address) => [address, { holders: null, because }]));
    }
    const holders = holdersIn(straight.world);
    const left = leftBehindIn(straight.world);
    const others = [...rests].flatMap(([choice, phases]): readonly Turned[] => {
      const rest = phases[phase];
      return choice !== null && rest ? [{ choice, holders: holdersIn(rest.world), left: leftBehindIn(rest.world) }] : [];
    });
    for (const address of this.site.holders.keys()) {
      const names = holders.get(address) ?? [];
      const behind = left.get(address) ?? [];
      const pairOf = (choice: Choice): readonly [string, string] | undefined =>
        straight.made.get(choice) ?? this.start(null).made.get(choice);
      const isHeldOtherwise = (one: Turned): boolean => !isEqual(one.holders.get(address) ?? [], names);
      // Whether a dead node still has it depends on who held it before, and does not change who holds it now.
      const isLeftOtherwise = (one: Turned): boolean => !isEqual(one.left.get(address) ?? [], behind);
      const other = others.find(isHeldOtherwise) ?? others.find(isLeftOtherwise);
      const pair = other && pairOf(other.choice);
      if (!straight.settled) holdings.set(address, { holders: null, because: 'The nodes never come to rest.' });
      else if (!other || !pair) holdings.set(address, this.holding(straight.world, behind, address, names));
      else if (isHeldOtherwise(other) || names.length !== 1)
        holdings.set(address, { holders: null, because: explainChoice(other.choice, pair) });
      else {
        const perhapsLeftBehind = [...new Set([...behind, ...others.flatMap((one) => one.left.get(address) ?? [])])].sort();
        holdings.set(address, { holders: names, because: explainChoice(other.choice, pair), perhapsLeftBehind });
      }
    }
    return holdings;
  }

  private holding(world: World, left: readonly string[], address: string, holders: readonly string[]): Holding {
    const because = explainHolding(world, this.hearing, address, holders);
    if (because === undefined && left.length === 0) return undisputed(holders);
    const key = [holders.join('\0'), left.join('\0'), because].join('\n');
    const known = this.known.get(key) ?? {
      holders,
      ...(because !== undefined && { because }),
      ...(left.length > 0 && { leftBehind: left }),
    };
    this.known.set(key, known);
    return known;
  }
}

const undisputed = memoized((holders: readonly string[]): Holding => ({ holders }));

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** The longest that a failover or a check takes. */
function slowest({ hosts, routers }: Site): number {
  let longest = 0;
  for (const router of routers) longest = Math.max(longest, masterDownTime(router, 1, microseconds(router.interval)));
  let check = 0;
  for (const { node } of hosts) {
    for (const { interval, fall, rise, timeout } of node.configuration.vrrpScripts) {
      check = Math.max(check, interval.value * Math.max(fall.value, rise.value) + timeout.value);
    }
  }
  return 4 * longest + microseconds(check);
}

/** Who has each address: masters, and hosts whose own address it is. */
function holdersIn(world: World): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const add = (address: string, host: Host): void => {
    const before = found.get(address);
    const { name } = host.node;
    if (!before) found.set(address, alone(host));
    else if (!before.includes(name)) found.set(address, [...before, name].sort());
  };
  for (const masters of world.allMasters()) {
    for (const router of masters) for (const name of plainAddresses(router)) add(name, router.host);
  }
  for (const host of world.site.hosts) {
    const { present, running } = world.host(host);
    for (const list of present.values()) for (const { name, isOwn } of list) if (running || isOwn) add(name, host);
  }
  return found;
}

/** The usual case, for which nothing is made anew. */
const alone = memoized(({ node }: Host): readonly string[] => [node.name]);

/** Which nodes have each address though keepalived does not run on them any more. */
function leftBehindIn(world: World): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const host of world.site.hosts) {
    const { running, leftBehind, present } = world.host(host);
    if (running) continue;
    const virtual = [...present.values()].flatMap((list) => list.filter(({ isOwn }) => !isOwn).map(({ name }) => name));
    for (const address of new Set([...leftBehind, ...virtual])) found.set(address, [...(found.get(address) ?? []), host.node.name].sort());
  }
  return found;
}

function mastersIn(world: World): ReadonlySet<Host> {
  return new Set([...world.allMasters()].flatMap((masters) => masters.map(({ host }) => host)));
}

/** A world with all that moves it. */
class Stage {
  readonly machine: Machine;
  readonly happenings: Happenings;
  private readonly clock = new Clock();

  constructor(world: World, { hearing, sessions }: Links, choices: Choices, inStep: boolean) {
    this.machine = new Machine(world, this.clock, hearing, choices);
    this.happenings = new Happenings(this.machine, sessions, inStep);
    // What an earlier phase did not wait for.
    for (const router of world.site.routers) {
      const { deadline, preemptAt } = world.router(router);
      if (deadline !== NEVER) this.clock.add({ at: deadline, expires: router, run: () => this.machine.expire(router) });
      if (preemptAt !== null && preemptAt > world.time) this.machine.watchPreemption(router, preemptAt);
    }
  }

  /** Lets time pass until nothing is to happen for `patience`; false where that moment does not come. */
  rest(patience: number): boolean {
    const isSettled = this.pass(patience);
    return isSettled && this.machine.silence() ? this.pass(patience) : isSettled;
  }

  private pass(patience: number): boolean {
    const { world } = this.machine;
    let left = MOST_TURNS + TURNS_A_ROUTER * world.site.routers.length;
    const until = world.time + patience;
    for (let tasks = this.clock.next(until); tasks.length > 0; tasks = this.clock.next(until)) {
      world.time = tasks[0]?.at ?? world.time;
      for (const task of this.inTurn(tasks)) task.run();
      left -= tasks.length;
      if (left < 0) return false;
    }
    return true;
  }

  /** Of routers whose timers run out in one moment on several nodes, one comes first. */
  private inTurn(tasks: readonly Task[]): readonly Task[] {
    if (tasks.length === 1) return tasks;
    const expiring = tasks.filter(({ expires, at }) => expires !== null && this.isDue(expires, at));
    const rivals = rivalsIn(expiring);
    if (!rivals) return tasks;
    const [a, b] = rivals;
    if (this.machine.choices.make('tie', a.host.node.name, b.host.node.name)) return tasks;
    return [...tasks.filter(({ expires }) => !expires), ...expiring.sort((one, other) => hostOf(other) - hostOf(one))];
  }

  private isDue(router: Router, at: number): boolean {
    const { status, deadline } = this.machine.world.router(router);
    return status === 'backup' && deadline === at;
  }
}

const MOST_TURNS = 1000;
const TURNS_A_ROUTER = 200;

function hostOf({ expires }: Task): number {
  return expires?.host.index ?? 0;
}

/** Two routers on different nodes that would be master in one domain, each by itself or with its sync group. */
function rivalsIn(tasks: readonly Task[]): readonly [Router, Router] | null {
  const first = new Map<string, Router>();
  for (const { expires } of tasks) {
    if (!expires) continue;
    for (const { domain } of unitOf(expires)) {
      const other = first.get(domain);
      if (other && other.host !== expires.host) return [other, expires];
      first.set(domain, other ?? expires);
    }
  }
  return null;
}
