import type { Span, Word } from '../../grammar/tree.ts';
import type { Version } from '../../grammar/version.ts';
import { type Bound, type BoundRoot, isBlock, isList, isValue } from '../binding/bound.ts';
import { parsePrefixedAddress } from '../binding/ip-address.ts';
import { occurs } from '../binding/occurring-keywords.ts';
import { keywordSpan } from '../binding/place.ts';
import { takesScript } from '../binding/script-lines.ts';

/** A change of what keepalived does with a line that every version accepts. New and dropped keywords are told by the vocabulary. */
export interface VersionChange {
  /** First version that does it the new way. */
  readonly version: Version;
  /** First version that did it the old way; left out where every older one did. */
  readonly from?: Version;
  /** The keyword with the blocks around it, joined by points; left out: any keyword. */
  readonly path?: string;
  /** Whether a line with that keyword is one that the change is about; left out: every one is. */
  readonly concerns?: (bound: Bound) => boolean;
  /** The entries of a list that the change is about; left out: it is about the line with the keyword. */
  readonly entries?: (bound: Bound) => readonly ChangedEntry[];
  /** Whether a configuration is one in which the change makes a difference; left out: every one is. */
  readonly within?: (bound: BoundRoot) => boolean;
  /** What older versions do, as a clause. */
  readonly before: string;
  /** What newer versions do, as a clause. */
  readonly since: string;
  readonly advice: string;
}

/** An entry of a list that a change is about. */
export interface ChangedEntry {
  readonly word: Word;
  /** What newer versions do with it, as a clause, in place of what they do with the list. */
  readonly since: string;
}

/** From the release notes of keepalived and the history of its code, the oldest first. */
export const versionChanges: readonly VersionChange[] = [
  {
    version: '2.0.12',
    path: 'vrrp_instance.authentication.auth_type',
    concerns: (bound) => firstValue(bound) === 'AH',
    before: 'adverts without an authentication header were taken as well',
    since: 'an instance with AH takes only adverts that have the header',
    advice: 'Upgrade all nodes together, and look that all of them have AH.',
  },
  {
    version: '2.1.0',
    path: 'global_defs.vrrp_iptables',
    before: 'keepalived ran the iptables command where it was built without its library',
    since: 'it never runs the command, and uses nftables where the host has iptables on top of nftables',
    advice: 'Look where the rules appear: `nft list ruleset` or `iptables-legacy -S`.',
  },
  {
    version: '2.2.5',
    path: 'vrrp_instance.skip_check_adv_addr',
    concerns: (bound) => firstValue(bound) === false,
    before: 'off, no and false switched it off',
    since: 'they switch it on as well, by a mistake in keepalived',
    advice: "Remove the line: without it 'vrrp_skip_check_adv_addr' of global_defs counts, which is off by default.",
  },
  {
    version: '2.3.0',
    path: 'global_defs.vrrp_strict',
    concerns: isSwitchedOff,
    before: 'the line alone switched strict mode on, whatever followed',
    since: 'off, no and false switch it off',
    advice: "Remove 'vrrp_strict', which every version takes for off.",
  },
  {
    version: '2.3.0',
    path: 'global_defs.vrrp_skip_check_adv_addr',
    concerns: isSwitchedOff,
    before: 'the line alone switched it on, whatever followed',
    since: 'off, no and false switch it off',
    advice: "Remove 'vrrp_skip_check_adv_addr', which every version takes for off.",
  },
  {
    version: '2.3.2',
    concerns: hasEscape,
    before: 'a backslash in a script was resolved twice, and hexadecimal escapes could have any number of digits',
    since: 'it is resolved once, and hexadecimal escapes have two digits at most',
    advice: 'Move what needs the backslash into a script file.',
  },
  {
    version: '2.3.3',
    path: 'vrrp_instance.virtual_ipaddress',
    entries: repeatedAddresses,
    before: 'an address could stand twice in the list, for example on two interfaces',
    since: 'all but the first are ignored',
    advice: "Remove this line. Where the address is to be on another interface too, move it to 'virtual_ipaddress_excluded'.",
  },
  {
    version: '2.3.3',
    path: 'interface_up_down_delays',
    concerns: (bound) =>
      isList(bound) && bound.entries.some(({ words }) => words.length > UP_DELAY && words[UP_DELAY]?.text !== words[DOWN_DELAY]?.text),
    before: 'both delays of an interface were shortened to less than the time in which an instance on it may miss adverts',
    since: 'only the delay of a link that goes down is, and the other one with it where they are equal',
    advice: 'Look whether the delay of a link that comes back is meant to be that long.',
  },
  {
    version: '2.3.3',
    path: 'track_file.init_file',
    concerns: (bound) => isValue(bound) && !bound.args.some(({ word }) => word.text === 'overwrite'),
    before: 'the file was written anew at every start',
    since: 'a file that exists is left as it is',
    advice: "Write 'init_file overwrite' where the number is to be reset at every start.",
  },
  {
    version: '2.4.0',
    path: 'global_defs.enable_dbus',
    before: 'the D-Bus policy relied on there being no rule that allows other users to call the methods',
    since: 'it denies them expressly to all but root',
    advice: 'Give users who are to call the methods a policy file of their own.',
  },
  {
    version: '2.4.0',
    path: 'global_defs.vrrp_startup_delay',
    within: (bound) => occurs(bound, ({ name }) => name === 'track_script') || hasOwner(bound.children),
    before:
      'an instance whose tracked script succeeded could send gratuitous ARP, or with priority 255 become master, before the delay was over',
    since: 'instances wait for its end',
    advice: 'Nothing need be done; the first takeover after a start may come later than before.',
  },
  {
    version: '2.4.1',
    from: '2.4.0',
    path: 'vrrp_instance.auth_hmac',
    before: 'the trailer of an advert had another form',
    since: 'adverts of 2.4.0 are dropped, and 2.4.0 drops theirs',
    advice: 'Upgrade all nodes together, or both become master meanwhile.',
  },
  {
    version: '2.4.2',
    from: '2.4.0',
    path: 'vrrp_instance.auth_hmac',
    before: 'other bytes of an advert were signed, and IPv6 adverts never passed',
    since: 'adverts of older versions are dropped, and those drop theirs',
    advice: 'Upgrade all nodes together, or both become master meanwhile.',
  },
];

/** Words of an entry of `interface_up_down_delays`, behind the interface. */
const [DOWN_DELAY, UP_DELAY] = [1, 2];

function firstValue(bound: Bound): string | number | boolean | undefined {
  return isValue(bound) ? bound.first?.value : undefined;
}

/** Whether an instance owns its addresses. */
function hasOwner(children: readonly Bound[]): boolean {
  return children.some(
    (bound) => isBlock(bound) && bound.children.some((line) => line.keyword.name === 'priority' && firstValue(line) === 255),
  );
}

/** Read by the words, because older versions have no argument there. */
function isSwitchedOff({ node }: Bound): boolean {
  const word = node.kind === 'statement' ? node.words[1]?.text : undefined;
  return word === 'off' || word === 'no' || word === 'false';
}

function hasEscape(bound: Bound): boolean {
  return (
    isValue(bound) &&
    takesScript(bound.keyword) &&
    bound.args.some(({ argument, word }) => argument.type === 'script' && word.raw.includes('\\'))
  );
}

/** The entries whose address stands in one before. */
function repeatedAddresses(bound: Bound): readonly ChangedEntry[] {
  if (!isList(bound)) return [];
  const seen = new Set<string>();
  return bound.entries.flatMap(({ words: [word] }) => {
    const address = parsePrefixedAddress(word?.text ?? '')?.ip.text;
    // What is no address is dropped by every version.
    if (!word || address === undefined) return [];
    if (seen.has(address)) return [{ word, since: `'${address}' stands in the list already, and this line is ignored` }];
    seen.add(address);
    return [];
  });
}

/** A line, a block or an entry of a list that a change is about. */
export interface Concerned {
  readonly change: VersionChange;
  readonly bound: Bound;
  /** The narrowest place. */
  readonly at: Span;
  /** What newer versions do, as a clause. */
  readonly since: string;
}

/** What some changes are about, in the order of the text. */
export function concernedBy(changes: readonly VersionChange[], root: BoundRoot): readonly Concerned[] {
  const names = new Set(changes.map(({ path }) => path?.slice(path.lastIndexOf('.') + 1)));
  const found: Concerned[] = [];
  if (!names.has(undefined) && !occurs(root, ({ name }) => names.has(name))) return found;
  const without = new Set(changes.filter(({ within }) => within?.(root) === false));
  const search = (bounds: readonly Bound[], around: string): void => {
    for (const bound of bounds) {
      const { name } = bound.keyword;
      if (names.has(name) || names.has(undefined)) {
        for (const change of changes) {
          if (without.has(change) || (change.path !== undefined && change.path !== around + name)) continue;
          if (change.entries) found.push(...change.entries(bound).map(({ word, since }) => ({ change, bound, at: word.span, since })));
          else if (change.concerns?.(bound) !== false) found.push({ change, bound, at: keywordSpan(bound.node), since: change.since });
        }
      }
      if (isBlock(bound)) search(bound.children, `${around}${name}.`);
    }
  };
  search(root.children, '');
  return found;
}
