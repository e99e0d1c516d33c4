import { lineWords, type Span } from '../../grammar/tree.ts';
import type { Bound, Misfit } from '../binding/bound.ts';
import { boundRootAt } from '../binding/root-blocks.ts';

/**
 * keepalived reads the configuration several times: its parent, then the checkers, VRRP and BFD, each with the keywords that are its own.
 * Where a keyword lacks a word that is taken for granted, reading stops for the process that knows it, and for all after it.
 */
export interface Exits {
  readonly parent: Span | null;
  readonly checkers: Span | null;
  readonly vrrp: Span | null;
  readonly bfd: Span | null;
  /** The place of the first stop; null where keepalived reads on. */
  readonly first: Span | null;
}

export type Process = 'parent' | 'checkers' | 'vrrp' | 'bfd';

/** In the order in which the config test plays them. */
export const ORDER: readonly Process[] = ['parent', 'checkers', 'vrrp', 'bfd'];

/** The process that is the first to read what stands in a root keyword; all others are VRRP's. */
const READERS: ReadonlyMap<string, Process> = new Map<string, Process>([
  ['global_defs', 'parent'],
  ['net_namespace', 'parent'],
  ['net_namespace_ipvs', 'parent'],
  ['instance', 'parent'],
  ['child_wait_time', 'parent'],
  ['SSL', 'checkers'],
  ['virtual_server_group', 'checkers'],
  ['virtual_server', 'checkers'],
  ['track_file', 'checkers'],
  ['vrrp_track_file', 'checkers'],
  ['bfd_instance', 'bfd'],
]);

/** A place before everything: a process that does not come to read at all. */
export const NOT_READ: Span = { start: -1, end: -1 };

/** A place where a process stops reading. */
export interface Stop {
  readonly process: Process;
  readonly at: Span;
}

/** Where misfits make processes stop reading. */
export function stopsAtMisfits(children: readonly Bound[], misfits: readonly Misfit[]): readonly Stop[] {
  return misfits.filter(stopsReading).map(({ at }) => ({ process: processOf(children, at), at }));
}

/** Where each process stops reading: at the first of its stops. `onlyParent`: none after the parent begins. */
export function findExits(all: readonly Stop[], onlyParent: boolean): Exits {
  const stops = new Map<Process, Span>();
  for (const { process, at } of all) {
    const known = stops.get(process);
    if (!known || at.start < known.start) stops.set(process, at);
  }
  const at = (process: Process): Span | null => {
    const stoppedBefore = onlyParent || ORDER.slice(0, ORDER.indexOf(process)).some((earlier) => stops.has(earlier));
    return stoppedBefore ? NOT_READ : (stops.get(process) ?? null);
  };
  const first = ORDER.find((process) => stops.has(process));
  return {
    parent: stops.get('parent') ?? null,
    checkers: at('checkers'),
    vrrp: at('vrrp'),
    bfd: at('bfd'),
    first: (first && stops.get(first)) ?? null,
  };
}

/** Tells whether a process comes to read a place; if none is named, the first one that is to. */
export type Reach = (at: Span, process?: Process) => boolean;

export function reachOf(children: readonly Bound[], exits: Exits): Reach {
  if (ORDER.every((process) => exits[process] === null)) return () => true;
  return (at, process) => {
    const exit = exits[process ?? processOf(children, at)];
    return exit === null || at.start <= exit.start;
  };
}

/**
 * Whether the config test ends after the parent, without a word: in a network namespace that does not exist on the host. kvlint takes it that
 * the namespace is made when the host starts, and not known where the test is run.
 */
export function hasNamespace(children: readonly Bound[]): boolean {
  return children.some(({ keyword, node }) => keyword.name === 'net_namespace' && lineWords(node).length > 1);
}

function stopsReading({ kind, data }: Misfit): boolean {
  return (kind === 'missing-argument' && data.missing === 'exits') || (kind === 'extra-argument' && data.extra === 'exits');
}

function processOf(children: readonly Bound[], at: Span): Process {
  const root = boundRootAt(children, at);
  return root ? processOfKeyword(root.keyword.name) : 'parent';
}

/** Whether a process reads what stands in a root keyword, and does not pass over it. */
export function readsKeyword(process: Process, name: string): boolean {
  return processOfKeyword(name) === process || (process === 'vrrp' && OF_BOTH.has(name));
}

/** What VRRP reads as well as the checkers. */
const OF_BOTH: ReadonlySet<string> = new Set(['track_file', 'vrrp_track_file']);

/** The process that is the first to read what stands in a root keyword. */
export function processOfKeyword(name: string): Process {
  return READERS.get(name) ?? 'vrrp';
}
