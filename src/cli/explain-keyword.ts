import { directives, type Place } from '../../grammar/keywords/index.ts';
import type { Argument, ArgumentType, Keyword } from '../../grammar/keywords/keyword.ts';
import { OLDEST_VERSION } from '../../grammar/version.ts';
import type { Colors } from '../report/colors.ts';
import { enumerate } from '../report/prose.ts';
import { wrap } from '../report/terminal.ts';
import type { Rule } from '../rule.ts';
import type { Appearance } from './appearance.ts';

/** One meaning of a keyword, with every place where it has that meaning. */
interface Meaning {
  readonly keyword: Keyword;
  readonly places: Place[];
}

/** What a keyword means wherever it may stand. */
export function explainKeyword(places: readonly Place[], rules: readonly Rule[], { width }: Appearance, colors: Colors): string {
  const meanings = meaningsOf(places);
  const related = relatedRules(places[0]?.keyword.name ?? '', rules);
  const parts = meanings.map((meaning) => explainMeaning(meaning, width, colors));
  if (related.length > 0)
    parts.push([colors.bold('Rules that look at it'), ...related.map(({ id, title }) => `  ${id}: ${title}`)].join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** Rows that say the same of different blocks are told once. */
function meaningsOf(places: readonly Place[]): readonly Meaning[] {
  const meanings = new Map<string, Meaning>();
  for (const place of places) {
    const { keyword } = place;
    const key = JSON.stringify({ ...keyword, ...(keyword.kind === 'block' && { keywords: keyword.keywords.map(({ name }) => name) }) });
    const known = meanings.get(key);
    if (known) known.places.push(place);
    else meanings.set(key, { keyword, places: [place] });
  }
  return [...meanings.values()];
}

function explainMeaning({ keyword, places }: Meaning, width: number, colors: Colors): string {
  const lines = [colors.bold(syntaxOf(keyword)), '', ...wrap(keyword.does, width), ''];
  const fact = (label: string, text: string): void => {
    const [first = '', ...rest] = wrap(text, width - LABEL);
    lines.push(`${colors.cyan(label.padEnd(LABEL))}${first}`, ...rest.map((line) => `${' '.repeat(LABEL)}${line}`));
  };
  fact('stands in', directives.includes(keyword) ? 'any block, and the top level' : enumerate(places.map(blockPath)));
  for (const argument of argumentsOf(keyword)) fact(argumentLabel(argument), describeArgument(argument));
  if (keyword.kind === 'block' && keyword.forms) {
    for (const form of keyword.forms) fact('or', [keyword.name, form.word, ...form.args.map(placeholder)].join(' '));
  }
  for (const [label, text] of facts(keyword)) fact(label, text);
  if (keyword.kind === 'block') fact('holds', [...keyword.keywords.map(({ name }) => name)].sort().join(', '));
  return lines.join('\n');
}

/** The block that a place is in, with those around it: `vrrp_instance.authentication`. */
function blockPath({ blocks }: Place): string {
  return blocks.length === 0 ? 'the top level' : blocks.map(({ name }) => name).join('.');
}

/** Columns of the labels. */
const LABEL = 14;

/** `priority NUMBER`, `vrrp_instance NAME { … }`. */
function syntaxOf(keyword: Keyword): string {
  const words = [keyword.name, ...keyword.args.map(placeholder)].join(' ');
  return keyword.kind === 'block' || keyword.kind === 'list' ? `${words} { … }` : words;
}

function placeholder(argument: Argument): string {
  const name = argument.name.toUpperCase().replaceAll(' ', '-');
  const word = `${argument.keyword ? `${argument.keyword} ` : ''}${name}${argument.repeat ? ' …' : ''}`;
  return argument.optional ? `[${word}]` : word;
}

/** The words behind the keyword; of a list, those of one line. */
function argumentsOf(keyword: Keyword): readonly Argument[] {
  return keyword.kind === 'list' ? [...keyword.args, ...(keyword.line ?? [])] : keyword.args;
}

function argumentLabel(argument: Argument): string {
  return argument.name.toUpperCase().replaceAll(' ', '-');
}

function describeArgument(argument: Argument): string {
  const parts = [describeType(argument)];
  if (argument.optional) parts.push('may be left out');
  if (argument.repeat) parts.push('any number of them');
  if (argument.since) parts.push(`from ${argument.since} on`);
  if (argument.until) parts.push(`before ${argument.until}`);
  return parts.join(', ');
}

function describeType(type: ArgumentType): string {
  switch (type.type) {
    case 'integer':
      return `a whole number${range(type)}`;
    case 'decimal':
      return `a number${range(type)}${type.decimals === undefined ? '' : `, ${type.decimals} decimals are kept`}`;
    case 'boolean':
      return 'true, on or yes; false, off or no';
    case 'enum':
      return `${enumerate(type.values, 'or')}${type.sign ? ', + or - before it' : ''}${type.ignoreCase ? ', in any case' : ''}${sinceOfValues(type.valuesSince)}`;
    case 'address':
      return `${type.multicast ? 'a multicast' : 'an'} ${{ ipv4: 'IPv4', ipv6: 'IPv6' }[type.family ?? 'ipv4']}${type.family ? '' : ' or IPv6'} address${type.prefix ? ', with a prefix length where wanted' : ''}`;
    case 'mac':
      return 'a MAC address';
    case 'hex':
      return `hexadecimal digits${type.bytes === undefined ? '' : `, ${type.bytes} bytes`}${type.wildcard ? ', x stands for any' : ''}`;
    case 'interface':
      return 'a network interface';
    case 'host':
      return `an address or a host name${type.port ? ', with a port where wanted' : ''}`;
    case 'path':
      return 'a path';
    case 'script':
      return 'a command line';
    case 'user':
      return 'a user of the system';
    case 'group':
      return 'a group of the system';
    case 'email':
      return 'an e-mail address';
    case 'umask':
      return 'file mode bits, such as 0644 or IRUSR|IWUSR';
    case 'name':
      return `${type.refers ? `the name of a ${type.refers} block` : 'a name of your choice'}${type.above ? ' that stands above' : ''}${type.maxBytes ? `, at most ${type.maxBytes} bytes` : ''}`;
    case 'text':
      return `${type.secret ? 'a secret' : 'text'}${type.maxBytes ? `, at most ${type.maxBytes} bytes` : ''}`;
    case 'form':
      return type.form;
    case 'either':
      return type.of.map(describeType).join('; or ');
  }
}

function range({ min, max, unit }: { readonly min?: number; readonly max?: number; readonly unit?: string }): string {
  const bounds =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` from ${min} on`
        : max !== undefined
          ? ` up to ${max}`
          : '';
  return `${bounds}${unit ? `, in ${unit}` : ''}`;
}

function sinceOfValues(since: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(since ?? {})
    .map(([value, version]) => `; ${value} from ${version} on`)
    .join('');
}

/** What is known beside the arguments, as label and text. */
function facts(keyword: Keyword): readonly (readonly [label: string, text: string])[] {
  const found: [string, string][] = [];
  if (keyword.default !== undefined) found.push(['default', keyword.default]);
  found.push(['versions', versionsOf(keyword)]);
  if (keyword.deprecated) {
    const { since, use } = keyword.deprecated;
    found.push(['deprecated', `since ${since}${use ? `; write ${use} instead` : ''}`]);
  }
  if (keyword.sameAs) found.push(['same as', keyword.sameAs]);
  if (keyword.required) found.push(['required', 'without it keepalived reports the block around it and leaves that out']);
  if (keyword.after) found.push(['after', `${enumerate(keyword.after, 'or')} must stand above it`]);
  if (keyword.repeat && keyword.repeat !== 'last') found.push(['twice', REPEAT[keyword.repeat]]);
  if (keyword.build) found.push(['build', keyword.build]);
  if (keyword.note) found.push(['note', keyword.note]);
  return found;
}

const REPEAT = {
  last: 'the last one counts',
  'last-reported': 'the last one counts, and keepalived says so',
  first: 'the first one counts',
  'first-reported': 'the first one counts, and keepalived says so',
  accumulates: 'all of them count',
} as const;

function versionsOf({ since, until }: Keyword): string {
  const from = since ?? OLDEST_VERSION;
  if (until) return `${from} up to, but not including, ${until}`;
  return since ? `${since} and later` : 'all';
}

/** Rules whose page names the keyword as code. */
function relatedRules(name: string, rules: readonly Rule[]): readonly Rule[] {
  const mentioned = new RegExp(`\`[^\`\\n]*(?<![\\w-])${name}(?![\\w-])[^\`\\n]*\``);
  return rules.filter(({ what, fix }) => mentioned.test(what) || mentioned.test(fix));
}
