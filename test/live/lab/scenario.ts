import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, type Version } from '../../../grammar/version.ts';
import type { Claims } from './claims.ts';
import { plainAddress } from './network.ts';

/** A part of the life of a scenario: before an event, while it lasts, when it is over. */
export type Phase = 'start' | 'during' | 'after';

/** Something that happens to running nodes, and is undone again. README.md says what each kind does. */
export interface LabEvent {
  readonly kind: string;
  /** `*` is every node at once. */
  readonly node?: string;
  readonly name?: string;
  readonly interface?: string;
  readonly value?: number;
  readonly nodes?: readonly [string, string];
  readonly from?: string;
  readonly to?: string;
  /** The file of the scenario that becomes the configuration. */
  readonly file?: string;
  /** Seconds without change that are waited for at least. */
  readonly extra?: number;
}

/** Virtual address -> the nodes that have it, sorted. */
export type Holders = Readonly<Record<string, readonly string[]>>;

/** What was seen while and after an event. */
export interface Outcome extends LabEvent {
  readonly during: Holders;
  readonly after: Holders;
  /** Holders whose keepalived had ended: the address is a leftover. */
  readonly duringLeftBehind?: Holders;
  /** Holders whose interface was down: the address is there and nobody reaches it. */
  readonly duringLinkDown?: Holders;
  readonly afterLinkDown?: Holders;
}

/** What one version of keepalived did, in three equal runs. */
export interface Recording {
  readonly start: Holders;
  /** Nodes whose keepalived refused its configuration and ended. */
  readonly notRunning?: readonly string[];
  /** Events whose outcome differed from run to run are not among them. */
  readonly events: readonly Outcome[];
}

/** Interface -> addresses with prefix length. */
type Addresses = Readonly<Record<string, readonly string[]>>;

/** A `scenario.json`. */
export interface Scenario {
  readonly name: string;
  readonly folder: string;
  readonly about: string;
  /** The longest advert interval of its instances, in seconds. */
  readonly advert?: number;
  /** Further seconds without change before anything counts as settled. */
  readonly extra?: number;
  readonly nodes: Readonly<Record<string, { readonly file: string; readonly configId: string | null }>>;
  readonly addresses: Readonly<Record<string, Addresses>>;
  /** Machines on the same segments that run no keepalived. */
  readonly hosts?: Readonly<Record<string, Addresses>>;
  /** Between which machines gratuitous ARP is lost. */
  readonly lostAnnouncements?: readonly { readonly from: string; readonly to: string }[];
  readonly vips: readonly string[];
  /** Interfaces that every machine has, each on a bridge of its own; `eth0` alone where it is not written. */
  readonly segments?: readonly string[];
  /** Nodes or groups of nodes; each waits until those before it are quiet. */
  readonly startOrder?: readonly (string | readonly string[])[];
  readonly scripts?: readonly string[];
  readonly files?: Readonly<Record<string, { readonly path: string; readonly initial: number | string }>>;
  readonly processes?: Readonly<Record<string, readonly string[]>>;
  /** keepalived enters the namespace by itself (`-s`): only so the kernel tells it of processes. */
  readonly ownNamespaceOption?: boolean;
  readonly events: readonly LabEvent[];
  /** Which events (from 0) are played when not all are asked for; the first one where it is not written. */
  readonly live?: readonly number[];
  /** What else is to be seen, beside who holds the addresses. */
  readonly claims?: Claims;
  /** By version of keepalived. */
  readonly expected: Readonly<Record<string, Recording>>;
}

/** All scenarios of a folder, by name. */
export function readScenarios(root: string): readonly Scenario[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'scenario.json')))
    .sort()
    .map((name) => {
      const folder = join(root, name);
      return { ...(JSON.parse(readFileSync(join(folder, 'scenario.json'), 'utf8')) as Scenario), name, folder };
    });
}

/** The interfaces that every machine of a scenario has. */
export function segmentsOf({ segments }: Scenario): readonly string[] {
  return segments ?? ['eth0'];
}

/** An event in few words. */
export function describeEvent(event: LabEvent): string {
  const { kind, node, nodes, from, to, name, interface: on, value, file } = event;
  const who = node ?? nodes?.join('–') ?? `${from}→${to}`;
  return [kind, who, name, on, value, file].filter((word) => word !== undefined).join(' ');
}

/** What is recorded of an event, undefined where nothing is. */
export function recordedOutcome(recording: Recording, event: LabEvent): Outcome | undefined {
  return recording.events.find((each) => describeEvent(each) === describeEvent(event));
}

/** What is recorded for a version: its own recording, else the newest of the same series (2.2, 2.4) that is not newer. */
export function recordingFor({ expected }: Scenario, version: Version): Recording | undefined {
  const series = (each: Version) => each.split('.', 2).join('.');
  const [nearest] = (Object.keys(expected) as Version[])
    .filter((each) => series(each) === series(version) && compareVersions(each, version) <= 0)
    .sort((a, b) => compareVersions(b, a));
  return nearest && expected[nearest];
}

/** The virtual addresses in the spelling of recordings. */
export function plainVips({ vips }: Scenario): readonly string[] {
  return vips.map(plainAddress);
}
