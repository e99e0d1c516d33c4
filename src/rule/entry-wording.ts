import { closest } from '../../grammar/closest.ts';
import { holdsAt } from '../../grammar/keywords/at-version.ts';
import { describeType } from '../../grammar/keywords/describe.ts';
import type { EntryArgument } from '../../grammar/keywords/entries/entry.ts';
import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import { NEWEST_VERSION } from '../../grammar/version.ts';
import { ANYWHERE, type EntryMistake, type EntryName, type Mistake, type Part } from '../binding/entries/entry.ts';
import { familyOf, lengthOfNetmask } from '../binding/ip-address.ts';
import { looksLikeInterface } from './interface-name.ts';

/** What a rule says about a mistake in an entry. */
interface Said {
  readonly summary: string;
  readonly detail?: string;
  readonly advice: string;
  readonly severity?: 'warning';
  readonly against?: string;
}

/** Puts a mistake in an entry into words: what is wrong, what keepalived does about it, and how to mend it. */
export function sayMistake({ entry: name, ...mistake }: EntryMistake): Said {
  const { option, part, word, why, fault } = mistake;
  const { text } = word;
  const does = consequence(fault, part, name);
  switch (mistake.kind) {
    case 'unknown':
      return sayUnknown(name, mistake, does);
    case 'missing':
      return { summary: `'${text}' has no value.`, detail: does, advice: `${wanted(mistake)}, or remove '${text}'.` };
    case 'invalid':
      return { summary: `${misfit(mistake)}.`, detail: does, advice: `${wanted(mistake)}.` };
    case 'prefix':
      return {
        summary: `'${text}' ${why}.`,
        detail: `keepalived says so and takes the address alone, without its network.`,
        advice: prefixAdvice(text),
      };
    case 'other-family':
      return {
        summary: `'${text}' is for ${option?.family === 'ipv6' ? 'IPv6' : 'IPv4'} only, and this ${name} is not.`,
        detail: does,
        advice: `Remove '${text}', or correct the addresses before it.`,
      };
    case 'mixed':
      return {
        summary: `'${text}' ${why}.`,
        detail: does,
        advice: ANYWHERE.has(text) ? `Write '${text}' before all addresses, or 0.0.0.0/0 or ::/0 for it.` : 'Use addresses of one family.',
      };
    case 'repeated':
      return {
        summary: `'${text}' stands twice, and may stand once.`,
        detail: does,
        advice: 'Remove one of the two.',
        against: 'The first one.',
      };
    case 'conflict':
      return {
        summary: `'${text}' cannot be used together with '${option?.conflicts?.[0]}'.`,
        detail: does,
        advice: `Write every router with '${text}'.`,
        against: 'The other one.',
      };
    case 'second-action':
      return {
        summary: `'${text}' is a second action, and a rule has one.`,
        detail: does,
        advice: 'Keep one action, and write a rule of its own for the other.',
        against: 'The first action.',
      };
    case 'incomplete':
      return sayIncomplete(name, part, does);
    case 'unmet':
      return {
        summary: `'${text}' means nothing in a rule that looks up no table.`,
        detail: does,
        advice: `Add 'table' with a table, or remove '${text}'.`,
      };
    case 'deprecated': {
      const use = option?.deprecated?.use ?? '::/0';
      return {
        summary: `'${text}' is deprecated.`,
        detail: `keepalived ${fault === 'logged' ? 'logs that' : 'says so'} and takes it all the same.`,
        // Each of the gateways needs it, also the first one.
        advice: use === 'nexthop' ? `Write 'nexthop via' in place of 'via' and of '${text}', behind the other options.` : `Write '${use}'.`,
        severity: 'warning',
      };
    }
    case 'never':
      return {
        summary: `'${text}' has no effect: keepalived does not translate addresses.`,
        detail: does,
        advice: `Remove '${text}' and its address.`,
      };
    case 'skipped':
      return {
        summary: `keepalived ignores '${text}': a mistake in every version makes it skip the word behind '${option?.word}'.`,
        detail: fault === 'silent' ? 'It says nothing, and reads what follows without it.' : does,
        advice: `Remove '${option?.word}': the addresses tell the family, and 0.0.0.0/0 or ::/0 stands for all of them.`,
      };
    case 'host-name':
      return {
        summary: `Only the host tells whether '${text}' is known, by ${whereKnown(mistake.argument)}.`,
        detail: `Where it is not, keepalived says so and does not set the ${name} as it is written.`,
        advice:
          mistake.argument?.type === 'interface'
            ? 'Make sure that every node has it.'
            : 'Write the number, or make sure that every node knows the name.',
      };
  }
}

function prefixAdvice(text: string): string {
  if (/[,;]$/.test(text)) return `Remove the '${text.at(-1)}': a blank, and nothing else, stands behind an address.`;
  const [, address, mask = ''] = /^(.*)\/(\d+(?:\.\d+){3})$/.exec(text) ?? [];
  const bits = lengthOfNetmask(mask);
  if (bits !== null && familyOf(address ?? '') === 'ipv6')
    return "Write the length as a number of bits behind the '/', such as '/64': a netmask is for IPv4.";
  if (bits !== null) return `Write '${address}/${bits}': keepalived takes the number of bits, and no netmask.`;
  return "Write the length as a number of bits behind the '/'.";
}

function whereKnown(argument: EntryArgument | null): string {
  if (argument?.type === 'number-or-name') return `/etc/iproute2/${argument.file}`;
  if (argument?.onHost === 'protocols') return '/etc/protocols';
  return argument?.onHost === 'interfaces' ? 'its interfaces' : 'its files';
}

function sayUnknown(name: EntryName, { part, word }: Mistake, does: string): Said {
  const { text } = word;
  const correct = adviceFor(name, text);
  if (part === 'nexthop') {
    return {
      summary: `'${text}' is no option of a nexthop.`,
      detail: does,
      advice: 'Put the options of the route before the first nexthop.',
    };
  }
  if (part !== 'entry') return { summary: `'${text}' is no type of encapsulation.`, detail: does, advice: 'Write ip, ip6, mpls or ila.' };
  if (name === 'route') return { summary: `'${text}' is neither an option of a route nor an address.`, detail: does, advice: correct };
  if (name === 'rule') return { summary: `'${text}' is no option of a rule.`, detail: does, advice: correct };
  if (!LOOKS_LIKE_ADDRESS.test(text)) return { summary: `'${text}' is no option of an address.`, detail: does, advice: correct };
  const bits = lengthOfNetmask(text);
  if (bits !== null) {
    return {
      summary: `'${text}' is a netmask, and no option of an address.`,
      detail: 'keepalived says so and takes the address without its network.',
      advice: `Write the number of bits right behind the address: '/${bits}' where it is an IPv4 one.`,
    };
  }
  return {
    summary: `'${text}' is no option of an address, but another address.`,
    detail: `keepalived says so and ignores it: nobody answers for it.`,
    advice: 'Write each address on a line of its own.',
  };
}

const LOOKS_LIKE_ADDRESS = /^\d+(?:\.\d+){3}(?:\/\d+)?$|:.*:/;

function sayIncomplete(name: EntryName, part: Part, does: string): Said {
  if (part !== 'entry') {
    return {
      summary: `The tunnel has neither 'dst' nor 'id'.`,
      detail: `keepalived says so and goes on.`,
      advice: `Write 'dst ADDRESS' or 'id NUMBER'.`,
      severity: 'warning',
    };
  }
  return name === 'route'
    ? {
        summary: `This route leads nowhere: it has no destination.`,
        detail: does,
        advice: `Write an address or 'default' at its beginning.`,
      }
    : {
        summary: `This rule does nothing: it has no action.`,
        detail: does,
        advice: `Write 'table NAME', 'goto PREFERENCE', or 'blackhole' and its like.`,
      };
}

/** What keepalived does about it. */
function consequence(fault: EntryMistake['fault'], part: Part, name: EntryName): string {
  switch (fault) {
    case 'exits':
      return 'keepalived stops reading here and exits with status 2: neither a start nor a reload succeeds.';
    case 'refuses':
    case 'awaited':
      return `keepalived finds no such interface and refuses to run; with 'dynamic_interfaces' it waits for one, and the ${name} is not there.`;
    case 'entry-dropped':
      return `keepalived drops ${LOSSES[name]}`;
    case 'part-dropped':
      return part === 'nexthop'
        ? 'keepalived drops this nexthop and those behind it; the traffic takes the others, or none.'
        : 'keepalived drops the encapsulation: packets leave without it.';
    case 'rest-dropped':
      return 'keepalived says so and does not read the rest of the line.';
    case 'value-lost':
      return 'keepalived says so and keeps the encapsulation, without what stands here.';
    case 'option-ignored':
      return 'keepalived says so and goes on without it.';
    case 'corrected':
      return 'keepalived says so and uses another value.';
    default:
      return 'keepalived says so and goes on.';
  }
}

const LOSSES: Readonly<Record<EntryName, string>> = {
  address: 'the address: nobody answers for it.',
  route: 'the route: the traffic takes another way, or none.',
  rule: 'the rule: the packets are routed by the rules that are left.',
};

/** What was probably meant by a word that is no option. */
function adviceFor(name: EntryName, text: string): string {
  if (/^\/\d*$/.test(text)) return 'Write the length right behind the address, without a blank between them.';
  const [option = '', value = ''] = text.split('=', 2);
  const known = (entryLanguage({ entry: name })?.options ?? []).filter(({ form }) => !form).map((each) => each.word);
  if (value !== '' && known.includes(option)) return `Write '${option} ${value}'.`;
  if (text === 'netmask' || text === 'mask') {
    return "Write the network as a number of bits right behind the address, such as '/24' for 255.255.255.0.";
  }
  if (known.includes(`no_${text}`)) return `Remove '${text}': it is so where 'no_${text}' does not stand.`;
  if (known.includes(text)) return `Remove '${text}' and what belongs to it: an entry of this list, or this version, does not take it.`;
  const named = (entryLanguage({ entry: name })?.options ?? []).find(({ args = [] }) => isNameOf(args[0], text));
  if (named) return `Write '${named.word} ${text}'.`;
  const cut = text.length >= SHORTEST_CUT ? known.find((each) => each.startsWith(text)) : undefined;
  if (cut === 'protocol') return `Remove '${text}' and the word behind it: keepalived gives what it tracks a protocol of its own.`;
  if (cut !== undefined) return `Write '${cut}': the ip command takes the beginning of a word, and keepalived does not.`;
  const [near] = closest(text, known);
  if (near !== undefined) return `Write '${near}'.`;
  return looksLikeInterface(text) ? `Write 'dev ${text}'.` : 'Correct the word, or remove it.';
}

/** Shorter beginnings are those of too many words. */
const SHORTEST_CUT = 3;

/** Whether a word is one of the names that stand for the numbers of an option: `link` without its `scope`. */
function isNameOf(argument: EntryArgument | undefined, text: string): boolean {
  return argument?.type === 'number-or-name' && Object.keys(argument.names ?? {}).includes(text);
}

/** What is wrong with a value. A form of its own is described by what ought to stand there. */
function misfit({ option, argument, word, why }: Mistake): string {
  if (option && argument?.type === 'form') return `'${word.text}' is nothing that '${option.word}' takes`;
  return `'${word.text}' ${why ?? 'does not fit'}${option && !option.form ? `, behind '${option.word}'` : ''}`;
}

/** What ought to stand there. */
function wanted({ option, argument, word }: Mistake): string {
  const { args = [] } = option ?? {};
  const needed = argument ?? args.find((arg) => !arg.optional && holdsAt(arg, NEWEST_VERSION));
  if (!needed) return option?.word === 'encap' ? "Write ip, ip6, mpls or ila behind 'encap'" : `Correct '${word.text}'`;
  return `Write ${describeArgument(needed)}${option && !option.form ? ` behind '${option.word}'` : ''}`;
}

function describeArgument(argument: EntryArgument): string {
  switch (argument.type) {
    case 'number-or-name': {
      const names = Object.keys(argument.names ?? {}).slice(0, 5);
      const known = names.length > 0 ? `, one of the names ${names.join(', ')}` : '';
      return `a number from ${argument.min} to ${argument.max}${known}${argument.file ? `, or a name of the host's ${argument.file}` : ''}`;
    }
    case 'destination':
      return "an address with or without a prefix length, or 'default'";
    case 'address-range':
      return 'an address, ADDRESS/LENGTH or a range';
    default:
      return describeType(argument);
  }
}
