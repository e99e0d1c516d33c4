import { AscendingSet } from '../../grammar/ascending-set.ts';
import { isSure } from '../../grammar/closest.ts';
import { placesOf } from '../../grammar/keywords/index.ts';
import { MEANT_AT_TOP, MEANT_IN } from '../../grammar/keywords/meant.ts';
import { lookAlikeNote } from '../../grammar/look-alike.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import { type Block, lineWords, type Span, type Tree } from '../../grammar/tree.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { isMergeMarker, type MergeConflict, mergeConflicts } from '../../src/binding/merge-conflicts.ts';
import { distinctMisfitsOf, explainedByText, misfitsOf } from '../../src/binding/misfits.ts';
import { readValue, UnfitValue } from '../../src/binding/read-value.ts';
import { rootAt } from '../../src/binding/root-blocks.ts';
import { anonymousBlocks, faultsOf, placeOfFault, unclosedBlocks } from '../../src/daemon/braces.ts';
import { lostLines } from '../../src/daemon/lost-lines.ts';
import { misledReports } from '../../src/daemon/misled-reading.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bareValueAt, lineOfBareValue } from '../../src/rule/bare-values.ts';
import { secondGroupAround } from '../../src/rule/consequences.ts';
import { type Fix, remove, removeLine, replace, safe, uncovering, unsafe } from '../../src/rule/fix.ts';
import { FULL_NAT_ONLY, fullNatBefore, isKeywordOfFullNat } from '../../src/rule/full-nat.ts';
import { hereDocumentEndedBy, markOfHereDocument } from '../../src/rule/here-documents.ts';
import { gluedName, keywordBehindSign, meantElsewhere, memberOutside, namelessScript } from '../../src/rule/meant-names.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { sayLost } from '../../src/rule/say-lost.ts';
import { standardUser } from '../../src/rule/script-users.ts';
import { SeenLines } from '../../src/rule/seen-lines.ts';
import { isZeroForNothing } from '../../src/rule/unfit.ts';
import { unknownBlanksBefore } from '../../src/rule/unknown-blanks.ts';
import { unreplacedNameIn } from '../../src/rule/unreplaced-names.ts';

type Unknown = Misfit<'unknown-keyword'>['data'];

/** What is shown only where all that keepalived says is asked for. */
const MISREAD =
  'keepalived reports this line too, because a mistake above makes it read the line in a different block from the one it stands in.';

/** What has a finding of its own where keepalived reports it. */
const TOLD = ['unknown-keyword', 'too-new', 'removed', 'not-a-block'] as const;

/** Blocks that are named where a keyword belongs; of more, the first ones. */
const SHOWN_BLOCKS = 3;

export default defineRule({
  id: 'syntax/unknown-keyword',
  title: 'A word stands where keepalived expects one of its keywords',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofStructure: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['live/brace-in-comment-ends-instance', 'config-test'],
  what: `A line whose first word is no keyword of the block that is open: a misspelling, a keyword of another block, \`keyword=value\`
instead of \`keyword value\`, or a comment in the style of another language. Keywords are case-sensitive.`,
  why: `keepalived drops the line and goes on, so the setting that was meant keeps its default: the service starts, and behaves otherwise than the
file says. If the word opens a block, keepalived drops only its line. It then reads the lines of the body as lines of the block around it, and the \`}\` ends
that block too early.`,
  advice: 'Correct the word, or move the line into the block that it belongs to. `kvlint explain KEYWORD` tells where a keyword may stand.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['unknown-keyword'],
  examples: {
    bad: [
      {
        title: 'What it looks like stands in the block already',
        config: `vrrp_instance VI_1 {
    interface eth0
    interface_name eth0  #~ ^interface_name^ 'interface_name' is no keyword of vrrp_instance. keepalived drops the line.  #=>
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Misspelt',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_di 51  #~ ^virtual_router_di^ 'virtual_router_di' is no keyword of vrrp_instance. Did you mean 'virtual_router_id'?  #=> virtual_router_id 51
    priorty 150           #~ ^priorty^ Did you mean 'priority'?  #=> priority 150
    State BACKUP          #~ ^State^ Keywords are case-sensitive: write 'state'.  #=> state BACKUP
}
`,
      },
      {
        title: 'A misspelt keyword that was given up',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    lvs_sync_daemon_inteface eth1  #~ ^lvs_sync_daemon_inteface^ Did you mean 'lvs_sync_daemon_interface'?  #=>
}
`,
      },
      {
        title: 'In the wrong block',
        config: `global_defs {
    router_id lb1
    priority 150  #~ ^priority^ 'priority' belongs in vrrp_instance, not in global_defs.  #=>
}

vrrp_sync_group G {  #=> use_pid_dir ↵ vrrp_sync_group G {
    use_pid_dir  #~ 'use_pid_dir' belongs at top level, not in vrrp_sync_group.  #=>
    group {
        VI_1
        VI_2
    }
}

virtual_ipaddress {  #~ ^virtual_ipaddress^ 'virtual_ipaddress' belongs in vrrp_instance, not at top level.  #=>
    192.0.2.200/24  #=>
}  #=>
`,
      },
      {
        title: 'By the name that it has in another block',
        fixed: 'safe',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        TCP_CHECK {
            nb_get_retry 3  #~ ^nb_get_retry^ 'nb_get_retry' is no keyword of TCP_CHECK. Its name here is 'retry'.  #=> retry 3
        }
    }
}
`,
      },
      {
        title: 'With an equals sign or a colon',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface: eth0  #~ ^interface:^ 'interface:' is no keyword: only a blank separates a keyword from its value.  #=> interface eth0
    priority=150     #~ 'priority=150' is no keyword  #=> priority 150
    advertint=1      #~ Did you mean 'advert_int'?  #=> advert_int 1
}
`,
      },
      {
        title: 'The body of an unknown block is not reported again',
        fixed: 'safe',
        config: `vrrp_instances VI_1 {  #~ ^vrrp_instances^ keepalived reads the lines of its body as lines of the top level, and finds its '}' one too many. It no longer understands 'interface' (line 2)  #=> vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Comments of other languages, and what a merge has left',
        fixed: 'some',
        config: `// balancers of the site  #~ ^//^ '//' begins no comment  #=> # balancers of the site
global_defs {
<<<<<<< HEAD  #~ ^<<<<<<<^ A merge left its marker '<<<<<<<' here.  #=>
    router_id lb1
}
`,
      },
      {
        title: 'A sign in front of a keyword',
        fixed: 'some',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    - priority 150  #~ ^-^ '-' stands in front of 'priority', and keepalived takes it for the keyword.  #=> priority 150
    | virtual_ipaddress {  #~ ^|^ '|' stands in front of 'virtual_ipaddress'  #=> virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A name or a path without its keyword, and the name of a definition for the list of an instance',
        fixed: 'some',
        config: `track_file load {
    /run/load  #~ ^/run/load^ '/run/load' stands in 'track_file' without 'file' in front of it.  #=> file /run/load
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    vrrp_track_file {  #~ ^vrrp_track_file^ Its name here is 'track_file'.  #=> track_file {
        load
    }
}

track_file drain {
    file /run/drain
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        FILE_CHECK {
            drain  #~ ^drain^ 'drain' stands in 'FILE_CHECK' without 'track_file' in front of it.  #=> track_file drain
        }
    }
}
`,
      },
      {
        title: 'A blank that is missing, members without their list, and what only another keepalived knows',
        fixed: 'some',
        config: `vrrp_track_process_haproxy {  #~ ^vrrp_track_process_haproxy^ a blank is missing between 'vrrp_track_process' and the name.  #=> vrrp_track_process haproxy {
    process haproxy
}

vrrp_sync_group G {
    VI_1  #~ ^VI_1^ stands outside of the list 'group'  #=> group { ↵ VI_1
    VI_2  #=> VI_2 ↵ }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    delay_loop6  #~ ^delay_loop6^ 'delay_loop6' is no keyword: only a blank separates a keyword from its value.  #=> delay_loop 6
    persistence timeout 50  #~ ^persistence^ 'persistence timeout' is one word: a blank stands in the middle of 'persistence_timeout'.  #=> persistence_timeout 50
    lvs _method NAT  #~ ^lvs^ 'lvs _method' is one word: a blank stands in the middle of 'lvs_method'.  #=> lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        TCP_CHECK {
        }
    }
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_process {
        haproxy
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
      {
        title: 'Another keepalived, whose keywords and method are one finding',
        config: `local_address_group laddr_g1 {  #~ ^local_address_group^ Only the keepalived that comes with full NAT  #=>
    192.0.2.9  #=>
}  #=>

virtual_server 192.0.2.200 80 {
    lvs_sched conhash  #=> lvs_sched sh
    lvs_method FNAT  #=> lvs_method NAT
    protocol TCP
    syn_proxy  #=>
    establish_timeout 60  #=>
    laddr_group_name laddr_g1  #=>
    daddr_group_name blocked  #=>
    real_server 198.51.100.1 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'A keyword of that keepalived alone, which looks like a slip for another one',
        config: `vrrp_instance VI_1 {
    interface dpdk0.kni
    dpdk_interface dpdk0  #~ ^dpdk_interface^ Only the keepalived that comes with full NAT  #=>
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A block in a list',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
        authentication {  #~ ^authentication^ belongs in vrrp_instance, not in virtual_ipaddress. keepalived reads the lines of its body as lines of virtual_ipaddress, and takes its '}' for the end of virtual_ipaddress. It no longer understands 'auth_type' (line 7), 'auth_pass' (line 8) and 'track_interface' (line 11), and drops those lines.
            auth_type PASS
            auth_pass k3yp4ss
        }
    }
    track_interface {
        eth1
    }
}
`,
        notMended: 'The block has to go elsewhere, which no line of its own shows.',
      },
      {
        title: 'What a merge has left is one finding',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
<<<<<<< HEAD  #~ ^<<<<<<<^ A merge left its marker '<<<<<<<' here.  #=>
    priority 50  #=>
=======  #=>
    priority 100
>>>>>>> f634149  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A script under the name of the list that tracks it, and names by analogy',
        fixed: 'some',
        config: `track_script {  #~ ^track_script^ was meant to be a vrrp_script, and has no name.  #=> vrrp_script check {
    script "/usr/local/bin/check"
    interval 2
}

global_defs {
    garp_master_delay 10  #~ ^garp_master_delay^ Its name here is 'vrrp_garp_master_delay'.  #=> vrrp_garp_master_delay 10
    user root  #~ ^user^ Its name here is 'script_user'.  #=> script_user root ↵ enable_script_security
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    script_security enable  #~ ^script_security^ 'script_security' is no keyword of vrrp_instance.  #=>
    track_script {
        check
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Keywords of each block, in quotes too',
        config: `global_defs {
    "router_id" lb1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
}
`,
      },
      {
        title: 'Entries of a list are no keywords',
        config: `global_defs {
    notification_email {
        priority@example.com
        stat@example.com
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const misfits = distinctMisfitsOf(configuration, 'unknown-keyword');
      const reports = misledReports(configuration);
      if (misfits.length === 0 && reports.length === 0) return;
      const isExplained = explainedByText(configuration);
      const reported = AscendingSet.of(reports, ({ at }) => at.start);
      const lines = new SeenLines(configuration);
      const faults = placesOfFaults(configuration);
      const conflicts = mergeConflicts(configuration);
      const instances = new Set(configuration.vrrpInstances.map(({ name }) => name));
      const groups = new MembersOutside(instances, configuration);
      for (const { at, data } of misfits) {
        if (isExplained(at)) continue;
        // Where a brace is wrong, the words behind it stand in another block than they were meant for.
        const blanks = unknownBlanksBefore(at, configuration);
        const cause =
          blanks ??
          unreplacedNameIn(at, configuration) ??
          secondGroupAround(at, configuration) ??
          (data.elsewhere.length > 0
            ? faults[partitionPoint(faults, ({ start }) => start <= at.start) - 1]
            : isMergeMarker(data.word)
              ? conflictBefore(at, conflicts)
              : fullNatBefore(at.start, configuration));
        report({
          at,
          words: () =>
            namelessScript({ kind: 'unknown-keyword', at, data }, configuration) ??
            commandOfShell(data, configuration) ??
            memberOutside(data, instances) ??
            bareValue(at, data, configuration) ?? {
              ...describe(data, {
                near: unsetOf(data, at, configuration),
                hasScriptUser: () => standardUser(configuration.bound.children) !== null,
                isBelow: isBelowBlock(at, configuration),
                effect: effectOf(at, data, configuration),
              }),
              fix: wholeFixOf(at, data, configuration),
            },
          verdict: reported.has(at.start) ? undefined : 'silent',
          follows: cause ?? groups.before(at, data) ?? hereDocumentEndedBy(at, data, configuration) ?? undefined,
        });
      }
      // Of the lines that follow from a mistake, one finding each tells enough, and none where there is one.
      const told = misfitsOf(configuration, ...TOLD).filter(({ at }) => reported.has(at.start) && !isExplained(at));
      const toldAt = AscendingSet.of(told, ({ at }) => at.start);
      const untold = reports.filter(({ at }) => !toldAt.has(at.start));
      if (untold.length === 0) return;
      for (const { at } of told) lines.isNew(at);
      for (const { block } of anonymousBlocks(configuration.tree)) lines.isNew(block.open);
      for (const { at } of untold) if (lines.isNew(at)) report({ at, summary: MISREAD, again: true });
    },
  },
});

/** The line of a shell that writes the file, copied into it. */
function commandOfShell(data: Unknown, configuration: Configuration): Pick<Message, 'summary' | 'detail' | 'advice'> | null {
  const mark = markOfHereDocument(data, configuration);
  if (mark === null) return null;
  return {
    summary: `'${data.word}' begins a command for a shell, and no line of keepalived's.`,
    detail: 'keepalived drops the line.',
    advice: `Remove this line, and '${mark}' at the end: they are of the command that writes the file.`,
  };
}

/** Members of sync groups that stand outside of the list: all of a group lack the same braces. */
class MembersOutside {
  private readonly first = new Map<number, Span>();

  constructor(
    private readonly instances: ReadonlySet<string>,
    private readonly configuration: Configuration,
  ) {}

  /** The first member of the same group that stands outside; null where this is it, or none at all. */
  before(at: Span, { word, block }: Unknown): Span | null {
    if (block !== 'vrrp_sync_group' || !this.instances.has(word)) return null;
    const group = rootAt(at, this.configuration.tree)?.span.start ?? 0;
    const first = this.first.get(group);
    if (first === undefined) this.first.set(group, at);
    return first ?? null;
  }
}

/** The marker that begins a conflict, where this one is another of its markers. */
function conflictBefore({ start }: Span, conflicts: readonly MergeConflict[]): Span | null {
  const first = conflicts[partitionPoint(conflicts, (each) => each.first.start <= start) - 1]?.first;
  return first && first.start < start ? first : null;
}

/** Where braces are wrong, in the order of the text. */
function placesOfFaults(configuration: Configuration): readonly Span[] {
  const { tree } = configuration;
  if (tree.strayCloses.length === 0 && unclosedBlocks(tree).length === 0) return [];
  return faultsOf(configuration)
    .map(placeOfFault)
    .sort((a, b) => a.start - b.start);
}

/** What a word may be a misspelling of, without what the block around it sets already and keepalived would take only once. */
function unsetOf({ near, block }: Unknown, at: Span, { tree }: Configuration): readonly string[] {
  const around = near.length > 0 ? rootAt(at, tree) : null;
  if (around?.kind !== 'block' || around.keyword.text !== block) return near;
  const set = lineKeywords(around);
  return near.filter((name) => !set.has(name) || !isSetOnce(name, block));
}

/** The first words of the lines that stand in a block itself. */
const lineKeywords = memoized(
  ({ body }: Block): ReadonlySet<string> => new Set(body.flatMap((node) => (node.kind === 'statement' ? (node.words[0]?.text ?? []) : []))),
);

function isSetOnce(name: string, block: string): boolean {
  const keyword = placesOf(name).find(({ blocks }) => blocks.at(-1)?.name === block)?.keyword;
  return keyword !== undefined && (keyword.kind === 'value' || keyword.kind === 'flag') && keyword.repeat !== 'accumulates';
}

/** Whether a block begins above, whose '}' may come too early. */
function isBelowBlock({ start }: Span, { tree }: Configuration): boolean {
  return firstBlock(tree) < start;
}

/** Where the first block begins. */
const firstBlock = memoized(({ body }: Tree): number => body.find(({ kind }) => kind === 'block')?.span.start ?? Number.POSITIVE_INFINITY);

/** What is around an unknown word. */
interface Around {
  /** What it may be a misspelling of. */
  readonly near: readonly string[];
  /** Whether a line says who runs the scripts. */
  readonly hasScriptUser: () => boolean;
  /** Whether a block begins above. */
  readonly isBelow: boolean;
  /** What keepalived does about the word. */
  readonly effect: string;
}

function describe(data: Unknown, around: Around): Pick<Message, 'summary' | 'detail' | 'advice'> {
  const { effect } = around;
  const { word, glued, split } = data;
  if (isMergeMarker(word)) {
    return {
      summary: `A merge left its marker '${word}' here.`,
      detail: effect,
      advice: 'Choose one of the two sides, and remove the marker lines.',
    };
  }
  if (/^(?:\/\/|\/\*|\*\/|--|;)/.test(word)) {
    return {
      summary: `'${start(word)}' begins no comment.`,
      detail: `keepalived takes '${word}' for a keyword, does not know it, and drops the line.`,
      advice: `Write '#' or '!' instead.`,
    };
  }
  if (glued !== null) {
    return {
      summary: `'${word}' is no keyword: only a blank separates a keyword from its value.`,
      detail: effect,
      advice: `Write '${glued} ${word.slice(glued.length).replace(/^[=:]+/, '') || '…'}'.`,
    };
  }
  if (split !== null) {
    return {
      summary: `'${split.words.join(' ')}' is one word: a blank stands in the middle of '${split.keyword}'.`,
      detail: effect,
      advice: `Write '${split.keyword}'.`,
    };
  }
  return behindSign(data, effect) ?? withNameGlued(data, effect) ?? misplaced(data, around) ?? misspelt(data, around);
}

/** A name or a path, and no word in front of it that says what it is. */
function bareValue(at: Span, { word, node }: Unknown, configuration: Configuration): Pick<Message, 'summary' | 'detail' | 'advice'> | null {
  const value = bareValueAt(at, configuration);
  if (value === null) return null;
  const { keyword, block } = value;
  const { start, end } = node.span;
  return {
    summary: `'${word}' stands in '${block.keyword.text}' without '${keyword.name}' in front of it.`,
    detail: `keepalived takes it for a keyword, drops the line, and leaves the '${block.keyword.text}' out.`,
    advice: `Write '${lineOfBareValue(value, configuration.expansion.text.slice(start, end))}'.`,
  };
}

/** A blank that is longer is no slip of the finger. */
const LONGEST_BLANK = 20;

/** Where words end that begin at a place, each behind a short blank; null where others stand there. */
function endOfWords(text: string, start: number, words: readonly string[]): number | null {
  let at = start;
  for (const [index, word] of words.entries()) {
    if (index > 0) at += /^[ \t]*/.exec(text.slice(at, at + LONGEST_BLANK))?.[0].length ?? 0;
    if (!text.startsWith(word, at)) return null;
    at += word.length;
  }
  return at;
}

/** `| priority 100` */
function behindSign(data: Unknown, effect: string): Pick<Message, 'summary' | 'detail' | 'advice'> | null {
  const keyword = keywordBehindSign(data);
  if (keyword === null) return null;
  const { word } = data;
  return {
    summary: `'${word}' stands in front of '${keyword}', and keepalived takes it for the keyword.`,
    detail: effect,
    advice: word === '-' ? "Remove the '-', or the line where it is what a diff takes away." : `Remove the '${word}'.`,
  };
}

function withNameGlued(data: Unknown, effect: string): Pick<Message, 'summary' | 'detail' | 'advice'> | null {
  const glued = gluedName(data);
  if (glued === null) return null;
  const [keyword, name] = glued;
  return {
    summary: `'${data.word}' is no keyword: a blank is missing between '${keyword}' and the name.`,
    detail: effect,
    advice: `Write '${keyword} ${name}'.`,
  };
}

/** With the right word in front of it, a body is read in which nobody has looked for mistakes yet. */
function wholeFixOf(at: Span, data: Unknown, configuration: Configuration): Fix | null {
  const fix = fixOf(at, data, configuration);
  return fix && data.hasBody ? uncovering(fix, data.node) : fix;
}

/** Only what the word was surely meant to be is put in its place; the value behind it stays as it is. */
function fixOf(at: Span, data: Unknown, configuration: Configuration): Fix | null {
  const { expansion, bound } = configuration;
  const { word, glued, elsewhere, atTop, block } = data;
  // In quotes it stands otherwise in the file.
  if (expansion.text.slice(at.start, at.end) !== word || isKeywordOfFullNat(word) || CHOICE.test(word)) return null;
  // Without its blanks it is another word.
  if (unknownBlanksBefore(at, configuration)) return null;
  if (keywordBehindSign(data) !== null) return (word === '-' ? unsafe : safe)(remove(at));
  const part = (from: number, to: number): Span => ({ start: at.start + from, end: at.start + to });
  const sign = /^(?:\/\/|--(?=\s|$|\w)|;)/.exec(word)?.[0];
  if (sign !== undefined) return safe(replace(part(0, sign.length), '#'));
  const [keyword = '', separator = ''] = /^([^=:]*)([=:]*)/.exec(word)?.slice(1) ?? [];
  const separated =
    separator === ''
      ? []
      : [replace(part(keyword.length, keyword.length + separator.length), keyword.length + separator.length < word.length ? ' ' : '')];
  if (data.split !== null) {
    const end = endOfWords(expansion.text, at.start, data.split.words);
    return end === null ? null : safe(replace({ start: at.start, end }, data.split.keyword));
  }
  if (glued !== null)
    return safe(...(separated.length > 0 ? separated : [replace(part(glued.length, glued.length + 1), ` ${word.charAt(glued.length)}`)]));
  const named = gluedName(data);
  if (named !== null) return safe(replace(at, named.join(' ')));
  const successor = successorHere(word, block);
  if (successor !== null) return isLineOfList(data, successor) || namesPath(data, successor) ? null : safe(replace(at, successor));
  if ((atTop && !data.hasBody) || elsewhere.length > 0) return null;
  const near = unsetOf(data, at, configuration);
  const [guess] = near;
  if (guess === undefined || keyword === '' || successorOf(guess, block) !== null) return null;
  if (refusedZero(guess, data) !== null) return (isSure(keyword, near) ? safe : unsafe)(removeLine(at));
  // Who is to run the scripts then is for a person to say.
  if (guess === SCRIPT_SECURITY && standardUser(bound.children) === null) return null;
  return (isSure(keyword, near) ? safe : unsafe)(replace(part(0, keyword.length), guess), ...separated);
}

function misplaced(data: Unknown, { isBelow, effect, hasScriptUser }: Around): Pick<Message, 'summary' | 'detail' | 'advice'> | null {
  const { word, block, elsewhere, atTop } = data;
  const successor = successorHere(word, block);
  if (atTop && !data.hasBody && successor === null) {
    // `track_file NAME` is a block at top level, and a line of one kind of check.
    const homes = placesOf(word).flatMap(({ keyword, blocks }) => (keyword.kind === 'value' ? (blocks.at(-1)?.name ?? []) : []));
    const [home] = homes;
    if (home !== undefined && block !== null && placesOf(home).some(({ blocks }) => blocks.at(-1)?.name === block)) {
      return {
        summary: `'${word}' belongs in ${home}, not in ${block}.`,
        detail: effect,
        advice: `Write '${home} { ${word} ${namesIn(data)} }'.`,
      };
    }
    return {
      summary: `'${word}' belongs at top level, not in ${block}.`,
      detail: `${effect} A '}' above may be missing.`,
      advice: 'Move it above or below the block, or remove it.',
    };
  }
  if (successor === null && elsewhere.length === 0) return null;
  // `track_process NAME {` at top level is a list of instances by its name, and a definition by its place.
  if (block === null && data.hasName && MEANT_AT_TOP.has(word)) return null;
  if (successor !== null) {
    return {
      summary: `'${word}' is no keyword of ${block}.`,
      detail: `Its name here is '${successor}'. ${effect}`,
      advice: adviceOnSuccessor(data, successor),
    };
  }
  if (block === 'vrrp_track_process' && elsewhere.length === 1 && elsewhere[0] === 'vrrp_script') {
    return {
      summary: `'${word}' belongs in vrrp_script, not in vrrp_track_process.`,
      detail: effect,
      advice:
        "Remove the line: keepalived hears of processes from the kernel, and asks nobody at intervals. 'delay' says how long one may be gone.",
    };
  }
  const where = elsewhere.slice(0, SHOWN_BLOCKS).join(', ');
  const more = elsewhere.length > SHOWN_BLOCKS ? ` and ${elsewhere.length - SHOWN_BLOCKS} more blocks` : '';
  const here = block === null ? 'at top level' : `in ${block}`;
  const early = block === null && isBelow ? ` A '}' above may be one too many.` : '';
  return {
    summary: `'${word}' belongs in ${where}${more}, not ${here}.`,
    detail: `${effect}${early}`,
    advice:
      elsewhere.length === 1 && elsewhere[0] === 'url'
        ? "Write it between the braces of 'url { … }', which the check needs for each page."
        : word === SCRIPT_SECURITY && !hasScriptUser()
          ? `Move it into the block 'global_defs'${BESIDE_SECURITY}.`
          : `Move it into ${elsewhere.length === 1 ? `the block '${elsewhere[0]}'` : 'one of these blocks'}, or remove it.`,
  };
}

function adviceOnSuccessor(data: Unknown, successor: string): string {
  if (isLineOfList(data, successor)) return `Write '${successor} { ${namesIn(data)} }'.`;
  if (namesPath(data, successor))
    return `Write '${successor} NAME', with the name of a ${successor} block at top level that has this path.`;
  return `Write '${successor}'.`;
}

/** Whether a path stands in the place of the name of what has it: `file /run/state` in a FILE_CHECK. */
function namesPath(data: Unknown, successor: string): boolean {
  return successor === 'track_file' && namesIn(data).startsWith('/');
}

/** Whether a line without braces stands for a list: `vrrp_script check` in an instance. */
function isLineOfList({ hasBody, block }: Unknown, successor: string): boolean {
  return !hasBody && placesOf(successor).some(({ blocks, keyword }) => blocks.at(-1)?.name === block && keyword.kind === 'list');
}

function namesIn({ node }: Unknown): string {
  const [, ...names] = lineWords(node);
  return names.length === 0 ? '…' : names.map(({ text }) => text).join(' ');
}

/** What this block calls it: by analogy (`vrrp_garp_master_delay`), or what took the place of a keyword of other blocks (`retry` for `nb_get_retry`). */
function successorHere(word: string, block: string | null): string | null {
  const byAnalogy = block === null ? undefined : MEANT_IN[block]?.get(word);
  if (byAnalogy !== undefined) return byAnalogy;
  for (const { keyword } of placesOf(word)) {
    const use = keyword.deprecated?.use;
    if (use !== undefined && placesOf(use).some(({ blocks }) => blocks.at(-1)?.name === block)) return use;
  }
  return null;
}

/** `nopreempt|preempt` */
const CHOICE = /^[a-z_]+(?:\|[a-z_]+)+$/i;

function misspelt(data: Unknown, { near, hasScriptUser, effect }: Around): Pick<Message, 'summary' | 'detail' | 'advice'> {
  const { word, block } = data;
  const [guess, second] = near;
  const what = block === null ? 'no keyword of the top level' : `no keyword of ${block}`;
  const whole = data.hasBody ? 'Remove the whole block' : 'Remove the line';
  if (isKeywordOfFullNat(word)) {
    return {
      summary: `'${word}' is ${what}.`,
      detail: `${FULL_NAT_ONLY} ${effect}`,
      advice: `Lint only what the usual keepalived is to run. ${whole} and whatever else only that one knows, or run it.`,
    };
  }
  if (CHOICE.test(word)) {
    return {
      summary: `'${word}' is ${what}.`,
      detail: effect,
      advice: `Write one of '${word.split('|').join("', '")}' alone: '|' is the manual's, for a choice.`,
    };
  }
  if (guess === undefined) {
    return {
      summary: `'${word}' is ${what}.`,
      detail: effect,
      advice: meantElsewhere(word) ?? `${whole}, or write the keyword that was meant.`,
    };
  }
  const isSame = guess.toLowerCase() === word.toLowerCase();
  const hint = isSame ? `Keywords are case-sensitive: write '${guess}'.` : (lookAlikeNote(word) ?? `Did you mean '${guess}'?`);
  const others =
    second === undefined || isSame
      ? ''
      : `, or ${near
          .slice(1)
          .map((other) => `'${other}'`)
          .join(' or ')} if that was meant`;
  const refused = refusedZero(guess, data);
  if (refused !== null) {
    return {
      summary: `'${word}' is ${what}.`,
      detail: `${hint} ${effect}`,
      advice: `Remove the line: '${guess} ${refused}' is what holds without it, and keepalived rejects it.`,
    };
  }
  const successor = successorOf(guess, block);
  const beside = guess === SCRIPT_SECURITY && !hasScriptUser() ? BESIDE_SECURITY : '';
  const advice =
    successor === null
      ? `Write '${guess}'${others}${beside}.`
      : `Remove the line: '${guess}' is deprecated. Where it is needed, ${successor} took its place.`;
  return { summary: `'${word}' is ${what}.`, detail: `${hint} ${effect}`, advice };
}

/** The zero behind a misspelt keyword that the right one would not take either. */
function refusedZero(guess: string, { block, node }: Unknown): string | null {
  const keyword = placesOf(guess).find(({ blocks }) => (blocks.at(-1)?.name ?? null) === block)?.keyword;
  const [argument] = keyword?.args ?? [];
  const text = lineWords(node)[1]?.text;
  if (!keyword || !argument || text === undefined || !isZeroForNothing(keyword, text)) return null;
  return readValue(argument, text) instanceof UnfitValue ? text : null;
}

/** What keepalived makes of it, and what is lost of the lines below. */
function effectOf(at: Span, { block, hasBody }: Unknown, configuration: Configuration): string {
  if (!hasBody) return 'keepalived drops the line.';
  const around = block === null ? 'lines of the top level' : `lines of ${block}`;
  const end = block === null ? "finds its '}' one too many" : `takes its '}' for the end of ${block}`;
  return `keepalived reads the lines of its body as ${around}, and ${end}.${sayLost(lostLines(at, configuration))}`;
}

const SCRIPT_SECURITY = 'enable_script_security';

const BESIDE_SECURITY = ", and write beside it 'script_user' with the user who is to run the scripts";

/** What took the place of a keyword that would be told as deprecated as soon as it is spelt right. */
function successorOf(name: string, block: string | null): string | null {
  const use = placesOf(name).find(({ blocks }) => (blocks.at(-1)?.name ?? null) === block)?.keyword.deprecated?.use;
  if (use === undefined || use === null) return null;
  const [keyword, home] = use.split('.').reverse();
  return home === undefined ? `'${keyword}'` : `'${keyword}' in ${home}`;
}

/** The sign that begins a comment elsewhere. */
function start(word: string): string {
  return word.startsWith(';') ? ';' : word.slice(0, 2);
}
