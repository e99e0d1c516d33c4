import type { Version } from '../../version.ts';
import type { Argument, ArgumentType } from '../keyword.ts';

/**
 * The languages of value lists whose lines have options: addresses, routes, rules and their parts, and servers of a group.
 * Lists whose lines are a few words (`unicast_peer`, `track_script`) say so in their own row, as `line`.
 */

/** What keepalived does about something in an entry that does not fit. Unless it is `logged` or `silent`, it reports it. */
export type EntryFault =
  /** It stops reading the configuration at once, with exit status 2. */
  | 'exits'
  /** The entry is left out, and keepalived will not run. */
  | 'refuses'
  /** The entry is left out. */
  | 'entry-dropped'
  /** The nexthop with all later ones, or the encapsulation, is left out; the entry stays. */
  | 'part-dropped'
  /** The rest of the line is not read; what stands before it counts. */
  | 'rest-dropped'
  /** The option is left out; the entry stays. */
  | 'option-ignored'
  /** The option stays, without its value. */
  | 'value-lost'
  /** Another value is used. */
  | 'corrected'
  /** It is said, and nothing else happens. */
  | 'reported'
  /** It is said in the log of a real run only. */
  | 'logged'
  /** Nothing is said. */
  | 'silent';

/** The files of iproute2 that give numbers names on a host. */
export type NameFile = 'rt_tables' | 'rt_dsfield' | 'rt_protos' | 'rt_scopes' | 'group';

/** A number as C writes it (decimal, `0x` hexadecimal, `0` octal), or a name for one. */
export interface NumberOrName {
  readonly type: 'number-or-name';
  readonly min: number;
  readonly max: number;
  /** Names that every keepalived knows. */
  readonly names?: Readonly<Record<string, number>>;
  /** The file from which a host may know more. */
  readonly file?: NameFile;
  /** keepalived takes any number, and of it the lower 32 bits: -1 is 4294967295. */
  readonly wraps?: true;
}

/** What one word of an entry may be: as behind a keyword, or one of the kinds that only entries have. */
export type EntryArgumentType =
  | ArgumentType
  | NumberOrName
  /** An address with or without `/N`, or `default`, `any`, `all`, `default6`. */
  | { readonly type: 'destination' }
  /** An address, `IP/N`, or a range: `IPV4-LAST` (last octet), `IPV6-LAST` (last 16 bits, hexadecimal), `IP-IP`. */
  | { readonly type: 'address-range' };

/** Names that differ from host to host: of protocols (/etc/protocols), and of its interfaces. */
export type HostNames = 'protocols' | 'interfaces';

/** A word of an entry. An optional one that stands before others is there when the word fits it (`via inet6 2001:db8::1`). */
export type EntryArgument = EntryArgumentType &
  Pick<Argument, 'name' | 'optional' | 'since' | 'until'> & {
    /** Where only the host tells whether a name that fits is one that it knows. */
    readonly onHost?: HostNames;
  };

/** An option word of an entry, with the words that belong to it. */
export interface EntryOption {
  readonly word: string;
  /** Where the option has no word of its own but is told by the form of its first word; `word` then only names it. */
  readonly form?: Extract<ArgumentType, { type: 'form' }>;
  /** What it does, one sentence of our own. */
  readonly does: string;
  readonly args: readonly EntryArgument[];
  /** What follows the arguments is read by a language of its own. */
  readonly inner?: EntryLanguage;
  /** First version that knows it; left out where every version from 2.0.0 on does. */
  readonly since?: Version;
  /** As in a keyword's row. */
  readonly deprecated?: { readonly since: Version; readonly use?: string; readonly reported?: true };
  /** Another option of which this is a second name. */
  readonly sameAs?: string;
  /** The only lists that know it, by their keyword; in others it is an unknown word. */
  readonly lists?: readonly string[];
  /** The only family for which it has a meaning. */
  readonly family?: 'ipv4' | 'ipv6';
  /** What happens where the entry is known to be of the other family; left out: `silent`. */
  readonly otherFamily?: EntryFault;
  /** It makes the entry one of its family (where it has none: of the family of its address) if that is not known yet. */
  readonly decidesFamily?: true;
  /** Left out: as in the language. */
  readonly invalid?: EntryFault;
  /** Left out: as in the language. */
  readonly missing?: EntryFault;
  /** What happens about it wherever it stands: keepalived knows it and never does it, whatever its words are. */
  readonly always?: EntryFault;
  /** What happens when it stands twice; left out: the last one counts, and nothing is said. */
  readonly repeat?: 'accumulates' | EntryFault;
  /** What versions older than `before` did, the oldest first. */
  readonly earlier?: readonly (Pick<EntryOption, 'invalid' | 'missing' | 'repeat'> & { readonly before: Version })[];
  /** It says what the entry does with a packet; only one option of an entry may. A second one drops the entry. */
  readonly action?: true;
  /** One of these options must follow it. */
  readonly before?: readonly string[];
  /** Options that may not stand before it; behind one of them it drops the entry. */
  readonly conflicts?: readonly string[];
  /** Options of which the entry must have one for this to make sense; without them it is dropped. */
  readonly needs?: readonly string[];
  /** keepalived skips the word behind it, whatever it is: a mistake in every version that knows the option. */
  readonly skipsNext?: true;
  /** It stands at the beginning of the entry, instead of the head. */
  readonly insteadOfHead?: true;
  /** Linux headers with which keepalived must be built; without them the option is unknown or ignored. */
  readonly headers?: string;
  readonly note?: string;
}

/** How an entry, or a part of one, is read. */
export interface EntryLanguage {
  /** What it describes, with its article: `an address`. */
  readonly describes: string;
  /** The words at its beginning, read by their place. */
  readonly head?: readonly EntryArgument[];
  /** What happens about a head that does not fit; left out: as `invalid`. */
  readonly headInvalid?: EntryFault;
  readonly options: readonly EntryOption[];
  /** What a word that is no option is taken for; without it, it is unknown. */
  readonly bare?: EntryArgument;
  /** What happens about an unknown word. `ends`: the part ends before it, and the language around it reads it. */
  readonly unknown: EntryFault | 'ends';
  /** Unknown words that end the part all the same. */
  readonly endsAt?: readonly string[];
  /** An unknown word takes the word behind it along. */
  readonly unknownTakesNext?: true;
  /** What happens about an option without its value. */
  readonly missing: EntryFault;
  /** What happens about a value that does not fit. */
  readonly invalid: EntryFault;
  /** A missing or unfit value ends the part before its option, and the language around it reads that option again. */
  readonly readAgain?: true;
  /** Options of which one must be there. `bare`: a bare word will do as well. */
  readonly required?: { readonly options: readonly string[]; readonly bare?: true; readonly otherwise: EntryFault };
  /** Exactly one option is read. */
  readonly single?: true;
}
