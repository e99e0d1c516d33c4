import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import type { EntryKind } from '../../grammar/keywords/keyword.ts';
import type { Span } from '../../grammar/tree.ts';
import { type Bound, type BoundList, isBlock, isList } from '../binding/bound.ts';
import type { Entry } from '../binding/entries/entry.ts';
import { readEntry } from '../binding/entries/read-entry.ts';
import type { Target } from '../binding/target.ts';
import { type Process, processOfKeyword } from './processes.ts';

/** Lists in which a missing value makes keepalived stop reading. They are read before all else, to know how far it gets. */
const MAY_STOP: ReadonlySet<EntryKind> = new Set<EntryKind>(['route', 'rule', 'virtual-server-group-entry']);

/** The entries of lists that may make keepalived stop reading. */
export interface EntryLists {
  of(list: BoundList): readonly Entry[];
  /** For each process: the first place where a value is missing that it takes for granted. */
  readonly exits: ReadonlyMap<Process, Span>;
}

/** Reads the entries of such lists, at top level and in blocks, in the order of the text. */
export function readEntryLists(children: readonly Bound[], target: Target): EntryLists {
  const lists = new Map<BoundList, readonly Entry[]>();
  const exits = new Map<Process, Span>();
  const groups = new Set<string>();
  const read = (list: BoundList, process: Process): void => {
    const language = MAY_STOP.has(list.keyword.entry) ? entryLanguage(list.keyword) : null;
    if (!language) return;
    const context = { language, list: list.keyword.name, target, isDefined: (name: string) => groups.has(name) };
    const entries = list.entries.map((entry) => readEntry(entry, context));
    lists.set(list, entries);
    const exit = entries.flatMap(({ mistakes }) => mistakes).find(({ fault }) => fault === 'exits')?.word;
    const known = exits.get(process);
    if (exit && (!known || exit.start < known.start)) exits.set(process, exit.span);
  };
  for (const bound of children) {
    noteGroup(bound, groups);
    const process = processOfKeyword(bound.keyword.name);
    if (isList(bound)) read(bound, process);
    else if (isBlock(bound)) for (const child of bound.children) if (isList(child)) read(child, process);
  }
  return { of: (list) => lists.get(list) ?? [], exits };
}

/** Adds the name of a track_group to those that stand above. */
export function noteGroup(bound: Bound, groups: Set<string>): void {
  const name = bound.keyword.name === 'track_group' && isBlock(bound) && bound.valid ? bound.args[0] : undefined;
  if (name) groups.add(name.word.text);
}
