import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Block, Node, Span } from '../../grammar/tree.ts';
import { openedAgain, rootAt } from '../../src/binding/root-blocks.ts';
import { SeenInFiles } from '../../src/binding/seen-in-files.ts';
import { lineOf, problemsOf } from '../../src/binding/text-problems.ts';
import { type AnonymousBlock, anonymousBlocks, type BraceFault, faultsOf, placeOfFault, unclosedBlocks } from '../../src/daemon/braces.ts';
import { commentedHeaderOf } from '../../src/daemon/commented-block.ts';
import { nextMisledReport } from '../../src/daemon/misled-reading.ts';
import { isMissed, missedRoots } from '../../src/daemon/missed-lines.ts';
import { ORDER } from '../../src/daemon/processes.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { missesAllInstances } from '../../src/model/vrrp/missed-instances.ts';
import { nameSome } from '../../src/rule/name-some.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { textOf } from '../../src/rule/text-of.ts';

/** A mistake, which is put into words where it is told. */
interface Wrong {
  readonly at: Span;
  readonly describe: () => Message;
}

/** More than so many mistakes of one kind are one finding: nobody mends them one by one. */
const MANY = 10;

export default defineRule({
  id: 'syntax/unbalanced-brace',
  title: 'A brace is missing, or one is too many',
  severity: 'error',
  precision: 'high',
  suppressible: false,
  isCause: true,
  ofStructure: true,
  verdict: { '2.0.8': 'reports' },
  proof: [
    'live/brace-in-comment-ends-instance',
    'live/brace-in-comment-version-2',
    'live/brace-missing-of-global-defs',
    'live/brace-missing-of-instance',
    'live/track-interface-without-block',
    'config-test',
  ],
  what: `A block without its \`}\`, a \`}\` without a block, a \`{\` without a keyword, or a keyword of the top level inside another block.
The finding stands where the brace is probably missing: at the first keyword that cannot stand in the block that is still open, or at
the first line that falls back to the indentation of the block's header. Only when the layout says nothing does it stand at the block that
stays open to the end.`,
  why: `keepalived does not stop at a wrong brace. It reads on in the wrong block: an instance behind a missing \`}\` does not exist for it, and the
settings behind a \`}\` too many are dropped. Behind a \`global_defs\` without its \`}\` there is nothing at all: the process that runs VRRP passes over
that block, which does not end. Its own message has no line number for a missing brace, and
for one too many it names the line where the count went wrong, not the one that is wrong.`,
  advice:
    'Put in the missing brace, or take out the one too many. Indent every line by the depth of its block, and the next mistake is easy to see.',
  references: [{ title: 'keepalived.conf(5), Top hierarchy', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lang/unexpected-open-brace', 'lang/extra-close-brace', 'lang/missing-close-brace'],
  examples: {
    bad: [
      {
        title: 'The } of an instance is missing, and the next one disappears in it',
        beside: ['l3/no-multicast-adverts'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
    }  #=> } ↵ }

vrrp_instance VI_2 { #~ ^vrrp_instance VI_2^ 'vrrp_instance VI_1' of line 1 is not closed before 'vrrp_instance VI_2'
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.2/24
    }
}
`,
      },
      {
        title: 'The } of global_defs is missing, and no instance is left',
        beside: ['l3/no-multicast-adverts'],
        config: `global_defs {
    router_id lb1  #=> router_id lb1 ↵ }

vrrp_instance VI_1 { #~ ^vrrp_instance VI_1^ It then does without 'vrrp_instance VI_1', and this node takes no address.
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
    }
}
`,
      },
      {
        title: 'The } of a list is missing, and that of its instance ends the list',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
}  #~ ^}^ The lines of 'vrrp_instance VI_2' count for 'vrrp_instance VI_1'.  #=> } ↵ }

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.2/24
    }
}
`,
      },
      {
        title: 'A header that was pasted twice',
        config: `vrrp_instance VI_1 {
vrrp_instance VI_1 { #~ ^vrrp_instance VI_1^ 'vrrp_instance VI_1' is opened twice  #=>
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
    }
}
`,
      },
      {
        title: 'The } of a list is missing',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24

    track_interface { #~ ^track_interface^ 'virtual_ipaddress' of line 4 is not closed before 'track_interface'  #=> } ↵ track_interface {
        eth1
    }
}
`,
      },
      {
        title: 'The last } of the file is missing',
        beside: ['l3/no-multicast-adverts'],
        config: `vrrp_instance VI_1 { #~ ^vrrp_instance VI_1^ 'vrrp_instance VI_1' is never closed
    interface eth0
    virtual_router_id 51  #=> virtual_router_id 51 ↵ }
`,
      },
      {
        title: 'One } too many ends the instance early',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_ipaddress {
        192.0.2.1/24
    }
    } #~ This '}' is one too many  #=>
    virtual_router_id 51
    priority 100
}
`,
      },
      {
        title: 'What is left of a block that was commented out',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
    }
}
# vrrp_instance VI_2 {
#     interface eth0
#     virtual_ipaddress {
#         192.0.2.2/24
#     }
} #~ ^}^ the header of its block, in line 8, is commented out  #=> # }
`,
      },
      {
        title: 'A list without its {',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress #~ 'virtual_ipaddress' has no '{'  #=> virtual_ipaddress {
        192.0.2.1/24
    }
}
`,
      },
      {
        title: 'A { without a keyword',
        config: `global_defs {{ #~ ^{^^ This '{' belongs to no keyword  #=> global_defs {
    router_id lb1
}}  #=> }
`,
      },
    ],
    good: [
      {
        title: 'Braces may stand anywhere on a line, or on lines of their own',
        config: `global_defs
{
    router_id lb1 }
vrrp_instance VI_1 { interface eth0
virtual_router_id 51
virtual_ipaddress { 192.0.2.1/24 }}
`,
      },
      {
        title: 'Braces in comments and in double quotes do not count',
        config: `global_defs { # {{{
    router_id "lb}1"
}
`,
      },
      {
        title: 'track_file is a list inside an instance',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_file {
        load
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const explained = isExplained(configuration);
      const wrong: readonly Wrong[] = [
        ...anonymousBlocks(configuration.tree).map((found) => ({ at: found.block.open, describe: () => anonymous(found) })),
        ...(explained ? [] : faultPlaces(configuration)),
      ];
      for (const { at, describe: say } of wrong.slice(0, MANY)) report({ ...say(), ...whereReported(at, configuration) });
      const rest = wrong[MANY]?.describe();
      if (rest) report({ ...rest, summary: `${wrong.length - MANY} more braces are wrong from here on.`, detail: textOf(rest) });
      for (const at of explained ? [] : endsWithout(configuration)) report({ at, summary: MISSING_AT_END, again: true });
    },
  },
});

const MISSING_AT_END = "keepalived says at the end of the file, without a line number, that a '}' is missing.";

/**
 * What keepalived says at the end of the text where a block is open, each of its processes says once: told where they notice, and where the block
 * begins.
 */
function endsWithout({ tree, expansion, isReached }: Configuration): readonly Origin[] {
  const [outer] = unclosedBlocks(tree);
  if (!outer) return [];
  const last = Math.max(0, expansion.text.trimEnd().length - 1);
  // One that comes to an end before, or does not begin, has not counted the braces of the whole text.
  const counting = ORDER.filter((process) => isReached({ start: last, end: last }, process));
  return [expansion.origin(last), expansion.place(outer.header)].slice(0, counting.length);
}

type MissingClose = Extract<BraceFault, { kind: 'missing-close' }>;

/** keepalived notices only later, on a line that it no longer understands; or not before the end, without a line. */
function whereReported({ start }: Span, configuration: Configuration): Pick<Message, 'reportedAt'> {
  const report = nextMisledReport(start, configuration);
  return report ? { reportedAt: report.at } : {};
}

/** Where braces are wrong. What a repetition makes a hundred times is one mistake. */
function faultPlaces(configuration: Configuration): readonly Wrong[] {
  const seen = new SeenInFiles();
  return faultsOf(configuration)
    .map((fault) => ({ at: placeOfFault(fault), describe: () => describe(fault, configuration) }))
    .filter(({ at }) => {
      const { source, offset } = configuration.expansion.origin(at.start);
      return seen.isNew(source, offset);
    });
}

/** Whether another finding is the cause: text that keepalived or kvlint skips may hold the brace that the count lacks. */
function isExplained(configuration: Configuration): boolean {
  if (configuration.tree.tooDeep) return true;
  const problems = problemsOf(configuration, 'limit', 'definition-cut-short', 'unterminated-quote', 'include-quoted');
  return problems.some(
    (problem) =>
      problem.kind === 'definition-cut-short' ||
      (problem.kind === 'limit' && problem.data.what !== 'config-ids') ||
      (problem.kind === 'unterminated-quote' && /[{}]/.test(restOfLine(problem.at))) ||
      (problem.kind === 'include-quoted' && problem.data.pattern.endsWith('}')),
  );
}

function restOfLine({ source, offset }: Origin): string {
  const end = source.text.indexOf('\n', offset);
  return source.text.slice(offset, end < 0 ? undefined : end);
}

function anonymous({ block, inside }: AnonymousBlock): Message {
  const effect = inside
    ? `keepalived opens nothing for it, so the '}' that was meant for it ends ${nameOf(inside)}.`
    : `keepalived drops it, reads the lines behind it as if they stood at top level, and takes its '}' for an unknown keyword.`;
  return {
    at: block.open,
    summary: `This '{' belongs to no keyword.`,
    detail: effect,
    advice: `Write the keyword before the '{', or remove it together with its '}'.`,
    verdict: { '2.0.7': 'reports' },
  };
}

function describe(fault: BraceFault, configuration: Configuration): Message {
  switch (fault.kind) {
    case 'missing-close':
      return fault.before === null ? neverClosed(fault, configuration) : notClosedBefore(fault, fault.before, configuration);
    case 'missing-open': {
      const keyword = fault.header.words[0]?.text ?? '';
      const quoted = fault.header.words.at(-1)?.text === '{';
      const effect = fault.inside
        ? `The '}' of line ${line(fault.close, configuration)} then ends ${nameOf(fault.inside)}, and a later one closes nothing.`
        : `The '}' of line ${line(fault.close, configuration)} then closes nothing.`;
      return {
        at: placeOfFault(fault),
        summary: `'${keyword}' has no '{'${quoted ? ' outside quotes' : ''}.`,
        detail: effect,
        advice: quoted ? `Take the '{' out of its quotes.` : `Write '{' at the end of this line.`,
        related: [{ at: fault.close, message: `The '}' that was meant for it` }],
      };
    }
    case 'extra-close': {
      const header = commentedHeaderOf(configuration.expansion.origin(fault.stray.start));
      return {
        at: placeOfFault(fault),
        summary: `This '}' is one too many.`,
        detail:
          `It ends ${fault.block ? nameOf(fault.block) : 'the block'}, so that the lines behind it stand outside, ` +
          `and the '}' of line ${line(fault.stray, configuration)} closes nothing.`,
        advice:
          header !== null
            ? `Remove this '}'. Or, where the lines behind it belong to the block that is commented out in line ${header}, write '#' in front of them.`
            : `Remove this '}'.`,
        related: [
          ...(fault.block ? [{ at: fault.block.header, message: 'The block that it ends' }] : []),
          { at: fault.stray, message: `Where keepalived finds a '}' too many` },
        ],
      };
    }
    case 'stray-close': {
      const header = fault.count === 1 ? commentedHeaderOf(configuration.expansion.origin(fault.first.start)) : null;
      if (header !== null) {
        return {
          at: placeOfFault(fault),
          summary: `This '}' closes nothing: the header of its block, in line ${header}, is commented out.`,
          detail: 'keepalived drops it and says that one is too many.',
          advice: `Write '#' in front of it, and of every other line of that block.`,
        };
      }
      return {
        at: placeOfFault(fault),
        summary: fault.count === 1 ? `This '}' closes nothing.` : `These ${fault.count} '}' close nothing.`,
        detail:
          fault.count === 1
            ? `keepalived drops it and says that one is too many; a '{' may be missing above, or an earlier '}' be wrong.`
            : `keepalived drops them one by one; '{' may be missing above, or earlier '}' be wrong.`,
        advice: `Remove it, or find the block above that lost its '{'.`,
      };
    }
    case 'nested-root':
      return {
        at: placeOfFault(fault),
        summary: `${nameOf(fault.root)} stands inside ${nameOf(fault.inside)}.`,
        detail:
          `It may stand at top level only: keepalived does not know it here, ` +
          `reads its lines as lines of the block around it, and takes its '}' for the end of that block.`,
        advice: `Put a '}' above it and take one away below, or move it out of the block.`,
        verdict: { '2.0.7': 'reports' },
        related: [{ at: fault.inside.header, message: 'The block around it' }],
      };
  }
}

function notClosedBefore(fault: MissingClose, before: Node | Span, configuration: Configuration): Message {
  const { blocks } = fault;
  const inner = blocks[0];
  if (blocks.length === 1 && inner && openedAgain(inner) === before) {
    return {
      at: placeOfFault(fault),
      summary: `${nameOf(inner)} is opened twice.`,
      detail: `keepalived drops this line and reads on in the block of line ${line(inner.header, configuration)}.${lossOf(fault, configuration)}`,
      advice: 'Remove one of the two lines.',
      related: opened(blocks),
    };
  }
  const next = 'span' in before ? nameOf(before) : `this '}'`;
  const effect =
    'span' in before
      ? 'keepalived reads what follows as a part of it.'
      : `keepalived takes this '}' for its end, and the block around it stays open.`;
  const first =
    blocks.length === 1 && inner
      ? `${nameOf(inner)} of line ${line(inner.header, configuration)} is not closed before ${next}.`
      : `${blocks.length} blocks are not closed before ${next}: ${list(blocks, configuration)}.`;
  return {
    at: placeOfFault(fault),
    summary: first,
    detail: `${effect}${lossOf(fault, configuration)}`,
    advice:
      blocks.length === 1
        ? `Put a '}' on a line of its own above this one.`
        : `Put ${blocks.length} '}' on lines of their own above this one.`,
    related: opened(blocks),
  };
}

/** The blocks that keepalived does not have because of a brace that is missing above them. */
function lossOf(fault: MissingClose, configuration: Configuration): string {
  const { start } = placeOfFault(fault);
  const outer = fault.blocks.at(-1);
  // That of the top level: it is the one that stays open.
  const around = outer && rootAt(outer.header, configuration.tree);
  const lost = missedRoots(configuration).filter((block) => block.start >= start);
  const [next] = lost;
  if (!next || !around) return '';
  const [line] = next.body;
  const moved = line && !isMissed(line.span, configuration) ? ` The lines of ${nameOf(next)} count for ${nameOf(around)}.` : '';
  return ` It then does without ${nameSome(lost.slice(0, NAMED).map(nameOf), lost.length)}${missesAllInstances(configuration) ? ', and this node takes no address' : ''}.${moved}`;
}

/** So many blocks are named, the others are counted. */
const NAMED = 3;

function neverClosed(fault: MissingClose, configuration: Configuration): Message {
  const { blocks } = fault;
  const outer = blocks.at(-1);
  const first =
    blocks.length === 1 && outer
      ? `${nameOf(outer)} is never closed.`
      : `${blocks.length} blocks are never closed: ${list([...blocks].reverse(), configuration)}.`;
  return {
    at: placeOfFault(fault),
    summary: first,
    detail: 'keepalived reads to the end of the file inside it, and says without a line number that braces are missing.',
    advice: blocks.length === 1 ? `Put a '}' behind its last line.` : `Put ${blocks.length} '}' where these blocks end.`,
    ...(blocks.length > 1 ? { related: opened(blocks) } : {}),
  };
}

function opened(blocks: readonly Block[]): Message['related'] {
  return blocks.slice(0, MANY).map((block) => ({ at: block.header, message: `${nameOf(block)} begins here` }));
}

/** The blocks with their lines; of many, the first ones. */
function list(blocks: readonly Block[], configuration: Configuration): string {
  const names = blocks.slice(0, MANY).map((block) => `${nameOf(block)} (line ${line(block.header, configuration)})`);
  return blocks.length > MANY ? `${names.join(', ')} and ${blocks.length - MANY} more` : names.join(', ');
}

/** Keyword and name of a block, or address and port, in quotes. */
function nameOf(node: Node): string {
  const [keyword, ...names] = node.kind === 'block' ? [node.keyword, ...node.args.slice(0, 2)] : node.words.slice(0, 1);
  if (!keyword || keyword.text === '') return `the '{'`;
  return `'${[keyword, ...names].map(({ text }) => text).join(' ')}'`;
}

function line(span: Span, configuration: Configuration): number {
  return lineOf(configuration.expansion.origin(span.start));
}
