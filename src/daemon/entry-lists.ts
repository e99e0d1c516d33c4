import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import type { BlockKeyword, EntryKind } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { type Bound, type BoundList, isBlock, isList } from '../binding/bound.ts';
import type { Entry } from '../binding/entries/entry.ts';
import { readEntry } from '../binding/entries/read-entry.ts';
import type { Target } from '../binding/target.ts';
import { type Process, processOfKeyword, type Stop } from './processes.ts';

/** Lists in which a missing value makes keepalived stop reading. They are read before all else, to know how far it gets. */
const MAY_STOP: ReadonlySet<EntryKind> = new Set<EntryKind>(['route', 'rule', 'virtual-server-group-entry']);

/** The entries of lists that may make keepalived stop reading. */
export interface EntryLists {
  of(list: BoundList): readonly Entry[];
  /** Where a value is missing that the process which reads the entry takes for granted. */
  readonly exits: readonly Stop[];
}

/** Reads the entries of such lists, at top level and in blocks, in the order of the text. */
export function readEntryLists(children: readonly Bound[], target: Target, waits: boolean): EntryLists {
  const lists = new Map<BoundList, readonly Entry[]>();
  const exits: Stop[] = [];
  const groups = new Set<string>();
  const read = (list: BoundList, process: Process): void => {
    const language = MAY_STOP.has(list.keyword.entry) ? entryLanguage(list.keyword) : null;
    if (!language) return;
    const context = { language, list: list.keyword.name, target, isDefined: (name: string) => groups.has(name), waits };
    const entries = list.entries.map((entry) => readEntry(entry, context));
    lists.set(list, entries);
    for (const { mistakes } of entries) {
      for (const { fault, word } of mistakes) if (fault === 'exits') exits.push({ process, at: word.span });
    }
  };
  for (const bound of children) {
    noteGroup(bound, groups);
    const process = processOfKeyword(bound.keyword.name);
    if (isList(bound)) read(bound, process);
    else if (isBlock(bound) && mayHold(bound.keyword)) for (const child of bound.children) if (isList(child)) read(child, process);
  }
  return { of: (list) => lists.get(list) ?? [], exits };
}

/** Whether such a list may stand in a block: not in virtual servers, of which there are thousands. */
const mayHold = memoized(({ keywords }: BlockKeyword) => keywords.some((each) => each.kind === 'list' && MAY_STOP.has(each.entry)));

/** Adds the name of a track_group to those that stand above. */
export function noteGroup(bound: Bound, groups: Set<string>): void {
  const name = bound.keyword.name === 'track_group' && isBlock(bound) && bound.valid ? bound.args[0] : undefined;
  if (name) groups.add(name.word.text);
}
