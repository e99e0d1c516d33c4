import { setTimeout as pause } from 'node:timers/promises';
import type { Capture } from './capture.ts';
import { claimsOf, type SeenPhase } from './claims.ts';
import type { Stage } from './events.ts';
import type { HeldAddress, Network } from './network.ts';
import { type Holders, type Phase, plainVips } from './scenario.ts';
import { Stillness } from './steady.ts';

/** Between two looks, in milliseconds. */
const POLL = 100;

/** How long more is waited for the outcome that is expected, on a busy machine, in milliseconds. */
const PATIENCE = 12_000;

/** Longer than any scenario moves, in milliseconds; to be still takes its time as well. */
const LONGEST = 75_000;

/** Who has the virtual addresses at a moment. */
export interface Snapshot {
  readonly holders: Holders;
  readonly linkDown: Holders;
  readonly notRunning: readonly string[];
  readonly addresses: ReadonlyMap<string, readonly HeldAddress[]>;
}

/**
 * Waits until the addresses have not moved for `quiet` milliseconds, and gives them. Where they are not as `expected`, it goes on waiting for a while.
 * @throws Error where they never settle.
 */
export async function settle(stage: Stage, quiet: number, expected: Holders | undefined): Promise<Snapshot> {
  const began = performance.now();
  const stillness = new Stillness(quiet);
  const names = [...stage.nodes.keys()];
  const look = () => names.map((name) => stage.network.machine(name).addressesNow()).join('\n');
  let firstQuiet: number | undefined;
  for (;;) {
    const text = look();
    const now = performance.now();
    if (stillness.look(text, now) === 'quiet') {
      const seen = await snapshot(stage);
      firstQuiet ??= now;
      const asExpected = expected === undefined || sameHolders(seen.holders, expected);
      // What moved while the snapshot was taken may be half in it.
      if (look() === text && (asExpected || now - firstQuiet > PATIENCE)) return seen;
      stillness.restart();
    }
    if (now - began > LONGEST + 3 * quiet) throw new Error(`the addresses of ${stage.scenario.name} never settled`);
    await pause(POLL);
  }
}

export function sameHolders(some: Holders, others: Holders): boolean {
  const sorted = (holders: Holders) => JSON.stringify(Object.entries(holders).sort());
  return sorted(some) === sorted(others);
}

async function snapshot({ scenario, network, nodes }: Stage): Promise<Snapshot> {
  const names = [...nodes.keys()];
  const addresses = new Map(await Promise.all(names.map(async (name) => [name, await network.addressesOf(name)] as const)));
  const holders: Record<string, readonly string[]> = {};
  const linkDown: Record<string, readonly string[]> = {};
  for (const vip of plainVips(scenario)) {
    const holding = names.filter((name) => addresses.get(name)?.some(({ address }) => address === vip)).sort();
    const down = holding.filter((name) => addresses.get(name)?.every(({ address, reachable }) => address !== vip || !reachable));
    holders[vip] = holding;
    if (down.length > 0) linkDown[vip] = down;
  }
  const notRunning = [...nodes.values()].filter(({ running }) => !running).map(({ name }) => name);
  return { holders, linkDown, notRunning, addresses };
}

/** Where a phase of an event is being looked at, and since when (milliseconds since 1970). */
export interface Moment {
  readonly event: number;
  readonly phase: Phase;
  readonly since: number;
}

/** Gathers all that the claims of a phase are about. */
export async function observe(stage: Stage, settled: Snapshot, moment: Moment, captures: ReadonlyMap<string, Capture>): Promise<SeenPhase> {
  const { event, phase, since } = moment;
  const { claims = {} } = stage.scenario;
  const ask = async () => {
    const reached: boolean[] = [];
    for (const { from, to } of claimsOf(claims.reach, event, phase)) reached.push(await reaches(stage.network, from, to));
    return reached;
  };
  const look = () => Promise.all(claimsOf(claims.neighbours, event, phase).map(({ of, address }) => neighbour(stage.network, of, address)));
  let reached: readonly boolean[];
  let macs: readonly (string | null)[];
  if (phase === 'start') {
    reached = await ask();
    macs = await look();
  } else {
    macs = await look();
    reached = await ask();
  }
  const firewall = new Map<string, string>();
  for (const { node } of claimsOf(claims.firewall, event, phase)) {
    firewall.set(node, await stage.network.machine(node).must('nft', ['list', 'ruleset']));
  }
  const routing = new Map<string, string>();
  for (const { node } of claimsOf(claims.routing, event, phase)) routing.set(node, await routingOf(stage.network, node));
  // Last, so that the frames of the connections are among them.
  const frames = new Map([...captures].map(([who, capture]) => [who, capture.frames().filter(({ time }) => time >= since)]));
  return { ...settled, frames, reached, macs, firewall, routing };
}

async function routingOf(network: Network, node: string): Promise<string> {
  const machine = network.machine(node);
  const texts: string[] = [];
  for (const family of ['-4', '-6']) {
    texts.push(await machine.must('ip', [family, 'route', 'show', 'table', 'all']), await machine.must('ip', [family, 'rule']));
  }
  return texts.join('');
}

/** Nobody listens on the port, so a machine that is there refuses, and one that is not says nothing. */
const CONNECT = `
const socket = require('node:net').connect({ host: process.argv[1], port: 9 });
socket.setTimeout(1500, () => process.exit(1));
socket.on('error', ({ code }) => process.exit(code === 'ECONNREFUSED' ? 0 : 1));`;

async function reaches(network: Network, from: string, to: string): Promise<boolean> {
  const { status } = await network.machine(from).run(process.execPath, ['--eval', CONNECT, to]);
  return status === 0;
}

async function neighbour(network: Network, of: string, address: string): Promise<string | null> {
  const entries = JSON.parse((await network.machine(of).must('ip', ['-j', 'neigh', 'show', 'to', address])) || '[]') as readonly {
    readonly lladdr?: string;
  }[];
  return entries[0]?.lladdr ?? null;
}
