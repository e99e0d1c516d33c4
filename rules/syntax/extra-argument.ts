import { AscendingSet } from '../../grammar/ascending-set.ts';
import { placesOf } from '../../grammar/keywords/index.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span, Word } from '../../grammar/tree.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { familyOf } from '../../src/binding/ip-address.ts';
import { distinctMisfitsOf, misfitsOf } from '../../src/binding/misfits.ts';
import { takesScript } from '../../src/binding/script-lines.ts';
import { endOfWordBefore } from '../../src/binding/word-before.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { remove, replace, safe } from '../../src/rule/fix.ts';
import { isMeantOff } from '../../src/rule/meant-off.ts';
import { nameSome } from '../../src/rule/name-some.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { unlikelyUsers } from '../../src/rule/script-users.ts';
import { shellExpressionAt } from '../../src/rule/shell-expressions.ts';
import { isStandIn } from '../../src/rule/stand-in.ts';
import { unknownBlanksBefore } from '../../src/rule/unknown-blanks.ts';

export default defineRule({
  id: 'syntax/extra-argument',
  title: 'A line has more words than keepalived reads',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `Words behind those that a keyword takes: a second keyword on the same line, \`off\` behind a flag that takes no argument, a value with
blanks that lacks its double quotes.`,
  why: `keepalived ignores most of them without a word. A keyword among them is not read, so its setting keeps the default. A flag is switched on
by its mere presence: \`alpha off\` means \`alpha\`. In a few places keepalived reports them, or ignores the line.`,
  advice: 'One keyword to a line. Remove a flag that is to be off. Put double quotes around a value with blanks.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['extra-argument'],
  examples: {
    bad: [
      {
        title: 'Blanks in the place of underscores',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    preempt delay 300  #~ ^delay 300^ 'preempt_delay' is one word: keepalived reads 'preempt', and ignores 'delay' and '300'  #=> preempt_delay 300
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Two keywords on one line',
        config: `vrrp_instance VI_1 {
    interface eth0 priority 150  #~ ^priority^ 'priority' stands on the line of 'interface', where keepalived does not read it.  #=> interface eth0 ↵ priority 150
    virtual_router_id 51
}
`,
      },
      {
        title: 'A flag that is meant to be off',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    nopreempt False  #~ ^False^ 'nopreempt False' switches 'nopreempt' on.  #=> nopreempt
    use_vmac no  #~ ^no^ 'use_vmac no' switches 'use_vmac' on. keepalived takes the word for a name  #=>
}
`,
      },
      {
        title: 'A value with blanks, and a unit',
        fixed: 'some',
        config: `global_defs {
    router_id load balancer 1  #~ ^balancer 1^ ignores 'balancer' and '1' without a word.  #=> router_id "load balancer 1"
    vrrp_garp_master_delay 5 seconds  #~ ^seconds^ ignores 'seconds'  #=> vrrp_garp_master_delay 5
}
`,
      },
      {
        title: 'Words that keepalived refuses',
        config: `vrrp_instance VI_1 lb1 {  #~ ^lb1^ keepalived takes no 'lb1' here, and ignores the block.  #=> vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: "The manual's sign for a choice",
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        HTTP_GET | SSL_GET {  #~ ^|^ 'HTTP_GET | SSL_GET' is the manual's notation for one of the two.  #=> HTTP_GET {
            url {
                path /
                status_code 200
            }
        }
    }
}
`,
      },
      {
        title: 'A comment of another language',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51 // of the office  #~ ^// of the office^ '//' begins no comment.  #=> virtual_router_id 51 # of the office
}
`,
      },
      {
        title: 'Two peers on one line',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102 192.0.2.103  #~ ^192.0.2.103^ goes on without it  #=> 192.0.2.102 ↵ 192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Values in double quotes, and keywords that take several words',
        config: `global_defs {
    router_id "load balancer 1"
    vrrp_mcast_group4 224.0.0.18
    vrrp_notify_fifo /run/vrrp.fifo root root
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const message of interfacesNamedOff(configuration)) report(message);
      const misfits = distinctMisfitsOf(configuration, 'extra-argument');
      if (misfits.length === 0) return;
      const signs = distinctMisfitsOf(configuration, 'invalid-value').flatMap(({ data }) =>
        SIGNS.has(data.word.text) ? [data.word.end] : [],
      );
      const endsOfSigns = new Set(signs);
      const refused = refusedWords(configuration);
      const incomplete = AscendingSet.of(misfitsOf(configuration, 'missing-keyword'), ({ at }) => at.end);
      const { text } = configuration.expansion;
      for (const misfit of misfits) {
        const [first] = misfit.data.words;
        // `priority = 100`: the sign is what is too much, and has a finding.
        if (first && endsOfSigns.has(endOfWordBefore(first.start, text))) continue;
        // `script = COMMAND`: the same, and the sign is taken for the command.
        if (first && takesScript(misfit.data.keyword) && SIGN_BEFORE.test(text.slice(Math.max(0, first.start - LONGEST_GAP), first.start)))
          continue;
        // `FILE_CHECK NAME { }`: what the block lacks, which is told.
        const { keyword, extra } = misfit.data;
        if (extra === null && keyword.kind === 'block' && keyword.args.length === 0 && incomplete.has(misfit.data.words.at(-1)?.end ?? 0))
          continue;
        const message = describe(misfit, configuration);
        if (message)
          report({ ...message, follows: causeOf(misfit, configuration) ?? (first && refused.get(endOfWordBefore(first.start, text))) });
      }
    },
  },
});

function causeOf({ at, data: { keyword } }: Extra, configuration: Configuration): Span | undefined {
  const blanks = unknownBlanksBefore(at, configuration);
  if (blanks) return blanks;
  return takesScript(keyword) ? noUserBefore(at, configuration) : shellExpressionAt(at, configuration);
}

/** Words that keepalived does not take, by where they end: `<address of the peer>` is one mistake, and what stands behind its first word follows. */
function refusedWords(configuration: Configuration): ReadonlyMap<number, Span> {
  const interfaces = configuration.vrrpInstances.flatMap(({ interface: { node } }) =>
    node?.kind === 'statement' ? (node.words[1] ?? []) : [],
  );
  const places = [
    ...misfitsOf(configuration, 'invalid-value').map(({ data }) => data.word.span),
    ...configuration.corrections.flatMap(({ check, at }) => (REFUSALS.has(check) ? [at] : [])),
    ...interfaces.filter(({ text }) => isStandIn(text) || text.startsWith('[')),
  ];
  return new Map(places.map((place) => [place.end, place]));
}

const REFUSALS: ReadonlySet<string> = new Set(['net/address-invalid', 'track/script-unknown']);

/** A word on the same line that keepalived takes for the user of the script and that is none: the command lacks its quotes, which is told there. */
function noUserBefore({ start }: Span, { bound, expansion: { text } }: Configuration): Span | undefined {
  const users = unlikelyUsers(bound);
  const user = users[partitionPoint(users, (word) => word.start < start) - 1];
  return user && text.lastIndexOf('\n', start) < user.start ? user : undefined;
}

const SIGNS: ReadonlySet<string> = new Set(['=', ':']);
const SIGN_BEFORE = /\s[=:][ \t]+$/;
/** Blanks that are looked through for a sign. */
const LONGEST_GAP = 20;

type Extra = Misfit<'extra-argument'>;

function describe(misfit: Extra, configuration: Configuration): Message | null {
  const { data } = misfit;
  if (data.extra !== null) return refused(misfit);
  const [first] = data.words;
  if (!first) return null;
  // What vrrp_strict does has a finding of its own, with what follows from it.
  if (data.keyword.name === 'vrrp_strict') return null;
  const inComment = comment(misfit, configuration);
  if (inComment !== null) return inComment === 'told' ? null : inComment;
  return withBlanks(misfit) ?? switchedOn(data.keyword, first, configuration) ?? secondKeyword(data) ?? passedOver(misfit, configuration);
}

function refused({ at, data }: Extra): Message {
  const { keyword, words, extra } = data;
  const unit = keyword.kind === 'block' ? 'block' : 'line';
  const isAddresses = keyword.kind === 'list' && words.every(({ text }) => familyOf(text) !== null);
  const effects = {
    reported: `says so, and goes on without ${words.length > 1 ? 'them' : 'it'}`,
    'options-lost': 'drops every word behind the first one',
    refused: `ignores the ${unit}`,
    exits: 'stops reading here and exits with status 2',
  };
  return {
    at,
    summary: `keepalived takes no ${quoted(words)} here, and ${effects[extra ?? 'reported']}.`,
    detail:
      extra === 'options-lost'
        ? `'${keyword.name}' counts with its first word alone.`
        : `'${keyword.name}' ends before ${words.length > 1 ? 'them' : 'it'}.`,
    advice: isAddresses
      ? 'Write each address on a line of its own.'
      : keyword.kind === 'list'
        ? 'Write each entry on a line of its own between the braces.'
        : `Remove ${words.length > 1 ? 'them' : 'it'}, or put double quotes around what is one value.`,
    // A peer is lost.
    severity: extra === 'reported' && !isAddresses ? 'warning' : 'error',
    verdict: extra === 'exits' ? 'refuses' : { '2.0.7': 'reports' },
  };
}

const POSITIVE: ReadonlySet<string> = new Set(['on', 'yes', 'true', 'enable', 'enabled', '1']);

function switchedOn(keyword: Keyword, word: Word, { target: { version } }: Configuration): Message | null {
  if (keyword.kind !== 'flag') return null;
  if (isMeantOff(word.text)) {
    return {
      at: word,
      summary: `'${keyword.name} ${word.text}' switches '${keyword.name}' on.`,
      detail: `It takes no argument in keepalived ${version}: the line alone switches it on, whatever follows.`,
      advice: `Remove '${keyword.name}'.`,
      severity: 'error',
    };
  }
  if (!POSITIVE.has(word.text.toLowerCase())) return null;
  return {
    at: word,
    fix: safe(remove(word)),
    summary: `'${keyword.name}' takes no argument.`,
    detail: `keepalived ignores '${word.text}': 'off' would switch it on as well.`,
    advice: `Write '${keyword.name}' alone.`,
    severity: 'info',
  };
}

/** `use_vmac no`: a flag to whoever wrote it, and to keepalived the name of the interface that it makes. */
function* interfacesNamedOff({ vrrpInstances }: Configuration): Generator<Message> {
  for (const { vmac, ipvlan } of vrrpInstances) {
    for (const { value, node } of [vmac, ipvlan]) {
      if (!value?.isNamed || node?.kind !== 'statement' || !isMeantOff(value.interface)) continue;
      const [keyword, word] = node.words;
      if (!keyword || !word) continue;
      yield {
        at: word,
        summary: `'${keyword.text} ${word.text}' switches '${keyword.text}' on.`,
        detail: `keepalived takes the word for a name: it makes an interface '${word.text}', and puts the addresses there.`,
        advice: `Remove '${keyword.text}'.`,
        severity: 'error',
      };
    }
  }
}

/** A comment as other languages write it. */
function comment({ at, data: { keyword, words } }: Extra, { expansion: { text } }: Configuration): Message | null | 'told' {
  const [sign] = /^(?:\/\/|\/\*|--(?![\w-])|;)/.exec(words[0]?.text ?? '') ?? [];
  if (sign === undefined || words[0]?.quoted) return null;
  // That a brace in it counts is said there.
  if (/^[ \t]*\{/.test(text.slice(at.end, at.end + 100))) return 'told';
  if (text.slice(at.start, at.end) === ';') {
    return {
      at,
      fix: safe(remove(at)),
      summary: `This ';' ends nothing: a line ends by itself.`,
      detail: `Behind '${keyword.name}' keepalived happens to ignore it. Without a blank in front of it, it may be read as a part of the value.`,
      advice: `Remove it.`,
      severity: 'info',
    };
  }
  return {
    at,
    fix: sign === '/*' ? null : safe(replace({ start: at.start, end: at.start + sign.length }, '#')),
    summary: `'${sign}' begins no comment.`,
    detail: `Behind '${keyword.name}' keepalived happens to ignore it. A brace in it, or a quote, would count.`,
    advice: `Write '#' in front of the comment.`,
    severity: 'info',
  };
}

/** A keyword with blanks in the place of its underscores, whose first word is a keyword too: `preempt delay 300`. */
function withBlanks({ at, data: { keyword, words } }: Extra): Message | null {
  if (keyword.args.length > 0) return null;
  for (let count = Math.min(words.length, MOST_JOINED); count > 0; count--) {
    const joined = words.slice(0, count);
    const meant = [keyword.name, ...joined.map(({ text }) => text)].join('_');
    if (!standsBeside(keyword, meant)) continue;
    return {
      at,
      summary: `'${meant}' is one word: keepalived reads '${keyword.name}', and ignores ${quoted(words)} without a word.`,
      advice: `Write '${[meant, ...words.slice(count).map(({ text }) => text)].join(' ')}'.`,
      severity: 'error',
    };
  }
  return null;
}

/** Words behind the first that a keyword may be made of. */
const MOST_JOINED = 4;

function secondKeyword({ keyword, words }: Extra['data']): Message | null {
  const second = words.find((word) => !word.quoted && standsBeside(keyword, word.text));
  if (!second) return null;
  if (words[0]?.text === '|' && !words[0].quoted) {
    return {
      at: words[0],
      summary: `'${keyword.name} | ${second.text}' is the manual's notation for one of the two.`,
      detail: `keepalived reads '${keyword.name}', and ignores what stands behind it without a word.`,
      advice: `Choose one: write '${keyword.name}' or '${second.text}' alone.`,
      severity: 'warning',
    };
  }
  return {
    at: second,
    summary: `'${second.text}' stands on the line of '${keyword.name}', where keepalived does not read it.`,
    detail: `It takes one keyword a line, and says nothing.`,
    advice: `Put '${second.text}' on a line of its own.`,
    severity: 'error',
  };
}

/** Whether both may stand in the same block. */
function standsBeside(keyword: Keyword, name: string): boolean {
  const others = placesOf(name);
  if (others.length === 0) return false;
  const blocks = new Set(placesOf(keyword.name).flatMap((place) => (place.keyword === keyword ? [place.blocks.at(-1)] : [])));
  return others.some(({ blocks: around }) => blocks.has(around.at(-1)));
}

const UNITS: ReadonlySet<string> = new Set([
  's',
  'sec',
  'secs',
  'second',
  'seconds',
  'ms',
  'msec',
  'milliseconds',
  'us',
  'usec',
  'min',
  'minutes',
  ';',
]);

function passedOver({ at, data }: Extra, { expansion }: Configuration): Message {
  const { keyword, words } = data;
  const [first] = words;
  const last = keyword.args.at(-1);
  const harmless = keyword.kind === 'block' || keyword.kind === 'flag' || UNITS.has(first?.text ?? '');
  const open = last?.type === 'text' || last?.type === 'path' || last?.type === 'user';
  if (takesScript(keyword)) {
    // Words of a command are not named: any of them can be a password.
    const many = words.length > 1 ? `the ${words.length} words` : 'the word';
    const summary = keyword.args.some(({ type }) => type === 'user')
      ? `keepalived takes the words behind the script of '${keyword.name}' for its user and group, and ignores ${many} from here on without a word.`
      : `keepalived takes '${keyword.name}' to end before here, and ignores ${many} behind it without a word: the command runs without arguments.`;
    return {
      at,
      summary,
      // Without a blank in front of it a word stands there because a quote ended too early.
      advice:
        expansion.text[at.start - 1] === '"'
          ? 'Write single quotes inside of the double ones that stand around the whole command.'
          : 'Put double quotes around the whole command.',
      severity: 'warning',
    };
  }
  return {
    at,
    fix: words.length === 1 && UNITS.has(first?.text ?? '') ? safe(remove(at)) : null,
    summary: `keepalived reads '${keyword.name}' only as far as here, and ignores ${quoted(words)} without a word.`,
    advice: open ? 'Put double quotes around the value if all of it is meant; else remove what is too much.' : 'Remove what is too much.',
    severity: harmless ? 'info' : 'warning',
  };
}

/** More words than these are not named. */
const SHOWN = 3;

function quoted(words: readonly Word[]): string {
  const shown = words.slice(0, SHOWN).map((word) => `'${word.text}'`);
  return nameSome(shown, words.length);
}
