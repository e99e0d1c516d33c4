import type { Statement, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound, BoundList } from '../../binding/bound.ts';
import type { Family } from '../../binding/ip-address.ts';
import { closingSpan } from '../../binding/place.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { listsNamed } from '../read-settings.ts';
import { firstOfRange } from './address-range.ts';
import { markOf, noteEntryFault, portOf } from './entry-faults.ts';
import type { VirtualServer } from './virtual-server.ts';
import type { GroupAddress, GroupMark, VirtualServerGroup } from './virtual-server-group.ts';

export class GroupDraft implements VirtualServerGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly bound: BoundList;
  readonly addresses: GroupAddress[] = [];
  readonly marks: GroupMark[] = [];
  readonly families = new Set<Family>();
  readonly virtualServers: VirtualServer[] = [];

  constructor(bound: BoundList, nameWord: Word) {
    this.bound = bound;
    this.nameWord = nameWord;
    this.name = nameWord.text;
  }
}

/** The virtual_server_groups that keepalived keeps, by name; of two with one name the first. They may stand below what uses them. */
export function readGroups(children: readonly Bound[], version: Version, corrections: CorrectionList): ReadonlyMap<string, GroupDraft> {
  const groups = new Map<string, GroupDraft>();
  for (const list of listsNamed(children, 'virtual_server_group')) {
    const nameWord = list.args[0]?.word;
    if (!nameWord) continue;
    const group = new GroupDraft(list, nameWord);
    const correct = corrections.about(group.name);
    for (const entry of list.entries) {
      noteEntryFault(entry, version, correct);
      readEntry(group, entry, version, correct);
    }
    if (isKept(group, correct, version) && !groups.has(group.name)) groups.set(group.name, group);
  }
  return groups;
}

const FAMILIES: ReadonlyMap<string | undefined, Family> = new Map([
  ['inet', 'ipv4'],
  ['inet6', 'ipv6'],
]);

function readEntry(group: GroupDraft, node: Statement, version: Version, correct: Correct): void {
  const [word, second, third] = node.words;
  if (!word) return;
  if (word.text === 'fwmark') readMark(group, node, second, atLeast(version, '2.1.0') ? third : undefined);
  else readAddress(group, node, word, second ?? null, version, correct);
}

function readMark(group: GroupDraft, node: Statement, number: Word | undefined, familyWord: Word | undefined): void {
  const mark = number ? markOf(number) : null;
  const family = FAMILIES.get(familyWord?.text) ?? null;
  if (mark === null || (familyWord && !family)) return;
  group.marks.push({ kind: 'fwmark', node, mark, family });
  if (family) group.families.add(family);
}

function readAddress(group: GroupDraft, node: Statement, word: Word, portWord: Word | null, version: Version, correct: Correct): void {
  const ip = firstOfRange(word.text, version);
  const port = portWord ? portOf(portWord) : 0;
  if (!ip || port === null) return;
  if (!atLeast(version, '2.1.0') && group.families.size > 0 && !group.families.has(ip.family)) {
    correct('lvs/vsg-mixed-family-entry', 'drops', 'reports', word.span, { written: word.text });
    return;
  }
  group.addresses.push({ kind: 'address', node, word, ip, port, portWord });
  group.families.add(ip.family);
}

function isKept(group: GroupDraft, correct: Correct, version: Version): boolean {
  const { addresses, marks, bound, nameWord } = group;
  const reportedAt = closingSpan(bound.node);
  if (addresses.length === 0 && marks.length === 0) {
    correct('lvs/vsg-no-entries', 'drops', 'reports', nameWord.span, { reportedAt });
    return false;
  }
  const bare = marks.find(({ family }) => family === null);
  if (bare && group.families.size > 1 && atLeast(version, '2.1.0')) {
    correct('lvs/vsg-mixed-family-bare-fwmark', 'drops', 'reports', bare.node.span, { reportedAt, written: String(bare.mark) });
    return false;
  }
  return true;
}
