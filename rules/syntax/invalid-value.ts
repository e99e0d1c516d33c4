import { describeType } from '../../grammar/keywords/describe.ts';
import type { ArgumentType } from '../../grammar/keywords/keyword.ts';
import { inLatin, lookAlikeNote } from '../../grammar/look-alike.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Span, Word } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { familyOf } from '../../src/binding/ip-address.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { PlaceIndex } from '../../src/binding/place-index.ts';
import { readValue, UnfitValue } from '../../src/binding/read-value.ts';
import { rootAt } from '../../src/binding/root-blocks.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { endOfWordBefore } from '../../src/binding/word-before.ts';
import type { CheckId } from '../../src/daemon/checks/index.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bracesAround } from '../../src/rule/braces-around.ts';
import { type Fix, remove, removeLine, replace, safe, unsafe } from '../../src/rule/fix.ts';
import { FULL_NAT_ONLY, fullNatBefore, isValueOfFullNat } from '../../src/rule/full-nat.ts';
import { adviceForKeyword, isKeywordOf } from '../../src/rule/keyword-in-list.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { shellExpressionAt } from '../../src/rule/shell-expressions.ts';
import { isNameInBrackets, isStandIn, isStandInForAddress } from '../../src/rule/stand-in.ts';
import { beginsWithTypographicQuote } from '../../src/rule/typographic-quote.ts';
import { isEntryOption, isSecret, isZeroForNothing, type Unfit, unfitEffect } from '../../src/rule/unfit.ts';
import { unknownBlanksBefore } from '../../src/rule/unknown-blanks.ts';
import { unreplacedNameIn } from '../../src/rule/unreplaced-names.ts';
import { adviceForList } from '../../src/rule/written-list.ts';

export default defineRule({
  id: 'syntax/invalid-value',
  title: 'A word is not what its keyword takes',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test', 'source/lib/parser.c:read_decimal_unsigned_long_func', 'source/linux/net/ipv4/igmp.c:__ip_mc_join_group'],
  what: `A number out of range, with a unit or not a number at all; a word that is none of those that a keyword knows; something
that is no address, no file mode, no name of an interface.`,
  why: `What keepalived does depends on the keyword: it drops the line, takes another value, or leaves the whole block out, and it starts all the same.
Up to 2.0.6 most of this was not even said. A unit behind a time is the worst: from 2.2.3 on keepalived takes the digits of \`delay_loop 6s\` for microseconds, and from 2.3.2
on those of a script's \`interval 3s\` for milliseconds, so that the check runs without a pause.`,
  advice: 'Write a value that the keyword takes. `kvlint explain KEYWORD` tells which these are, and their unit.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['invalid-value'],
  examples: {
    bad: [
      {
        title: 'Out of range',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 256  #~ ^256^ '256' behind 'virtual_router_id' lies outside 1 to 255  #=> virtual_router_id 25
    priority 0             #~ ^0^ keepalived says so and uses '100'.  #=> priority 100
}
`,
      },
      {
        title: 'Units, signs and decimals',
        fixed: 'some',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 1s       #~ ^1s^ '1s' behind 'advert_int' is not a number  #=> advert_int 1
    garp_master_repeat 2.5  #~ ^2.5^ '2.5' behind 'garp_master_repeat' is not a whole number  #=> garp_master_repeat 2
    garp_master_delay = 5   #~ ^=^ '=' behind 'garp_master_delay' is not a whole number  #=> garp_master_delay 5
}
`,
      },
      {
        title: 'Digits without the unit that was meant',
        fixed: 'unsafe',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 3s  #~ ^3s^ keepalived says so and takes it for 3 milliseconds.  #=> interval 3
    fall 3
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    delay_loop 6s  #~ ^6s^ keepalived says so and takes it for 6 microseconds.  #=> delay_loop 6
    real_server 198.51.100.1 80 {
        TCP_CHECK {
            connect_timeout 3s  #~ ^3s^ keepalived says so and takes it for 3 microseconds.  #=> connect_timeout 3
        }
    }
}
`,
      },
      {
        title: 'None of the words that a keyword knows',
        fixed: 'some',
        config: `vrrp_instance VI_1 {
    state Master  #~ ^Master^ 'Master' behind 'state' is not one of MASTER and BACKUP. keepalived says so and uses 'BACKUP'.  #=> state MASTER ↵ priority 150
    interface eth0
    virtual_router_id 51
}

global_defs {
    checker_log_all_failures True  #~ ^True^ 'True' behind 'checker_log_all_failures' is not one of  #=> checker_log_all_failures true
}
`,
      },
      {
        title: 'What the default is, and what is not a part of the value',
        fixed: 'safe',
        config: `global_defs {
    vrrp_garp_interval 0        #~ ^0^ is what holds without the line, and keepalived rejects it.  #=>
    smtp_server 192.0.2.9 [25]  #~ ^[25]^ '[25]' behind 'smtp_server' is not a whole number  #=> smtp_server 192.0.2.9 25
}

vrrp_instance VI_1 {
    state BACKUP;  #~ ^BACKUP;^ 'BACKUP;' behind 'state' is not one of MASTER and BACKUP  #=> state BACKUP
    interface eth0
    virtual_router_id 51
}
`,
      },
      {
        title: 'What older versions do not look at',
        version: '2.2.4',
        notMended: 'Which group is meant is not written.',
        config: `global_defs {
    vrrp_mcast_group4 192.0.2.18  #~ ^192.0.2.18^ keepalived 2.2.4 takes it without a word; from 2.2.5 on it does not. The kernel refuses it as a group
}
`,
      },
      {
        title: 'What keepalived uses is what was meant: only its config test fails',
        fixed: 'some',
        config: `vrrp_instance VI_1 {
    state SLAVE  #~ ^SLAVE^ 'SLAVE' behind 'state' is not one of MASTER and BACKUP. keepalived says so and uses 'BACKUP'.  #=> state BACKUP
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 0  #~ ^0^ keepalived says so and uses '1'.  #=>
    real_server 198.51.100.1 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'An option of an entry with a sign that keepalived does not know',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_script {
        check_web weight=0  #~ ^weight=0^ drops the whole entry, so that it is not tracked.  #=> check_web weight 0
    }
}
`,
      },
      {
        title: 'A weight without the word that says what it is',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_interface {
        eth1 -60  #~ ^-60^ drops the whole entry, so that it is not tracked.  #=> eth1 weight -60
    }
}
`,
      },
      {
        title: 'Two entries on one line, and words without the weight that they are about',
        notMended: 'Which weight is meant is not written.',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

vrrp_script check_dns {
    script "/usr/local/bin/check-dns"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_script {
        check_web check_dns  #~ ^check_dns^ stands where only 'weight' can. keepalived says so and drops the whole entry
    }
    track_interface {
        eth1 reverse  #~ ^reverse^ stands where only 'weight' can. keepalived says so and drops the whole entry
        eth2
        weight 20  #~ ^20^ Without dynamic_interfaces keepalived does not start
    }
}
`,
      },
      {
        title: 'A sign that is a part of the value',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority =100  #~ ^=100^ is not a whole number  #=> priority 100
}
`,
      },
      {
        title: 'The comment of another language',
        fixed: 'safe',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        inhibit_on_failure //weight 0 where it fails  #~ ^//weight^ '//' begins no comment  #=> inhibit_on_failure #weight 0 where it fails
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'The label of an address in the place of its interface',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0:1  #~ ^eth0:1^ cannot be the name of an interface  #=> interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Secrets are not shown',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass much-too-long  #~ ^much-too-long^ The value of 'auth_pass' is longer than 8 bytes.  #=> auth_pass much-too
    }
}
`,
      },
      {
        title: 'What a script was to replace',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id ROUTER_ID  #~ ^ROUTER_ID^ is not a whole number  #=> virtual_router_id 51
    priority PRIORITY  #~ ^PRIORITY^ is not a whole number  #=> priority 150
    authentication {
        auth_type PASS
        auth_pass CLUSTER_PASSWORD  #~ ^CLUSTER_PASSWORD^ longer than 8 bytes  #=> auth_pass s3cret
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
        title: 'Numbers as keepalived reads them',
        config: `global_defs {
    vrrp_garp_interval 0.001
    vrrp_priority -15
    vrrp_check_unicast_src true
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 051
    priority +150
    advert_int 0.5
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const undefinedNames = new PlaceIndex(problemsOf(configuration, 'undefined-definition').map(({ at }) => at));
      for (const misfit of distinctMisfitsOf(configuration, 'invalid-value')) {
        // A reference that nothing defines is reported as such; that the name itself is no value only follows from it.
        const isUndefined = undefinedNames.touches(configuration.expansion.place(misfit.at));
        const first =
          fullNatBefore(misfit.at.start, configuration) ??
          shellExpressionAt(misfit.at, configuration) ??
          unknownBlanksBefore(misfit.at, configuration) ??
          unreplacedNameIn(misfit.at, configuration) ??
          bracesAround(misfit.at, configuration) ??
          signBefore(misfit, configuration) ??
          entryThatIsKeyword(misfit, configuration) ??
          authenticationDropped(misfit, configuration);
        const cause = first ?? (beginsWithTypographicQuote(misfit.data.word.raw) ? misfit.at : null);
        report({
          ...describe(misfit, wordBefore(misfit, configuration), configuration),
          ...(isUndefined && { again: true }),
          ...(cause && { follows: cause }),
        });
      }
    },
  },
});

/** `weight - 2`: what stands behind the sign is a second word because of the blank. */
function signBefore({ data: { word } }: Unfit, configuration: Configuration): Span | null {
  const { text } = configuration.expansion;
  const end = endOfWordBefore(word.start, text);
  return text[end - 1] === '-' && /\s/.test(text[end - 2] ?? ' ') ? { start: end - 1, end } : null;
}

/** The word before one that does not fit, where it is no longer than a keyword. */
function wordBefore({ data: { word } }: Unfit, { expansion: { text } }: Configuration): string {
  const end = endOfWordBefore(word.start, text);
  return /[^\s{}]*$/.exec(text.slice(Math.max(0, end - LONGEST_KEYWORD), end))?.[0] ?? '';
}

/** What is longer, its indent included, is no keyword. */
const LONGEST_KEYWORD = 200;

/** `interval 2` in a list of scripts, `weight 5` in one of files: what stands behind the word is no option, because the word is no name. */
function entryThatIsKeyword({ data }: Unfit, { expansion: { text } }: Configuration): Span | null {
  const [defined] = data.keyword.kind === 'list' ? (data.keyword.line ?? []) : [];
  if (!isEntryOption(data) || defined?.type !== 'name' || defined.refers === undefined) return null;
  const start = text.lastIndexOf('\n', data.word.start) + 1;
  const [, indent = '', name = ''] = /^(\s*)(\w+)/.exec(text.slice(start, Math.min(data.word.start, start + LONGEST_KEYWORD))) ?? [];
  return isKeywordOf(defined.refers, name) ? { start: start + indent.length, end: start + indent.length + name.length } : null;
}

/** Where it is told that keepalived drops the authentication that a password belongs to: nothing of it is sent. */
function authenticationDropped({ at, data }: Unfit, configuration: Configuration): Span | null {
  const around = isSecret(data.argument) ? rootAt(at, configuration.tree) : null;
  return (around && droppedAuthentications(configuration).get(around.span.start)) ?? null;
}

/** By where their instances begin. */
const droppedAuthentications = memoized(({ corrections, tree }: Configuration): ReadonlyMap<number, Span> => {
  const dropped = corrections.filter(({ check }) => DROPS_AUTHENTICATION.has(check));
  return new Map(dropped.flatMap(({ at }) => [[rootAt(at, tree)?.span.start ?? -1, at] as const]));
});

const DROPS_AUTHENTICATION: ReadonlySet<CheckId> = new Set<CheckId>([
  'vrrp/auth-version-3',
  'vrrp/auth-ah-ipv6',
  'strict/no-authentication',
]);

/** `weight 20` on a line of its own in `track_interface`: for other lists that follows from a name that nothing defines. */
function aboutOwnLine(at: Span, { keyword, word }: Unfit['data']): Message {
  return {
    at,
    summary: `'weight ${word.text}' stands on a line of its own in '${keyword.name}', where keepalived takes 'weight' for what is to be tracked.`,
    detail:
      keyword.name === 'track_interface'
        ? 'Without dynamic_interfaces keepalived does not start: there is no interface of that name.'
        : 'It tracks none of that name, and what was meant has no weight.',
    advice: `Write 'weight ${word.text}' behind what it is for, on the same line.`,
  };
}

/** `before`: the word before it. */
function describe({ at, data }: Unfit, before: string, { target: { version }, globals }: Configuration): Message {
  const { argument, word, why, invalid, used } = data;
  if (data.misplaced && before === 'weight') return aboutOwnLine(at, data);
  if (used === undefined && argument.name === data.keyword.args[0]?.name && isZeroForNothing(data.keyword, word.text)) {
    return {
      at,
      fix: safe(removeLine(word)),
      summary: `'${data.keyword.name} ${word.text}' is what holds without the line, and keepalived rejects it.`,
      detail: 'keepalived says so and ignores the line: nothing else changes, but its config test fails.',
      advice: 'Remove the line.',
      severity: 'warning',
    };
  }
  if (argument.type === 'boolean' && word.text.startsWith('//')) {
    return {
      at,
      fix: safe(replace({ start: word.start, end: word.start + 2 }, '#')),
      summary: `'//' begins no comment: what follows is taken for the value of '${data.keyword.name}'.`,
      detail: unfitEffect(data),
      advice: "Write '#' in front of the comment.",
    };
  }
  // What is a secret is not quoted; nor does the text read as if one followed.
  const wrong = isSecret(argument) ? `The value of '${data.keyword.name}' ${why}.` : `'${word.text}' ${placeOf(data)} ${why}.`;
  return {
    at,
    summary: wrong,
    detail: isTakenUnseen(data, version)
      ? `keepalived ${version} takes it without a word; from ${seenSince(data)} on it does not.${groupRefused(why)}`
      : isValueOfFullNat(data)
        ? `${FULL_NAT_ONLY} ${unfitEffect(data)}`
        : unfitEffect(data),
    fix: fixOf(data),
    advice: isEntryOption(data) ? adviceOnEntry(data) : isValueOfFullNat(data) ? adviceOnFullNat(data) : advice(data),
    ...(invalid === 'silent' || invalid === 'unnoticed' || isTakenUnseen(data, version) ? { verdict: 'silent' } : {}),
    ...(invalid === 'refuses' ? { verdict: globals.dynamicInterfaces.value ? 'silent' : 'refuses' } : {}),
    ...(isMild(data) ? { severity: 'warning' } : {}),
  };
}

/** Where the word stands: `behind 'id' of 'lvs_sync_daemon'`, `behind 'weight' in 'track_file'`. */
function placeOf({ keyword: { kind, name }, argument: { keyword } }: Unfit['data']): string {
  const behind = keyword === undefined ? '' : `behind '${keyword}' `;
  return kind === 'list' ? `${behind}in '${name}'` : behind === '' ? `behind '${name}'` : `${behind}of '${name}'`;
}

/** Further lines of that keepalived are told with the first. */
function adviceOnFullNat(data: Unfit['data']): string {
  return data.argument.type === 'enum'
    ? `${advice(data)} Remove whatever else only that keepalived knows; or run it, and lint only what the usual one is to run.`
    : advice(data);
}

/**
 * Whether this version does not look at what is wrong with a value: at the kind of an address as the group of adverts, and at decimals beyond those
 * that it keeps.
 */
function isTakenUnseen(data: Unfit['data'], version: Version): boolean {
  const { keyword, argument, word, why } = data;
  if (atLeast(version, seenSince(data))) return false;
  if (argument.type === 'decimal') return why === `has more than ${argument.decimals} decimals`;
  return keyword.name.startsWith('vrrp_mcast_group') && familyOf(word.text) !== null;
}

/** The first version that looks at it. */
function seenSince({ argument }: Unfit['data']): Version {
  return argument.type === 'decimal' ? '2.2.0' : '2.2.5';
}

/** What comes of an address that is no group where keepalived does not look at it. */
function groupRefused(why: string): string {
  return why === 'is no multicast address' ? ' The kernel refuses it as a group, and no instance that sends multicast becomes master.' : '';
}

/** Where keepalived goes on with what was written, with the nearest to it, or with what was meant. */
function isMild(data: Unfit['data']): boolean {
  const { invalid, used } = data;
  return used !== undefined && (invalid === 'clamped' || invalid === 'used' || isMeant(data));
}

/** Whether what keepalived uses is what the word means: `state SLAVE`; and no quorum is one that a single server reaches. */
function isMeant({ keyword, argument, word, used, misread }: Unfit['data']): boolean {
  if (keyword.name === 'quorum') return Number(word.text) === 0;
  if (misread || argument.type === 'integer') return inSeconds(...splitNumber(word.text), 'decimal') === String(used);
  return argument.type === 'enum' && used === (enumValueMeant(keyword.name, argument.values, word.text) ?? null);
}

/** Names that people give the state of a node. */
const STATES: Readonly<Record<string, string>> = {
  active: 'MASTER',
  primary: 'MASTER',
  passive: 'BACKUP',
  secondary: 'BACKUP',
  slave: 'BACKUP',
  standby: 'BACKUP',
};

function enumValueMeant(keyword: string, values: readonly string[], text: string): string | undefined {
  const lower = inLatin(text).toLowerCase();
  return values.find((value) => value.toLowerCase() === lower) ?? (keyword === 'state' ? STATES[lower] : undefined);
}

function adviceOnEntry({ keyword, argument, word: { text }, misplaced }: Unfit['data']): string {
  const [, option, value] = /^([a-z]\w*)[=:](\S+)$/.exec(text) ?? /^(weight)([+-]?\d+)$/.exec(text) ?? [];
  if (option !== undefined) return `Write '${option} ${value}': only a blank separates a word from its value.`;
  if (argument.type !== 'integer' && WEIGHT.test(text) && keyword.name.startsWith('track_'))
    return `Write 'weight ${text}': the number alone says nothing.`;
  if (misplaced)
    return argument.type === 'enum' && argument.values.includes(text)
      ? `Write 'weight', a number, and '${text}' behind it.`
      : `If '${text}' is an entry too, begin a new line with it: one entry a line. Behind the first word only 'weight' and a number can stand.`;
  return `Write ${describeType(argument)}, or begin a new line: one entry a line.`;
}

/** What people write for none. */
const NO_AUTHENTICATION = /^(?:none|null|no|no_?auth|off|disabled?)$/i;

/** `eth1 -60`: a weight without the word that says what it is. */
const WEIGHT = /^[+-]?\d{1,3}$/;

function advice({ keyword, argument, word: { text } }: Unfit['data']): string {
  const wanted = describeType(argument);
  if (isSecret(argument)) return adviceOfSecret(text, wanted);
  if (keyword.name === 'auth_type' && NO_AUTHENTICATION.test(text)) return "Remove the block 'authentication': without it there is none.";
  if (standsForValue(argument, text)) return `Write what '${text}' stands for: ${wanted}.`;
  const [number, unit] = splitNumber(text);
  if (text === '-' && keyword.kind !== 'list') return `Write no blank between the '-' and its number.`;
  if (keyword.name === 'virtual_server' && text === 'match')
    return 'Lint only what the usual keepalived is to run: it takes an address and a port, fwmark and a number, or group and a name.';
  const alternatives = text.split('|');
  if (argument.type === 'enum' && alternatives.length > 1 && alternatives.every((each) => argument.values.includes(each)))
    return `Write one of them alone: '|' is the manual's, for a choice.`;
  const [, hundreds] = keyword.name === 'status_code' && argument.type === 'form' ? (STATUS_CLASS.exec(text) ?? []) : [];
  if (hundreds !== undefined) return `Write '${hundreds}00-${hundreds}99'.`;
  const several = text.split(',');
  if (argument.repeat && several.length > 1 && several.every((each) => !(readValue(argument, each) instanceof UnfitValue)))
    return `Write '${several.join(' ')}': a blank divides one from the next.`;
  const ofList = argument.type === 'address' || /^\[u?['"]/.test(text) ? adviceForList(text) : null;
  if (ofList !== null) return ofList;
  const ofKeyword = argument.type === 'address' && keyword.kind === 'list' ? adviceForKeyword(text) : null;
  if (ofKeyword !== null) return ofKeyword;
  const [, inBrackets] = /^\[(.+)\]$/.exec(text) ?? [];
  if (inBrackets !== undefined) return `Write '${inBrackets}': the brackets are the manual's, for what may be left out.`;
  if (keyword.name === 'quorum' && Number(text) === 0) return "Remove the line, or write 'quorum 1', which is the same.";
  if (/.[;,]$/.test(text)) return `Write '${text.slice(0, -1)}': the '${text.slice(-1)}' is read as a part of the word.`;
  if (text === '=' || text === ':') return `Remove the '${text}': only a blank separates a keyword from its value.`;
  const [, behindSign] = /^[=:]([\w.-]+)$/.exec(text) ?? [];
  if (behindSign !== undefined) return `Write '${behindSign}': only a blank separates a keyword from its value.`;
  const [, labelled] = argument.type === 'interface' ? (LABEL.exec(text) ?? []) : [];
  if (labelled !== undefined)
    return `Write '${labelled}': '${text}' is a label of an address, and can stand behind one as 'label ${text}'.`;
  if (argument.type === 'integer' || argument.type === 'decimal') {
    if (/^\d+,\d+$/.test(text) && argument.type === 'decimal') return `Write the decimals behind a point: ${wanted}.`;
    const seconds = argument.unit === 'seconds' ? inSeconds(number, unit, argument.type) : number;
    if (unit !== '' && number !== '' && seconds !== null) return `Write the number alone, such as '${seconds}': ${wanted}.`;
  }
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(text) ?? [];
  const isWithPort = argument.type === 'address' && keyword.args.some(({ name }) => name === 'port') && familyOf(host ?? '') !== null;
  // Without brackets the last group of an IPv6 address looks like a port.
  if (isWithPort && (text.startsWith('[') || familyOf(host ?? '') === 'ipv4'))
    return `Write '${host} ${port}': the port is a word of its own.`;
  if (argument.type === 'host' && host !== undefined) return `Write '${host} ${port}': the port is a word of its own.`;
  if (argument.type === 'boolean' && BOOLEANS.has(text.toLowerCase())) return `Write '${text.toLowerCase()}', in lower case.`;
  if (argument.type === 'enum') {
    const same = enumValueMeant(keyword.name, argument.values, text);
    const note = lookAlikeNote(text);
    if (same !== undefined) return note === null ? `Write '${same}'.` : `${note} Write '${same}' in Latin letters.`;
  }
  return `Write ${wanted}.`;
}

/** `2xx`, as other programs and the standard call a class of status codes. */
const STATUS_CLASS = /^([1-5])xx$/i;

/** `eth0:1`, as older programs show a second address of `eth0`. */
const LABEL = /^([\w.-]+):\w+$/;

/** What a number is in seconds; null where they cannot be written. The unit is a remark where it is none of a time. */
function inSeconds(number: string, unit: string, type: 'integer' | 'decimal'): string | null {
  const factor = SECONDS.get(unit.toLowerCase());
  if (factor === undefined) return number;
  const seconds = Number((Number(number) * factor).toFixed(6));
  return type === 'integer' && !Number.isInteger(seconds) ? null : String(seconds);
}

/** Units of time, in seconds. */
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['msec', 0.001],
  ['m', 60],
  ['min', 60],
  ['h', 3600],
]);

function standsForValue(argument: ArgumentType, text: string): boolean {
  return isStandIn(text) || isNameForNumber(argument, text) || (argument.type === 'address' && isStandInForAddress(text));
}

/** `PRIORITY` or `[priority]`, where a number is wanted: nobody writes a number in capitals. */
function isNameForNumber({ type }: ArgumentType, text: string): boolean {
  return (type === 'integer' || type === 'decimal') && (/^[A-Z]{2,}$/.test(text) || isNameInBrackets(text));
}

/** A part of a secret is not quoted either: nobody knows it for one. */
function adviceOfSecret(text: string, wanted: string): string {
  if (text.endsWith(';')) return `Write ${wanted}. The ';' is read as a part of it.`;
  if (/^\[.+\]$/.test(text)) return `Write ${wanted}. The brackets are the manual's, for what may be left out.`;
  return `Write ${wanted}.`;
}

function fixOf(data: Unfit['data']): Fix | null {
  const { keyword, argument, word, used } = data;
  const { text } = word;
  // The word is right, and the one that must stand before it is missing.
  if (data.misplaced) return null;
  if (argument.type === 'text' && argument.maxBytes !== undefined) return cut(word, used);
  if (word.quoted) return null;
  const [number, unit] = splitNumber(text);
  const [, inBrackets] = /^\[([\w.:/-]+)\]$/.exec(text) ?? [];
  if (inBrackets !== undefined) return standsForValue(argument, text) ? null : safe(replace(word, inBrackets));
  if (/^[\w.:/-]+[;,]$/.test(text)) return safe(replace(word, text.slice(0, -1)));
  if (text === '=' || text === ':') return safe(remove(word));
  if (/^[=:][\w.-]+$/.test(text)) return safe(replace(word, text.slice(1)));
  const [, labelled] = argument.type === 'interface' ? (LABEL.exec(text) ?? []) : [];
  // What is tracked and found nowhere today is another thing than the interface of that name.
  if (labelled !== undefined && keyword.name === 'interface') return unsafe(replace(word, labelled));
  if ((argument.type === 'integer' || argument.type === 'decimal') && number !== '' && /^s(?:ecs?|econds?)?$/.test(unit)) {
    return unsafe(replace(word, number));
  }
  if (argument.type === 'boolean' && BOOLEANS.has(text.toLowerCase())) return safe(replace(word, text.toLowerCase()));
  const same = argument.type === 'enum' ? enumValueMeant(keyword.name, argument.values, text) : undefined;
  // With MASTER where keepalived took BACKUP until now, a node would run otherwise than before.
  if (same !== undefined && same !== used && same.toLowerCase() !== text.toLowerCase()) return null;
  return same === undefined || same === text ? null : safe(replace(word, same));
}

/** Takes away what keepalived does not use of a value. What it uses is shown nowhere: it may be a secret. */
function cut(word: Word, used: unknown): Fix | null {
  // A part of a character beyond ASCII cannot be written, and a part of a stand-in would not be replaced.
  if (
    typeof used !== 'string' ||
    used === '' ||
    isStandIn(word.text) ||
    isNameInBrackets(word.text) ||
    !word.terminated ||
    !word.text.startsWith(used) ||
    /[^\x20-\x7e]/.test(word.text)
  )
    return null;
  const start = word.start + Number(word.quoted) + used.length;
  return safe(replace({ start, end: word.end - Number(word.quoted) }, ''));
}

const BOOLEANS: ReadonlySet<string> = new Set(['true', 'on', 'yes', 'false', 'off', 'no']);

/** `5s` as `5` and `s`. */
function splitNumber(text: string): readonly [number: string, rest: string] {
  const number = /^[+-]?\d+(?:\.\d+)?/.exec(text)?.[0] ?? '';
  return [number, text.slice(number.length)];
}
