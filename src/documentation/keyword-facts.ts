import { describeType } from '../../grammar/keywords/describe.ts';
import type { EntryArgument, EntryFault, EntryLanguage, EntryOption } from '../../grammar/keywords/entries/entry.ts';
import { MISREADS_SINCE } from '../../grammar/keywords/forms.ts';
import type { Argument, HeaderForm, Invalid, Keyword, Missing, Repeat } from '../../grammar/keywords/keyword.ts';
import { atLeast, OLDEST_VERSION } from '../../grammar/version.ts';
import { enumerate } from '../report/prose.ts';

/** Something known of a keyword: what it is about, and what. */
export type Fact = readonly [label: string, text: string];

/** `priority PRIORITY`, `vrrp_instance NAME { … }`. */
export function syntaxOf(keyword: Keyword): string {
  const words = [keyword.name, ...wordsOf(keyword.args)].join(' ');
  return keyword.kind === 'block' || keyword.kind === 'list' ? `${words} { … }` : words;
}

/** The other ways to write the header of a block: `virtual_server fwmark FWMARK { … }`. */
export function formSyntax(keyword: Keyword, form: HeaderForm): string {
  return [keyword.name, form.word, ...wordsOf(form.args), '{ … }'].join(' ');
}

/** The words as a user writes them: `INTERFACE [weight WEIGHT]`. */
export function wordsOf(args: readonly Argument[]): readonly string[] {
  return args.filter(isWord).map(placeholder);
}

/** False for what a later version has replaced by the argument behind it. */
function isWord({ name, until }: Argument, index: number, all: readonly Argument[]): boolean {
  const next = all[index + 1];
  return until === undefined || next?.name !== name || next.since !== until;
}

function placeholder(argument: Argument): string {
  const word = `${label(argument)}${argument.repeat ? ' …' : ''}`;
  return argument.optional ? `[${word}]` : word;
}

/** `weight WEIGHT`; a word that can only be one is that word. */
function label(argument: Argument | EntryArgument): string {
  const [only, ...others] = argument.type === 'enum' ? argument.values : [];
  const name = only !== undefined && others.length === 0 ? only : argument.name.toUpperCase().replaceAll(/[ _]/g, '-');
  return 'keyword' in argument && argument.keyword !== undefined ? `${argument.keyword} ${name}` : name;
}

/** What each word may be; of a list, each word of a line as well. */
export function argumentFacts(keyword: Keyword): readonly Fact[] {
  const ofLine = keyword.kind === 'list' ? (keyword.line ?? []) : [];
  const ofForms = keyword.kind === 'block' ? (keyword.forms ?? []).flatMap(({ args }) => args) : [];
  return [keyword.args, ofLine, ofForms].flatMap((args) =>
    args.flatMap((argument, index): Fact[] => {
      if (isNoLongerNeeded(argument, args[index + 1])) return [];
      const text = isNoLongerNeeded(args[index - 1], argument)
        ? `${describeType(argument)} (may be left out from ${argument.since} on)`
        : describeArgument(argument);
      return [[label(argument), text]];
    }),
  );
}

/** Whether a later version takes the same word and can do without it. */
function isNoLongerNeeded(former: Argument | undefined, latter: Argument | undefined): boolean {
  if (!former?.until || former.until !== latter?.since || former.optional || !latter.optional) return false;
  return label(former) === label(latter) && describeType(former) === describeType(latter);
}

function describeArgument(argument: Argument): string {
  const { behind } = argument;
  const place = behind === undefined ? '' : `, behind '${behind}' and its value`;
  return `${isFixed(argument) ? 'the word itself' : describeType(argument)}${place}${asides(argument)}`;
}

function isFixed(type: Argument | EntryArgument): boolean {
  return type.type === 'enum' && type.values.length === 1;
}

/** ` (may be left out, from 2.3.0 on)` */
function asides({ optional, repeat, since, until }: Pick<Argument, 'optional' | 'repeat' | 'since' | 'until'>): string {
  const found = [
    ...(optional ? ['may be left out'] : []),
    ...(repeat ? ['any number of them'] : []),
    ...(since ? [`from ${since} on`] : []),
    ...(until ? [`before ${until}`] : []),
  ];
  return found.length > 0 ? ` (${found.join(', ')})` : '';
}

/** What is known beside the place and the words. */
export function keywordFacts(keyword: Keyword): readonly Fact[] {
  const facts: Fact[] = [];
  if (keyword.default !== undefined) facts.push(['default', keyword.default]);
  facts.push(['versions', versionsOf(keyword)]);
  if (keyword.deprecated) facts.push(['deprecated', deprecation(keyword.deprecated)]);
  if (keyword.sameAs) facts.push(['same as', keyword.sameAs]);
  if (keyword.required) facts.push(['required', 'without it keepalived reports the block around it and leaves that out']);
  if (keyword.after) facts.push(['after', `${enumerate(keyword.after, 'or')} must stand above it`]);
  const invalid = keyword.invalid ?? 'ignored';
  const takesWords = keyword.args.length > 0;
  if (takesWords && (keyword.kind === 'value' || keyword.invalid))
    facts.push(['if wrong', `${describeInvalid(invalid)}${digitsTaken(keyword.args)}`]);
  if (keyword.args.some(({ optional }) => !optional)) facts.push(['if missing', MISSING[keyword.missing ?? 'exits']]);
  if (keyword.kind !== 'flag') facts.push(['twice', REPEAT[keyword.repeat ?? 'last']]);
  if (keyword.build) facts.push(['build', keyword.build]);
  if (keyword.note) facts.push(['note', keyword.note]);
  return facts;
}

const REPEAT: Readonly<Record<Repeat, string>> = {
  last: 'the last one counts',
  'last-reported': 'the last one counts, and keepalived says so',
  first: 'the first one counts',
  'first-reported': 'the first one counts, and keepalived says so',
  largest: 'the largest one counts',
  'block-lost': 'keepalived says so and leaves out the block around both',
  accumulates: 'all of them count',
};

const MISSING: Readonly<Record<Missing, string>> = {
  exits: 'keepalived stops reading, with exit status 2',
  crashes: 'keepalived crashes',
  reported: 'keepalived says so and ignores it',
  ignored: 'keepalived ignores it without a word',
  'word-ignored': 'keepalived says so and takes the rest',
  'options-lost': 'keepalived says so and takes the first word alone',
};

function describeInvalid(invalid: Invalid): string {
  if (typeof invalid === 'object') return `keepalived says so and uses ${invalid.use}`;
  switch (invalid) {
    case 'ignored':
      return 'keepalived says so and ignores the line';
    case 'word-ignored':
      return 'keepalived says so and ignores the word';
    case 'options-lost':
      return 'keepalived says so and takes the first word alone';
    case 'earlier-lost':
      return 'keepalived says so and ignores the line, and what a line above says';
    case 'clamped':
      return 'keepalived says so and uses the nearest value that is allowed';
    case 'used':
      return 'keepalived says so and uses it all the same';
    case 'silent':
      return 'keepalived ignores the line without a word';
    case 'block-removed':
      return 'keepalived says so and leaves out the whole block';
    case 'address-lost':
      return 'keepalived says so, and has no address left';
    case 'unnoticed':
      return 'keepalived takes it for the name of an interface, without a word';
    case 'refuses':
      return 'keepalived refuses to run';
    case 'entry-lost':
      return 'keepalived says so and leaves out the entry';
  }
}

/** What a word counts for all the same that begins with digits, for the last of the arguments that is a number. */
function digitsTaken(args: readonly Argument[]): string {
  const number = args.findLast(({ type }) => type === 'integer' || type === 'decimal');
  if ((number?.type !== 'integer' && number?.type !== 'decimal') || !number.takesDigits) return '';
  if (number.type === 'integer') return '; when it runs, it takes the digits of 5x for 5';
  const since = number.since !== undefined && atLeast(number.since, MISREADS_SINCE) ? number.since : MISREADS_SINCE;
  return `; from ${since} on it takes the digits of 5s for 5 ${number.decimals === 3 ? 'milliseconds' : 'microseconds'}, before for 5 when it runs`;
}

export function versionsOf({ since, until }: Pick<Keyword, 'since' | 'until'>): string {
  if (until) return `${since ?? OLDEST_VERSION} up to, but not including, ${until}`;
  return since ? `${since} and later` : 'all';
}

function deprecation({ since, use }: NonNullable<Keyword['deprecated']>): string {
  return `since ${since}${use ? `; write ${use} instead` : ''}`;
}

/** `dev INTERFACE`; for one that is told by its form, its name. */
export function optionSyntax(option: EntryOption): string {
  const words = option.args.map((argument) => (argument.optional ? `[${label(argument)}]` : label(argument)));
  return [option.word, ...words, ...(option.inner ? ['…'] : [])].join(' ');
}

/** The words at the beginning of an entry: `ADDRESS [PORT]`. */
export function headSyntax({ head = [], bare }: EntryLanguage): string {
  return [...head, ...(bare ? [bare] : [])].map((argument) => (argument.optional ? `[${label(argument)}]` : label(argument))).join(' ');
}

export function entryArgumentFacts(args: readonly EntryArgument[]): readonly Fact[] {
  return args.map((argument): Fact => {
    const type = isFixed(argument) ? 'the word itself' : describeEntryType(argument);
    return [label(argument), `${type}${asides(argument)}`];
  });
}

function describeEntryType(argument: EntryArgument): string {
  switch (argument.type) {
    case 'number-or-name': {
      const { min, max, names = {}, file } = argument;
      const range = `a number from ${min} to ${max} (decimal, 0x or 0 octal)`;
      return enumerate([range, ...Object.keys(names), ...(file ? [`a name of iproute2's ${file}`] : [])], 'or');
    }
    case 'destination':
      return 'an address with or without a prefix length, default, any, all or default6';
    case 'address-range':
      return 'an address, a prefix, or a range: IPV4-LAST (last octet), IPV6-LAST (last 16 bits, hexadecimal), IP-IP';
    default:
      return describeType(argument);
  }
}

/** What is known of an option of an entry beside its place and its words. */
export function optionFacts(option: EntryOption, language: EntryLanguage): readonly Fact[] {
  const facts: Fact[] = [['versions', versionsOf(option)]];
  if (option.family) facts.push(['family', `${FAMILY[option.family]} only; ${behindOther(option)}`]);
  if (option.deprecated) facts.push(['deprecated', deprecation(option.deprecated)]);
  if (option.sameAs) facts.push(['same as', option.sameAs]);
  if (option.needs) facts.push(['needs', `${enumerate(option.needs, 'or')} in the same entry`]);
  if (option.always) facts.push(['always', FAULTS[option.always]]);
  else if (option.args.length > 0) facts.push(['if wrong', FAULTS[option.invalid ?? language.invalid]]);
  if (option.args.some(({ optional }) => !optional)) facts.push(['if missing', FAULTS[option.missing ?? language.missing]]);
  if (option.conflicts) facts.push(['not behind', `${enumerate(option.conflicts, 'or')}: the entry is left out`]);
  if (option.repeat) facts.push(['twice', option.repeat === 'accumulates' ? 'all of them count' : FAULTS[option.repeat]]);
  else if (option.args.length > 0) facts.push(['twice', 'the last one counts']);
  if (option.action) facts.push(['action', 'an entry has one action']);
  if (option.headers) facts.push(['build', `kernel headers ${option.headers.replace(/^Linux/, 'of Linux')}`]);
  if (option.note) facts.push(['note', option.note]);
  return facts;
}

/** What happens to an option of a language, unless the option's own facts say otherwise. */
export function languageFacts({ invalid, missing }: EntryLanguage): readonly Fact[] {
  return [
    ['if wrong', FAULTS[invalid]],
    ['if missing', FAULTS[missing]],
    ['twice', 'the last one counts'],
  ];
}

const FAMILY = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

function behindOther({ family, otherFamily = 'silent' }: EntryOption): string {
  const other = family === 'ipv4' ? FAMILY.ipv6 : FAMILY.ipv4;
  return `with ${other}, ${otherFamily === 'silent' ? 'it has no effect' : FAULTS[otherFamily]}`;
}

const FAULTS: Readonly<Record<EntryFault, string>> = {
  exits: 'keepalived stops reading, with exit status 2',
  refuses: 'the entry is left out, and keepalived does not run',
  'entry-dropped': 'keepalived says so and leaves out the entry',
  'part-dropped': 'keepalived says so and leaves out this part, with those behind it',
  'rest-dropped': 'keepalived says so and does not read the rest of the line',
  'option-ignored': 'keepalived says so and ignores the option',
  'value-lost': 'keepalived says so and takes the option without its value',
  corrected: 'keepalived says so and uses another value',
  reported: 'keepalived says so, and nothing else happens',
  logged: 'keepalived says so in its log, and nothing else happens',
  silent: 'keepalived ignores it without a word',
};
