import type { Version } from '../version.ts';

/**
 * Whether keepalived goes on with the digits that a word which is no number begins with: the whole number of `9s` is 9, that of `x` is 0; of decimals
 * the digits count in the smallest unit that is kept. Its config test does not, and where this is left out a running keepalived does not either.
 */
type TakesDigits = true;

/** What one word behind a keyword may be. Ranges are inclusive. */
export type ArgumentType =
  /** A whole decimal number. `zero`: keepalived reports a 0 and uses this number instead. */
  | {
      readonly type: 'integer';
      readonly min?: number;
      readonly max?: number;
      readonly unit?: Unit;
      readonly zero?: number;
      readonly takesDigits?: TakesDigits;
      /** A 0 is taken only where it is written as one: one that {@link TakesDigits} leads to is not. */
      readonly writtenZero?: true;
      /** The largest amount that keepalived cuts to the one that is allowed, and reports. */
      readonly cutFrom?: number;
    }
  /** A number with decimals, kept exactly by keepalived; `decimals`: how many digits it keeps. */
  | {
      readonly type: 'decimal';
      readonly min?: number;
      readonly max?: number;
      readonly decimals?: number;
      readonly unit?: Unit;
      readonly zero?: number;
      readonly takesDigits?: TakesDigits;
    }
  /** `true`, `on`, `yes`, `false`, `off`, `no`, in lower case. */
  | { readonly type: 'boolean' }
  | {
      readonly type: 'enum';
      readonly values: readonly string[];
      readonly ignoreCase?: boolean;
      /** Values that only a version from this one on knows. */
      readonly valuesSince?: Readonly<Record<string, Version>>;
      /** Whether `+` or `-` may stand before the value. */
      readonly sign?: true;
    }
  /**
   * An IPv4 or IPv6 address. `prefix`: whether `/N` may follow it. `multicast`: only a group address.
   * `cut`: keepalived reads up to the first `/` or `-` and drops the rest without a word.
   */
  | {
      readonly type: 'address';
      readonly family?: 'ipv4' | 'ipv6';
      readonly prefix?: boolean;
      readonly multicast?: true;
      readonly cut?: true;
    }
  | { readonly type: 'mac' }
  /** Hexadecimal digits. `wildcard`: `x` may stand for any digit. */
  | { readonly type: 'hex'; readonly bytes?: number; readonly wildcard?: true }
  /**
   * A name of a network interface, at most 15 bytes. `unchecked`: what keepalived does not look at, so that it takes a name that no interface can
   * have. `mustExist`: it looks for the interface instead, and refuses to run where there is none, unless dynamic_interfaces allows that.
   */
  | { readonly type: 'interface'; readonly unchecked?: 'characters' | 'all'; readonly mustExist?: true }
  /** An address or a host name, with a port where `port` says so. */
  | { readonly type: 'host'; readonly port?: boolean }
  /** `filled`: an empty word (`""`) is refused. `directory`: that of a file or device is, too. */
  | { readonly type: 'path'; readonly filled?: true; readonly directory?: true }
  /** A command line, read by the rules for scripts (quotes, escapes). */
  | { readonly type: 'script' }
  | { readonly type: 'user' }
  | { readonly type: 'group' }
  | { readonly type: 'email' }
  /** File mode bits: one number up to 0777 (decimal, `0` octal, `0x` hexadecimal), or names such as `IRUSR` joined by `|`. */
  | { readonly type: 'umask' }
  /** A name that this keyword defines or refers to. `above`: what it refers to must stand before it in the text. */
  | { readonly type: 'name'; readonly defines?: NameSpace; readonly refers?: NameSpace; readonly above?: true; readonly maxBytes?: number }
  /** Free text. `secret`: never to be shown. */
  | { readonly type: 'text'; readonly maxBytes?: number; readonly secret?: true }
  /** A word of a form of its own: `form` describes it (`32 hexadecimal digits`), `fits` tells whether a word has it. */
  | { readonly type: 'form'; readonly form: string; readonly fits: (word: string) => boolean }
  /** Any one of these; the first that fits counts. */
  | { readonly type: 'either'; readonly of: readonly ArgumentType[] };

export type Unit = 'seconds' | 'milliseconds' | 'microseconds' | 'bytes' | 'packets';

/** What a name names. */
export type NameSpace =
  | 'vrrp_instance'
  | 'vrrp_sync_group'
  | 'vrrp_script'
  | 'track_file'
  | 'vrrp_track_process'
  | 'track_group'
  | 'bfd_instance'
  | 'virtual_server_group';

export type Argument = ArgumentType & {
  readonly name: string;
  readonly optional?: true;
  /** Any number of further words of this kind may follow. */
  readonly repeat?: true;
  /** The word that must stand before it (`user NAME`). Arguments with such a word may change places among each other. */
  readonly keyword?: string;
  /** What keepalived does where nothing stands behind that word; left out: `word-ignored`, or `reported` where the argument is needed. */
  readonly missing?: 'exits' | 'reported' | 'options-lost';
  /** What becomes of a word that does not fit where it is not as the keyword says. */
  readonly invalid?: 'word-ignored' | 'options-lost' | 'unnoticed' | 'entry-lost';
  /** The argument that must stand before it in an entry of a list: without that one, keepalived leaves the entry out. */
  readonly behind?: string;
  /**
   * First version that reads it. For another version the argument is as if it were not in the row, so that
   * two arguments with different versions can stand for one word whose type has changed.
   */
  readonly since?: Version;
  /** First version that no longer reads it. */
  readonly until?: Version;
};

/**
 * What keepalived does when a keyword stands twice in one block; for a block with a name: when that name is given to a second one.
 * `reported`: and says so. `block-lost`: says so, and leaves out the block around both. `largest`: the larger number of the two counts.
 */
export type Repeat = 'last' | 'last-reported' | 'first' | 'first-reported' | 'largest' | 'block-lost' | 'accumulates';

/**
 * What keepalived does with a value that does not fit. Unless it is `silent`, it also reports the value.
 * - `ignored`: the line counts for nothing.
 * - `earlier-lost`: the line counts for nothing, and neither does an earlier one that it would replace.
 * - `word-ignored`: that word counts for nothing, the keyword and its other words do.
 * - `options-lost`: neither that word counts nor another one behind the first, right as it may be.
 * - `{ use }`: this value is used, even where an earlier line said something else.
 * - `clamped`: the nearest value that is allowed is used, or as much of the text as fits; what is no number at all is ignored.
 * - `used`: the value is used as it is.
 * - `silent`: ignored without a word.
 * - `block-removed`: the block around it, or opened by it, is left out.
 * - `address-lost`: the line counts for nothing, and the address that it would replace is lost too.
 * - `unnoticed`: the word is taken for the name of an interface, without a word.
 * - `refuses`: keepalived refuses to run.
 * - `entry-lost`: the entry of a list is left out.
 */
export type Invalid =
  | 'ignored'
  | 'earlier-lost'
  | 'word-ignored'
  | 'options-lost'
  | 'clamped'
  | 'used'
  | 'silent'
  | 'block-removed'
  | 'address-lost'
  | 'unnoticed'
  | 'refuses'
  | 'entry-lost'
  | { readonly use: number | string };

/**
 * What keepalived does when a word is missing.
 * `exits`: stops reading at once (exit status 2). `reported`: says so and ignores line or block; `ignored`: ignores it without a word.
 * `word-ignored`: says so, and the keyword and its other words count. `options-lost`: says so, and only the first of its words counts.
 */
export type Missing = 'exits' | 'ignored' | 'reported' | 'word-ignored' | 'options-lost' | 'crashes';

/**
 * What keepalived does with words beyond the arguments. `reported`: says so. `options-lost`: and only the first word counts. `refused`: and ignores line or
 * block. `exits`: stops reading.
 */
export type Extra = 'reported' | 'options-lost' | 'refused' | 'exits';

/** How the lines of a value list are read. */
export type EntryKind =
  | 'address'
  | 'route'
  | 'rule'
  | 'peer'
  | 'track'
  | 'names'
  | 'words'
  | 'virtual-server-group-entry'
  | 'interface-delay'
  | 'linkbeat';

interface Facts {
  /** What it does, one sentence of our own. */
  readonly does: string;
  /** First version that knows it; left out where every version from 2.0.0 on does. */
  readonly since?: Version;
  /** First version that no longer knows it. */
  readonly until?: Version;
  /**
   * `use`: the keyword to write instead, with its block before it (`global_defs.lvs_sync_daemon`) where that is another one.
   * `reported`: keepalived's config test says so; otherwise it says nothing, or only logs it.
   */
  readonly deprecated?: { readonly since: Version; readonly use?: string; readonly reported?: true };
  /** Another keyword of the same block that sets the very same thing; the later of the two wins. */
  readonly sameAs?: string;
  /** In words, as a reader wants it. */
  readonly default?: string;
  /** Left out: `last`. */
  readonly repeat?: Repeat;
  /** With `first-reported`: a first line with this value is replaced without a word, since it cannot be told from none. */
  readonly replaceable?: number | string;
  /** With `first-reported`: a second line that says the same as the first is not reported. */
  readonly sameAgain?: 'silent';
  /** Its words may stand in any order: each goes to the first argument not yet filled that it fits. */
  readonly anyOrder?: true;
  /**
   * What keepalived does with words beyond the arguments; left out: nothing.
   */
  readonly extra?: Extra;
  /** First version that does so; before, they are ignored. */
  readonly extraSince?: Version;
  /** Older ways, the oldest first: the first row whose `before` is newer than the version overrides what stands here. */
  readonly earlier?: readonly Earlier[];
  /** Keywords of the same block of which one must stand above this one. */
  readonly after?: readonly string[];
  /** Without it keepalived reports the block around it and leaves that out. */
  readonly required?: true;
  /** What keepalived must be built with to know it. */
  readonly build?: string;
  /** What a user ought to know beside that. */
  readonly note?: string;
  /** Left out: `ignored`. */
  readonly invalid?: Invalid;
  /**
   * What keepalived does when the argument is missing; left out: `exits`.
   */
  readonly missing?: Missing;
}

/** What keepalived did otherwise in versions older than `before`. */
export interface Earlier extends Pick<Facts, 'repeat' | 'invalid' | 'missing' | 'extra'> {
  readonly before: Version;
}

/** A keyword followed by words; a flag takes none, and ignores what follows it. */
export interface ValueKeyword extends Facts {
  readonly kind: 'value' | 'flag';
  readonly name: string;
  readonly args: readonly Argument[];
}

/** A way to write the header of a block that is told by its first word: `virtual_server fwmark 3`. */
export interface HeaderForm extends Pick<Facts, 'missing' | 'earlier'> {
  readonly word: string;
  /** The words behind that one. */
  readonly args: readonly Argument[];
}

/** A keyword that opens a block of keywords. */
export interface BlockKeyword extends Facts {
  readonly kind: 'block';
  readonly name: string;
  /** The words of the header; where there are {@link forms}, of a header that begins with the word of none of them. */
  readonly args: readonly Argument[];
  readonly forms?: readonly HeaderForm[];
  readonly keywords: readonly Keyword[];
  /** All blocks of it set one and the same thing: a second one goes on where the first one ended. */
  readonly continues?: true;
}

/** A keyword that opens a list, in which each line is an entry. */
export interface ListKeyword extends Facts {
  readonly kind: 'list';
  readonly name: string;
  readonly args: readonly Argument[];
  readonly entry: EntryKind;
  /** The words of one entry; left out for the kinds of entries that have a grammar of their own (addresses, routes, rules, servers). */
  readonly line?: readonly Argument[];
  /** Whether keepalived reports a list without entries. */
  readonly empty?: 'reported';
}

/** One row of the vocabulary. */
export type Keyword = ValueKeyword | BlockKeyword | ListKeyword;
