import type { Network } from './network.ts';
import type { KeepalivedNode } from './node.ts';
import { type LabEvent, plainVips, type Scenario } from './scenario.ts';

/** What events act upon. */
export interface Stage {
  readonly scenario: Scenario;
  readonly network: Network;
  readonly nodes: ReadonlyMap<string, KeepalivedNode>;
}

/** Lets an event happen, or undoes it. */
export async function apply(event: LabEvent, on: boolean, stage: Stage): Promise<void> {
  const { network } = stage;
  const segment = event.interface ?? 'eth0';
  const nodes = nodesOf(event, stage);
  switch (event.kind) {
    case 'node-stop':
      if (!on) return start(nodes);
      await Promise.all(nodes.map((node) => node.stop()));
      return;
    case 'node-crash':
      if (!on) return start(nodes);
      await Promise.all(nodes.map((node) => node.crash()));
      return;
    case 'interface-down':
      for (const { name } of nodes) await setLink(name, segment, !on, stage);
      return;
    case 'carrier-loss':
      for (const { name } of nodes) await network.setCarrier(name, segment, !on);
      return;
    case 'script-fails':
    case 'script-hangs':
      for (const node of nodes) node.setScript(nameIn(event), event.kind === 'script-fails' ? 'fail' : 'hang', on);
      return;
    case 'file-value':
      for (const node of nodes) node.setFile(nameIn(event), on ? event.value : undefined);
      return;
    case 'process-gone':
      for (const node of nodes) {
        if (on) await node.stopTracked(nameIn(event));
        else node.startTracked(nameIn(event));
      }
      return;
    case 'reload':
      for (const node of nodes) node.reload(on ? event.file : undefined);
      return;
    case 'link-cut':
    case 'oneway-cut':
    case 'peer-cut':
      for (const [from, to] of cutsOf(event, stage)) await network.setCut(from, to, on, event.interface);
      return;
    default:
      throw new Error(`there is no event '${event.kind}'`);
  }
}

/** Starts the keepalived of several nodes in the same moment. */
export async function start(nodes: readonly KeepalivedNode[]): Promise<void> {
  for (const go of await Promise.all(nodes.map((node) => node.prepare()))) go();
}

async function setLink(name: string, segment: string, up: boolean, { network, scenario }: Stage): Promise<void> {
  await network.setLink(name, segment, up);
  // What keepalived took away as a virtual address stays away.
  if (up) await network.giveAddresses(name, scenario.addresses[name] ?? {}, plainVips(scenario));
}

function nodesOf({ node }: LabEvent, { nodes }: Stage): readonly KeepalivedNode[] {
  if (node === '*') return [...nodes.values()];
  if (node === undefined) return [];
  const found = nodes.get(node);
  if (!found) throw new Error(`there is no node '${node}'`);
  return [found];
}

function nameIn({ kind, name }: LabEvent): string {
  if (name === undefined) throw new Error(`'${kind}' needs a name`);
  return name;
}

/** The directions in which nothing passes. */
function cutsOf(event: LabEvent, { nodes }: Stage): readonly (readonly [string, string])[] {
  const { kind, node, from, to, nodes: pair } = event;
  if (kind === 'oneway-cut' && from !== undefined && to !== undefined) return [[from, to]];
  const one = kind === 'peer-cut' ? node : pair?.[0];
  const others = kind === 'peer-cut' ? [...nodes.keys()].filter((name) => name !== node) : pair?.slice(1);
  if (one === undefined || others === undefined) throw new Error(`'${kind}' does not say between which nodes`);
  return others.flatMap((other) => [
    [one, other],
    [other, one],
  ]);
}
