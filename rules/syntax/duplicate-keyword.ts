import { partitionPoint } from '../../grammar/partition-point.ts';
import { lineWords, type Node, type Word, walk } from '../../grammar/tree.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import type { BoundView } from '../../src/binding/bound-view.ts';
import { mergeConflicts } from '../../src/binding/merge-conflicts.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import { rootAt } from '../../src/binding/root-blocks.ts';
import { defineRule, type LateMessage, type VerdictByVersion, type Words } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/duplicate-keyword',
  title: 'The same thing is set twice',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['live/source-lost', 'config-test'],
  what: `A keyword that stands twice in one block although only one of the two can count, or two blocks with the same name. With some keywords
the last one counts, with others the first one. All 'global_defs' are one block in this; a file that is included may set again what another
file sets.`,
  why: `One of the two lines has no effect, and which one differs from keyword to keyword. keepalived reports only some of these pairs. Often the second
line has come in by a copy, an include or a merge, and nobody knows which value is in force. A second block with the name of another is skipped with all that
stands in it.`,
  advice: 'Keep one of the two. Give each block a name of its own.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['duplicate-keyword'],
  examples: {
    bad: [
      {
        title: 'The last one counts',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150  #=>
    priority 100  #~ ^priority^ 'priority' is set twice. keepalived uses this one, and says nothing.
}
`,
      },
      {
        title: 'The first one counts',
        config: `vrrp_instance VI_1 {
    version 3  #=>
    interface eth0
    virtual_router_id 51
    version 2  #~ ^version^ 'version' is set twice. keepalived uses the first one, says so, and ignores this line.
}
`,
      },
      {
        title: 'In two blocks of global settings',
        config: `global_defs {
    router_id lb1  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

global_defs {
    router_id lb2  #~ ^router_id^ 'router_id' is set twice. keepalived uses this one, and says nothing.
}
`,
      },
      {
        title: 'A script for one state, copied from that for another',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/usr/local/sbin/moved.sh master"
    notify_master "/usr/local/sbin/moved.sh backup"  #~ ^notify_master^ 'notify_master' is set twice.  #=> notify_backup "/usr/local/sbin/moved.sh backup"
}
`,
      },
      {
        title: 'Two blocks with one name',
        config: `vrrp_script check {
    script "/usr/bin/pgrep haproxy"
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_1 {  #~ ^vrrp_instance^ 'VI_1' is the name of two vrrp_instance blocks.  #=> vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'A block twice, word by word',
        config: `vrrp_script check {
    script "/usr/local/bin/check"
    interval 2
    fall 3
}

vrrp_script check {  #~ ^vrrp_script^ Both say the same.  #=>
    script "/usr/local/bin/check"  #=>
    interval 2  #=>
    fall 3  #=>
}  #=>

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check
    }
}
`,
      },
    ],
    good: [
      {
        title: 'What adds up may stand any number of times',
        config: `global_defs {
    router_id lb1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}

global_defs {
    vrrp_garp_master_delay 10
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const conflicts = mergeConflicts(configuration);
      for (const misfit of distinctMisfitsOf(configuration, 'duplicate-keyword')) {
        if (isOverride(misfit, configuration)) continue;
        const before = keywordSpan(misfit.data.first).start;
        // One thing stands on both sides of the middle, and who chooses a side has it once.
        const conflict = conflicts[partitionPoint(conflicts, ({ first }) => first.start < misfit.at.start) - 1];
        const isBoth = conflict?.middle && before < conflict.middle.start && conflict.middle.start < misfit.at.start;
        report({ ...describe(misfit), ...(isBoth ? { follows: conflict.first } : {}) });
      }
    },
  },
});

/** Whether a block of one file sets again, without a word from keepalived, what a block of another one has set: files are included for that. */
function isOverride({ data: { first, node, repeat } }: Misfit<'duplicate-keyword'>, { expansion, tree }: BoundView): boolean {
  if (repeat !== 'last' || rootAt(first.span, tree) === rootAt(node.span, tree)) return false;
  const before = expansion.origin(first.start);
  const again = expansion.origin(node.start);
  return before.source !== again.source || before.offset === again.offset;
}

function describe(misfit: Misfit<'duplicate-keyword'>): LateMessage {
  const { repeat } = misfit.data;
  if (repeat === 'last' && saysTheSame(misfit)) {
    return {
      at: misfit.at,
      verdict: 'silent',
      severity: 'info',
      words: () => ({ ...inWords(misfit), detail: SAME }),
    };
  }
  if ((repeat === 'first' || repeat === 'first-reported') && holdsTheSame(misfit)) {
    return {
      at: misfit.at,
      verdict: VERDICTS[repeat],
      severity: repeat === 'first' ? 'info' : 'warning',
      words: () => ({ ...inWords(misfit), detail: `${EFFECTS[repeat]('block')} ${SAME_BLOCKS}` }),
    };
  }
  return {
    at: misfit.at,
    verdict: VERDICTS[repeat],
    ...(repeat === 'last' || repeat === 'last-reported' ? {} : { severity: 'error' }),
    words: () => inWords(misfit),
  };
}

const SAME = 'Both lines say the same. Whoever changes one of them later may miss the other.';

const SAME_BLOCKS = 'Both say the same. Whoever changes this one later changes nothing.';

/** Whether both blocks consist of the same words. */
function holdsTheSame({ data: { first, node } }: Misfit<'duplicate-keyword'>): boolean {
  if (first.kind !== 'block' || node.kind !== 'block') return false;
  const others = walk([first])[Symbol.iterator]();
  for (const each of walk([node])) {
    const { value: other } = others.next();
    if (!other || other.kind !== each.kind || !areTheSame(lineWords(other), lineWords(each))) return false;
  }
  return others.next().done === true;
}

function areTheSame(words: readonly Word[], others: readonly Word[]): boolean {
  return words.length === others.length && words.every(({ text }, index) => text === others[index]?.text);
}

/** Whether both lines have the same words behind their keywords. */
function saysTheSame({ data: { first, node } }: Misfit<'duplicate-keyword'>): boolean {
  if (first.kind === 'block' || node.kind === 'block') return false;
  return areTheSame(node.words.slice(1), first.words.slice(1));
}

function inWords({ data }: Misfit<'duplicate-keyword'>): Words {
  const { keyword, first, repeat } = data;
  const [name] = first.kind === 'block' && keyword.args[0]?.type === 'name' ? first.args : [];
  const what = name ? `'${name.text}' is the name of two ${keyword.name} blocks.` : twice(data);
  const unit = keyword.kind === 'value' || keyword.kind === 'flag' ? 'line' : 'block';
  return {
    summary: what,
    detail: EFFECTS[repeat](unit) + (repeat === 'both-lost' && SOURCES.has(keyword.name) ? FAULTED : ''),
    advice: name
      ? isOneRouter(data)
        ? "Keep one of the two: with one 'virtual_router_id' they are one virtual router. What another node is to run belongs into a file on that node."
        : `Keep one of the two, or give this one a name of its own.${meantServer(keyword.name, name.text)}`
      : `Keep one of the two.${meantNotify(data)}`,
    related: [{ at: keywordSpan(first), message: 'The first one' }],
  };
}

/** Whether two instances have one virtual router ID, so that another name would not be enough. */
function isOneRouter({ first, node }: Misfit<'duplicate-keyword'>['data']): boolean {
  const id = routerIdOf(node);
  return id !== undefined && id === routerIdOf(first);
}

function routerIdOf(node: Node): string | undefined {
  if (node.kind !== 'block' || node.keyword.text !== 'vrrp_instance') return undefined;
  const line = node.body.find((each) => each.kind === 'statement' && each.words[0]?.text === 'virtual_router_id');
  return line?.kind === 'statement' ? line.words[1]?.text : undefined;
}

/** The words for a group and for what serves it differ by a blank. */
function meantServer(keyword: string, name: string): string {
  return keyword === 'virtual_server_group' ? ` If it is the virtual server of the group, write 'virtual_server group ${name} {'.` : '';
}

/** Whoever names a script for one state twice has mostly copied the line for another state. */
function meantNotify({ keyword: { name } }: Misfit<'duplicate-keyword'>['data']): string {
  const others = NOTIFY_STATES.filter((other) => other !== name);
  return others.length < NOTIFY_STATES.length ? ` For another state there are '${others.join("', '")}'.` : '';
}

const NOTIFY_STATES = ['notify_master', 'notify_backup', 'notify_fault', 'notify_stop'];

/** Keywords with different names can set the same thing. */
function twice({ keyword, first }: Misfit<'duplicate-keyword'>['data']): string {
  const other = first.kind === 'block' ? first.keyword.text : first.words[0]?.text;
  return other === undefined || other === keyword.name
    ? `'${keyword.name}' is set twice.`
    : `'${keyword.name}' sets the same as '${other}' above.`;
}

type Fate = Misfit<'duplicate-keyword'>['data']['repeat'];

const EFFECTS: Readonly<Record<Fate, (unit: 'block' | 'line') => string>> = {
  last: () => 'keepalived uses this one, and says nothing.',
  'last-reported': () => 'keepalived uses this one, and says so.',
  first: (unit) => `keepalived uses the first one, and ignores this ${unit} without a word.`,
  'first-reported': (unit) => `keepalived uses the first one, says so, and ignores this ${unit}.`,
  'block-lost': () => 'keepalived says so, and leaves out the whole block around both.',
  largest: () => 'keepalived uses the larger of the two numbers, and says nothing.',
  'both-lost': () => 'keepalived has forgotten the first one when it finds that it cannot use this one, and uses none.',
  accumulates: () => 'keepalived uses both.',
};

/** Keywords that name the source of adverts. */
const SOURCES: ReadonlySet<string> = new Set(['unicast_src_ip', 'mcast_src_ip']);

const FAULTED = ' The instance has no address to send from then, not even that of its interface: it goes into FAULT state.';

const VERDICTS: Readonly<Record<Fate, VerdictByVersion>> = {
  last: 'silent',
  'last-reported': { '2.0.7': 'reports' },
  first: 'silent',
  'first-reported': { '2.0.7': 'reports' },
  largest: 'silent',
  'block-lost': 'reports',
  // What is wrong with the line is told, and reported, by itself.
  'both-lost': 'silent',
  accumulates: 'silent',
};
