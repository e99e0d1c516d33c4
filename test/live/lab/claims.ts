import type { Advert, Frame, FrameKind } from './frames.ts';
import type { Answer } from './namespace.ts';
import type { HeldAddress } from './network.ts';
import type { Holders, Phase } from './scenario.ts';

/** Where a claim belongs: a phase of an event, by its number in the scenario (the first one where it is not written). */
interface Placed {
  readonly event?: number;
  readonly phase: Phase;
}

/** Frames that a machine sends in a phase, or does not (`present: false`). Each further field must be equal where it is written. */
export interface FrameClaim extends Placed, Partial<Omit<Frame, 'time' | 'what' | 'advert'>>, Partial<Advert> {
  /** The machine that sends it; any where it is not written. */
  readonly who?: string;
  readonly what: FrameKind;
  readonly present: boolean;
  /** How many of them there are, where that is part of the claim. */
  readonly count?: number;
  /** How many of them there are at most. */
  readonly most?: number;
}

/** Whether a connection to a port where nobody listens is refused (somebody is there) or stays without an answer. */
export interface ReachClaim extends Placed {
  readonly from: string;
  readonly to: string;
  readonly reached: boolean;
}

/**
 * The MAC address that a machine has for an address; null where it has none. At the start it is read after the connections of the same phase, which
 * make the entry, and later before them, as they may renew it.
 */
export interface NeighbourClaim extends Placed {
  readonly of: string;
  readonly address: string;
  readonly mac: string | null;
}

/** The interface on which a node has an address; null where it has not. */
export interface PlaceClaim extends Placed {
  readonly node: string;
  readonly address: string;
  readonly interface: string | null;
}

/** A text that the firewall rules of a node (`nft list ruleset`) hold or do not hold. */
export interface FirewallClaim extends Placed {
  readonly node: string;
  readonly says: string;
  readonly present: boolean;
}

/** A text that the routes and routing rules of a node (`ip route show table all`, `ip rule`, of both families) hold or do not hold. */
export interface RoutingClaim extends Placed {
  readonly node: string;
  readonly says: string;
  readonly present: boolean;
}

/** A text that keepalived logs, or does not, by the end of the event. */
export interface LogClaim {
  readonly event?: number;
  readonly node: string;
  readonly says: string;
  readonly present: boolean;
}

/** How `keepalived -t` ends for the configuration of a node, and what it says of it. */
export interface ConfigTestClaim {
  readonly node: string;
  readonly status: number;
  readonly says?: string;
}

/** What is to be seen in a scenario, beside who holds the addresses. */
export interface Claims {
  readonly frames?: readonly FrameClaim[];
  readonly reach?: readonly ReachClaim[];
  readonly neighbours?: readonly NeighbourClaim[];
  readonly places?: readonly PlaceClaim[];
  readonly firewall?: readonly FirewallClaim[];
  readonly routing?: readonly RoutingClaim[];
  readonly log?: readonly LogClaim[];
  readonly configTest?: readonly ConfigTestClaim[];
}

/** What was seen in one phase. */
export interface SeenPhase {
  readonly holders: Holders;
  /** Holders whose interface was down. */
  readonly linkDown: Holders;
  /** Nodes whose keepalived did not run. */
  readonly notRunning: readonly string[];
  /** By the machine that sent them. */
  readonly frames: ReadonlyMap<string, readonly Frame[]>;
  /** Answers to the claims of the phase, in their order. */
  readonly reached: readonly boolean[];
  readonly macs: readonly (string | null)[];
  readonly addresses: ReadonlyMap<string, readonly HeldAddress[]>;
  /** By node. */
  readonly firewall: ReadonlyMap<string, string>;
  readonly routing: ReadonlyMap<string, string>;
}

/** What was seen of one event. */
export interface Seen {
  readonly start: SeenPhase;
  readonly during: SeenPhase;
  readonly after: SeenPhase;
  /** By node. */
  readonly logs: ReadonlyMap<string, string>;
  readonly configTests: ReadonlyMap<string, Answer>;
}

/** The claims that belong to an event and a phase. */
export function claimsOf<T extends Placed>(claims: readonly T[] | undefined, event: number, phase: Phase): readonly T[] {
  return (claims ?? []).filter((claim) => (claim.event ?? 0) === event && claim.phase === phase);
}

/** What of the claims was not as it should be, in words; empty where all held. */
export function broken(claims: Claims, event: number, seen: Seen): readonly string[] {
  const phases: readonly Phase[] = ['start', 'during', 'after'];
  return [...phases.flatMap((phase) => brokenIn(claims, event, phase, seen[phase])), ...brokenTexts(claims, event, seen)];
}

function brokenIn(claims: Claims, event: number, phase: Phase, seen: SeenPhase): readonly string[] {
  const say = (claim: object, instead: string) => `${JSON.stringify(claim)}: ${instead}`;
  const frames = claimsOf(claims.frames, event, phase).flatMap((claim) => {
    const found = matching(claim, seen.frames);
    if (found.length > (claim.most ?? found.length)) return say(claim, `${found.length} were seen`);
    if (claim.count !== undefined && found.length !== claim.count) return say(claim, `${found.length} were seen`);
    if (found.length > 0 === claim.present) return [];
    return say(claim, claim.present ? `not seen; ${kindsOf(claim, seen.frames)}` : `seen: ${JSON.stringify(found[0])}`);
  });
  const reach = claimsOf(claims.reach, event, phase).flatMap((claim, at) =>
    seen.reached[at] === claim.reached ? [] : say(claim, claim.reached ? 'no answer' : 'answered'),
  );
  const neighbours = claimsOf(claims.neighbours, event, phase).flatMap((claim, at) =>
    (seen.macs[at] ?? null) === claim.mac ? [] : say(claim, `the entry is ${seen.macs[at] ?? 'missing'}`),
  );
  const places = claimsOf(claims.places, event, phase).flatMap((claim) => {
    const on = (seen.addresses.get(claim.node) ?? []).filter(({ address }) => address === claim.address).map((each) => each.interface);
    return (claim.interface === null ? on.length === 0 : on.includes(claim.interface))
      ? []
      : say(claim, `it is on ${on.join(', ') || 'none'}`);
  });
  const holds = (list: readonly (FirewallClaim | RoutingClaim)[] | undefined, texts: ReadonlyMap<string, string>): readonly string[] =>
    claimsOf(list, event, phase).flatMap((claim) => {
      const text = texts.get(claim.node) ?? '';
      return text.includes(claim.says) === claim.present ? [] : say(claim, text || 'there is none');
    });
  return [...frames, ...reach, ...neighbours, ...places, ...holds(claims.firewall, seen.firewall), ...holds(claims.routing, seen.routing)];
}

function brokenTexts({ log = [], configTest = [] }: Claims, event: number, seen: Seen): readonly string[] {
  const logs = log
    .filter((claim) => (claim.event ?? 0) === event && (seen.logs.get(claim.node) ?? '').includes(claim.says) !== claim.present)
    .map((claim) => `${JSON.stringify(claim)}: the log of ${claim.node} is\n${seen.logs.get(claim.node)}`);
  const tests = configTest.flatMap((claim) => {
    const { status, stdout, stderr } = seen.configTests.get(claim.node) ?? { status: null, stdout: '', stderr: 'not run' };
    const text = stdout + stderr;
    const holds = status === claim.status && (claim.says === undefined || text.includes(claim.says));
    return holds ? [] : `${JSON.stringify(claim)}: it ended with ${status} and said\n${text}`;
  });
  return [...logs, ...tests];
}

const ADVERT_FIELDS: ReadonlySet<string> = new Set(['version', 'virtualRouterId', 'priority', 'addresses', 'interval', 'authentication']);
const NOT_OF_FRAME: ReadonlySet<string> = new Set(['event', 'phase', 'who', 'present', 'count', 'most']);

function matching(claim: FrameClaim, frames: SeenPhase['frames']): readonly Frame[] {
  const senders = claim.who === undefined ? [...frames.values()] : [frames.get(claim.who) ?? []];
  const fields = Object.entries(claim).filter(([name]) => !NOT_OF_FRAME.has(name));
  return senders.flat().filter((frame) =>
    fields.every(([name, value]) => {
      const of: object | null = ADVERT_FIELDS.has(name) ? frame.advert : frame;
      return of !== null && JSON.stringify(of[name as keyof typeof of]) === JSON.stringify(value);
    }),
  );
}

/** What was seen of the kind that a claim is about. */
function kindsOf({ who, what }: FrameClaim, frames: SeenPhase['frames']): string {
  const seen = matching({ phase: 'start', present: true, what, ...(who === undefined ? {} : { who }) }, frames);
  const kinds = new Set(seen.map(({ time: _, ...frame }) => JSON.stringify(frame)));
  return kinds.size === 0 ? `there was no ${what}` : [...kinds].join('\n');
}
