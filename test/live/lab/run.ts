import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Capture } from './capture.ts';
import type { Seen, SeenPhase } from './claims.ts';
import { apply, type Stage, start } from './events.ts';
import { guardedFolder, makeNodeFolder } from './folder.ts';
import { Network } from './network.ts';
import { KeepalivedNode } from './node.ts';
import { observe, type Snapshot, settle } from './observe.ts';
import { type Holders, type LabEvent, type Phase, plainVips, type Scenario, segmentsOf } from './scenario.ts';
import { quietTime } from './steady.ts';

/** What is expected in each phase; where nothing is, the first steady state is taken. */
export type Expectation = Partial<Record<Phase, Holders>>;

/** Builds the network of a scenario, starts its nodes, lets one event happen and undoes it. Nothing is left of it, whatever happens. */
export async function play(scenario: Scenario, number: number, expected: Expectation = {}): Promise<Seen> {
  const event = scenario.events[number];
  if (!event) throw new Error(`${scenario.name} has no event ${number}`);
  const folder = guardedFolder();
  const network = await Network.open(segmentsOf(scenario));
  const nodes = new Map<string, KeepalivedNode>();
  try {
    await build(scenario, folder.path, network, nodes);
    return await perform({ scenario, network, nodes }, number, event, expected);
  } finally {
    for (const node of nodes.values()) await node.close();
    await network.close();
    folder.remove();
  }
}

async function build(scenario: Scenario, folder: string, network: Network, nodes: Map<string, KeepalivedNode>): Promise<void> {
  for (const name of Object.keys(scenario.nodes)) {
    const own = join(folder, name);
    mkdirSync(own);
    makeNodeFolder(own, name, scenario);
    await network.attach(name, scenario.addresses[name] ?? {}, own);
    nodes.set(name, new KeepalivedNode(name, own, scenario, network.machine(name)));
  }
  for (const [name, addresses] of Object.entries(scenario.hosts ?? {})) await network.attach(name, addresses);
  for (const { from, to } of scenario.lostAnnouncements ?? []) {
    await network.loseAnnouncements(from, to, plainVips(scenario));
  }
}

async function perform(stage: Stage, number: number, event: LabEvent, expected: Expectation): Promise<Seen> {
  const { scenario, nodes } = stage;
  const { claims = {} } = scenario;
  const captures = claims.frames ? await listen(stage) : new Map<string, Capture>();
  const configTests = new Map<string, Awaited<ReturnType<KeepalivedNode['configTest']>>>();
  for (const { node } of claims.configTest ?? []) {
    const tested = nodes.get(node);
    if (tested) configTests.set(node, await tested.configTest());
  }
  const quiet = quietTime(scenario);
  const phase = async (name: Phase, act: () => Promise<void>, atLeast: number): Promise<SeenPhase> => {
    const since = Date.now();
    await act();
    const settled: Snapshot = await settle(stage, Math.max(quiet, atLeast), expected[name]);
    return observe(stage, settled, { event: number, phase: name, since }, captures);
  };
  const atLeast = (event.extra ?? 0) * 1000;
  const seen = {
    start: await phase('start', () => startAll(stage), 0),
    during: await phase('during', () => apply(event, true, stage), atLeast),
    after: await phase('after', () => apply(event, false, stage), atLeast),
  };
  return { ...seen, configTests, logs: new Map([...nodes].map(([name, node]) => [name, node.log()])) };
}

/** Captures what each machine sends on its first interface. */
async function listen({ scenario, network, nodes }: Stage): Promise<ReadonlyMap<string, Capture>> {
  const [segment = 'eth0'] = segmentsOf(scenario);
  const machines = [...nodes.keys(), ...Object.keys(scenario.hosts ?? {})];
  return new Map(
    await Promise.all(machines.map(async (name) => [name, await Capture.at(network.port(name, segment), network.bridge)] as const)),
  );
}

async function startAll(stage: Stage): Promise<void> {
  const { scenario, nodes } = stage;
  const groups = scenario.startOrder?.map((entry) => (typeof entry === 'string' ? [entry] : entry)) ?? [[...nodes.keys()]];
  for (const [at, group] of groups.entries()) {
    if (at > 0) await settle(stage, quietTime(scenario), undefined);
    await start(group.flatMap((name) => nodes.get(name) ?? []));
  }
}
