import { closest } from '../../grammar/closest.ts';
import type { Origin } from '../../grammar/expand/expansion.ts';
import { MEANT, MEANT_IN } from '../../grammar/keywords/meant.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Node, Span } from '../../grammar/tree.ts';
import { misfitsOf } from '../binding/misfits.ts';
import { rootAt } from '../binding/root-blocks.ts';
import { problemsOf } from '../binding/text-problems.ts';
import { faultsOf } from '../daemon/braces.ts';
import { brokenCommands } from '../daemon/broken-commands.ts';
import type { CheckId } from '../daemon/checks/index.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Correction } from '../model/correction.ts';
import { bareValueAt } from './bare-values.ts';
import { bracesAround } from './braces-around.ts';
import { cutShortAround } from './cut-short-definition.ts';
import { keywordBehindSign } from './meant-names.ts';
import type { Message } from './rule.ts';
import { shellExpressionAt } from './shell-expressions.ts';
import { unknownBlanksBefore } from './unknown-blanks.ts';
import { unreadNames } from './unread-names.ts';
import { unreplacedNameIn } from './unreplaced-names.ts';

/** What a block lacks where a check fails: keywords any of which would do. */
const LACKING: ReadonlyMap<CheckId, readonly string[]> = new Map<CheckId, readonly string[]>([
  ['vrrp/vrid-missing', ['virtual_router_id']],
  ['vrrp/interface-missing', ['interface']],
  ['unicast/needs-source-or-interface', ['interface', 'unicast_src_ip']],
  ['unicast/link-local-source-without-interface', ['interface']],
  ['unicast/no-interface-for-address', ['interface']],
  ['vrrp/owner-by-state', ['priority']],
  ['vrrp/auth-no-password', ['auth_pass']],
  ['vrrp/auth-pass-without-type', ['auth_type']],
  ['vrrp/no-vip-required', ['virtual_ipaddress']],
  ['vrrp/no-vip-sensible', ['virtual_ipaddress']],
  ['strict/vip-required', ['virtual_ipaddress']],
  ['lvs/scheduler-missing', ['lvs_sched', 'lb_algo']],
  ['lvs/forwarding-method-missing', ['lvs_method', 'lb_kind']],
  ['lvs/protocol-missing', ['protocol']],
  ['lvs/vs-no-real-servers', ['real_server']],
]);

/** What a reference finds nothing of where a check fails. */
const UNDEFINED: ReadonlyMap<CheckId, readonly string[]> = new Map<CheckId, readonly string[]>([
  ['track/script-unknown', ['vrrp_script']],
  ['track/file-unknown', ['track_file', 'vrrp_track_file']],
  ['track/file-unknown-hangs', ['track_file', 'vrrp_track_file']],
  ['track/process-unknown', ['track_process', 'vrrp_track_process']],
  ['track/bfd-unknown', ['bfd_instance']],
  ['lvs/file-not-found', ['track_file', 'vrrp_track_file']],
]);

/**
 * The place of the mistake that a correction only follows from: what it misses is there, but misspelt or refused, and reported as such. Null where
 * it is a mistake of its own.
 */
export function causeOf(correction: Correction, configuration: Configuration): Span | Origin | null {
  const { check, subject, at, against } = correction;
  const command = shellExpressionAt(at, configuration);
  if (command) return command;
  const blanks = unknownBlanksBefore(at, configuration);
  if (blanks) return blanks;
  const brace = bracesAround(at, configuration);
  if (brace) return brace;
  if (isUndefinedName(at, configuration)) return at;
  // The word itself is what keepalived does not take; a block of such a name can lack other things.
  const unreplaced = correction.written?.includes('$') ? unreplacedNameIn(at, configuration) : undefined;
  if (unreplaced) return unreplaced;
  const lacking = LACKING.get(check);
  // Two instances without the addresses that would tell them apart have one virtual router ID.
  const cutShort = lacking || check.startsWith('vrrp/vrid-duplicate-') ? cutShortAround(at, configuration) : null;
  if (cutShort) return cutShort;
  if (lacking) {
    const around = rootAt(at, configuration.tree);
    return around ? misspeltIn({ start: around.span.start, end: meantEnd(around, configuration) }, lacking, configuration) : null;
  }
  if (check.startsWith('lvs/vsg-')) return secondGroupAround(at, configuration);
  if (check === 'lvs/vs-group-not-configured') return removedGroups(configuration).get(wordAt(at, configuration)) ?? null;
  if (check === 'script/unused') return unreadNames(configuration).get(subject) ?? trackerOf(subject, indexOf(configuration));
  const definitions = UNDEFINED.get(check);
  const name = nameIn(correction);
  if (!definitions || name === undefined) return null;
  const { leftOut, unwatched, definitions: misspelt, nameless } = indexOf(configuration);
  if (against) return leftOut.get(against.start) ?? unwatched.get(name) ?? null;
  for (const keyword of definitions) {
    const header = misspelt.get(`${keyword} ${name}`) ?? nameless.get(keyword);
    if (header) return header;
  }
  return null;
}

/** Where a block was meant to end: behind the '}' that closes nothing, where one ends it too early. */
function meantEnd(block: Node, configuration: Configuration): number {
  if (configuration.tree.strayCloses.length === 0) return block.span.end;
  const early = faultsOf(configuration).find((fault) => fault.kind === 'extra-close' && fault.block === block);
  return early?.kind === 'extra-close' ? early.stray.end : block.span.end;
}

/** Whether a word is a reference to a definition that does not exist: that keepalived does not understand the word follows from it. */
export function isUndefinedName({ start }: Span, configuration: Configuration): boolean {
  const places = undefinedPlaces(configuration);
  // All that comes out of a definition has one place.
  if (places.size === 0 || configuration.expansion.text[start] !== '$') return false;
  const { source, offset } = configuration.expansion.origin(start);
  return places.has(`${offset} ${source.path}`);
}

const undefinedPlaces = memoized(
  (configuration: Configuration): ReadonlySet<string> =>
    new Set(problemsOf(configuration, 'undefined-definition').map(({ at: { offset, source } }) => `${offset} ${source.path}`)),
);

/** The header of a virtual_server_group around a place whose name another one has already, so that nobody misses what is wrong in it. */
export function secondGroupAround(at: Span, configuration: Configuration): Span | null {
  const seconds = secondGroups(configuration);
  const around = seconds.size > 0 ? rootAt(at, configuration.tree) : null;
  return (around && seconds.get(around.span.start)) ?? null;
}

/** By where they begin. */
const secondGroups = memoized((configuration: Configuration): ReadonlyMap<number, Span> => {
  const seconds = misfitsOf(configuration, 'duplicate-keyword').filter(({ data }) => data.keyword.name === 'virtual_server_group');
  return new Map(seconds.map(({ at }) => [at.start, at]));
});

/** By the name of a virtual_server_group, what keepalived removes it because of. */
const removedGroups = memoized((configuration: Configuration): ReadonlyMap<string, Span> => {
  const removals = configuration.corrections.filter(({ check }) => REMOVES_GROUP.has(check));
  return new Map(removals.map(({ subject, at }) => [subject, at]));
});

const REMOVES_GROUP: ReadonlySet<CheckId> = new Set<CheckId>(['lvs/vsg-no-entries', 'lvs/vsg-mixed-family-bare-fwmark']);

function wordAt({ start, end }: Span, { expansion }: Configuration): string {
  return expansion.text.slice(start, end).replaceAll('"', '');
}

/** The name that a reference gives. */
function nameIn({ data, written }: Correction): string | undefined {
  return data && 'name' in data ? data.name : written;
}

/** Where a keyword was meant that a block lacks: misspelt, in a form that keepalived refuses, or with a value that it does. */
export function misspeltIn({ start, end }: Span, keywords: readonly string[], configuration: Configuration): Span | null {
  const { meant } = indexOf(configuration);
  for (const keyword of keywords) {
    const places = meant.get(keyword) ?? [];
    const first = places[partitionPoint(places, (place) => place.start < start)];
    if (first && first.start < end) return first;
  }
  return null;
}

/** The same for the whole text. */
export function misspeltAnywhere(keywords: readonly string[], configuration: Configuration): Span | null {
  return misspeltIn({ start: 0, end: configuration.expansion.text.length }, keywords, configuration);
}

/** Where something was meant to track a script: a reference that misspells its name, or a block whose keyword is misspelt. */
function trackerOf(script: string, { meant, unknownScripts }: Index): Span | null {
  const [near] = closest(script, unknownScripts.keys());
  if (near !== undefined) return unknownScripts.get(near) ?? null;
  return TRACKERS.flatMap((keyword) => meant.get(keyword) ?? [])[0] ?? null;
}

const MOST_REFERENCES = 20;

const TRACKERS: readonly string[] = ['vrrp_instance', 'vrrp_sync_group', 'track_script'];

/** Checks beside those of `net/address-` with which a virtual address is left out. */
const DROPS_ADDRESS: ReadonlySet<CheckId> = new Set<CheckId>(['vrrp/vip-family-mismatch', 'unicast/no-interface-for-address']);
const UNWATCHED: CheckId = 'track-file/file-system';

/** The mistakes of a configuration from which others may follow. */
interface Index {
  /** Where a keyword was meant and is not used, in the order of the text. */
  readonly meant: ReadonlyMap<string, readonly Span[]>;
  /** Headers whose keyword is misspelt or whose `{` is missing, by the keyword that was meant and the name. */
  readonly definitions: ReadonlyMap<string, Span>;
  /** Headers of definitions that have no name, by their keyword. */
  readonly nameless: ReadonlyMap<string, Span>;
  /** Blocks that are left out because they lack something, by the place of their name. */
  readonly leftOut: ReadonlyMap<number, Span>;
  /** Tracked files that are left out because nobody can watch them, by name. */
  readonly unwatched: ReadonlyMap<string, Span>;
  /** References to scripts that are not there, by the name they give; only a few, because nobody misspells many. */
  readonly unknownScripts: ReadonlyMap<string, Span>;
}

/** Large files can have any number of mistakes, each with its consequences. */
const indexOf = memoized((configuration: Configuration): Index => {
  const meant = new Map<string, Span[]>();
  const definitions = new Map<string, Span>();
  const leftOut = new Map<number, Span>();
  const add = (keyword: string, at: Span): void => {
    const places = meant.get(keyword) ?? [];
    meant.set(keyword, places);
    places.push(at);
  };
  for (const { at, data } of misfitsOf(configuration, 'unknown-keyword')) {
    // A keyword that the block around it does not know stands there because of a brace, or was put into the wrong block.
    const keyword =
      bareValueAt(at, configuration)?.keyword.name ??
      keywordBehindSign(data) ??
      data.glued ??
      data.near[0] ??
      MEANT_IN[data.block ?? '']?.get(data.word) ??
      MEANT.get(data.word) ??
      (data.elsewhere.length > 0 ? data.word : undefined);
    if (keyword === undefined) continue;
    add(keyword, at);
    const block = data.block === null ? rootAt(at, configuration.tree) : null;
    const name = block?.kind === 'block' ? block.args[0]?.text : undefined;
    if (name !== undefined && !definitions.has(`${keyword} ${name}`)) definitions.set(`${keyword} ${name}`, at);
  }
  for (const { at, data } of misfitsOf(configuration, 'invalid-value', 'missing-argument', 'not-a-block', 'missing-block', 'too-new')) {
    add(data.keyword.name, at);
  }
  for (const { at, data } of misfitsOf(configuration, 'missing-block')) {
    const header = rootAt(at, configuration.tree);
    // A list has no name of its own.
    const name = data.keyword.kind === 'block' && header?.kind === 'statement' ? header.words[1]?.text : undefined;
    if (name !== undefined) definitions.set(`${data.keyword.name} ${name}`, at);
  }
  for (const { at, data } of misfitsOf(configuration, 'extra-argument')) {
    // A keyword behind another one, on its line.
    const [first] = data.words;
    if (first) add(first.text, at);
  }
  const nameless = new Map(
    misfitsOf(configuration, 'missing-argument').flatMap(({ at, data }) =>
      data.keyword.kind === 'block' ? [[data.keyword.name, at] as const] : [],
    ),
  );
  for (const { at, data } of misfitsOf(configuration, 'missing-keyword')) {
    const [name] = data.node.args;
    if (name) leftOut.set(name.start, at);
  }
  for (const { line } of brokenCommands(configuration)) {
    const [name] = line.keyword === 'script' && line.block ? line.block.args : [];
    if (name) leftOut.set(name.word.span.start, line.command.span);
  }
  for (const { check, effect, at } of configuration.corrections) {
    if (effect === 'drops' && (check.startsWith('net/address-') || DROPS_ADDRESS.has(check))) add('virtual_ipaddress', at);
    if (check === 'unicast/peer-family') add('unicast_peer', at);
    if (check === 'vrrp/interface-loopback') add('interface', at);
  }
  for (const places of meant.values()) places.sort((a, b) => a.start - b.start);
  const unwatched = new Map(configuration.corrections.filter(({ check }) => check === UNWATCHED).map(({ subject, at }) => [subject, at]));
  const unknown = configuration.corrections.filter(({ check, against }) => check === 'track/script-unknown' && !against);
  const unknownScripts = new Map(unknown.slice(0, MOST_REFERENCES).map((correction) => [nameIn(correction) ?? '', correction.at]));
  return { meant, definitions, nameless, leftOut, unwatched, unknownScripts };
});

/** An include line whose files were not read, because they are not there or kvlint may not read them: what seems to be missing may stand in them. */
export function unreadInclude(configuration: Configuration): Pick<Message, 'follows' | 'severity'> | null {
  const [problem] = problemsOf(configuration, 'include-missing', 'include-unreadable', 'include-outside');
  if (!problem) return null;
  return { follows: problem.at, severity: problem.kind === 'include-outside' ? 'info' : 'warning' };
}
