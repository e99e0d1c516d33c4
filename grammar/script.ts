import type { Version } from './version.ts';
import { atLeast } from './version.ts';

/** A command as keepalived would run it: no shell takes part, so `|`, `>` and `$X` are plain characters. */
export interface ScriptCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  /** The words behind the command, as for user and group. */
  readonly rest: readonly string[];
  /** A quote that nothing closes, or a backslash that ends the line or the command; null where there is none. */
  readonly open: Open | null;
}

type Open = '"' | "'" | '\\';

interface Split {
  readonly words: readonly string[];
  readonly open: Open | null;
}

/**
 * Reads the line of a keyword that names a script: its own rules for quotes and escapes, unlike those of other words. The second word is the
 * command, which is split a second time by the same rules. Up to 2.3.1 escapes are resolved both times, since then the second time only.
 */
export function readScriptCommand(line: string, version: Version): ScriptCommand | null {
  const { words, open } = splitScriptLine(line, version);
  const [, command, ...rest] = words;
  if (command === undefined) return null;
  const inner = splitScriptWords(command, hexDigitsOf(version));
  const [program = '', ...parameters] = inner.words;
  return { program, parameters, rest, open: open ?? inner.open };
}

/** The words of the whole line. */
export function splitScriptLine(line: string, version: Version): Split {
  return splitScriptWords(line, resolvesOnce(version) ? null : hexDigitsOf(version));
}

/** Whether the escapes of a command are resolved when it is split itself, and not with its line before. */
export function resolvesOnce(version: Version): boolean {
  return atLeast(version, '2.3.2');
}

/** The lines behind which keepalived looks at the words without asking whether there are any. */
const UNGUARDED: ReadonlySet<string> = new Set(['script', 'misc_path']);

/**
 * Whether keepalived crashes over a line of a keyword that it cannot split into words, in its config test too. Source: set_script_params_array
 * (lib/notify.c); asked of 2.0.20, 2.1.5, 2.2.7, 2.2.8, 2.3.1, 2.3.4 and 2.4.3.
 */
export function crashesOverOpenLine(keyword: string, version: Version): boolean {
  return UNGUARDED.has(keyword) && atLeast(version, '2.0.10');
}

function hexDigitsOf(version: Version): number {
  return resolvesOnce(version) ? 2 : Number.POSITIVE_INFINITY;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Words end at white space; quotes of either kind group and may be glued to other text; a backslash escapes. A quote is open where text follows
 * it, or the last escape behind it: with nothing more to read keepalived does not look for its end. `hexDigits`: how many digits an `\x` has at
 * most; null: escapes stay as they are written.
 */
function splitScriptWords(text: string, hexDigits: number | null): Split {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  let isFollowed = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    const end = plainEnd(text, i);
    if (end > i) {
      word = (word ?? '') + text.slice(i, end);
      isFollowed = true;
      i = end - 1;
    } else if (character === '\\' && i + 1 < text.length) {
      const escape = hexDigits === null ? { text: text.slice(i, i + 2), end: i + 2 } : readEscape(text, i + 1, hexDigits);
      word = (word ?? '') + escape.text;
      isFollowed = false;
      i = escape.end - 1;
    } else if (character === '\\') {
      return { words: word === null ? words : [...words, word], open: '\\' };
    } else if (quote !== null) {
      if (character === quote) quote = null;
      else word = (word ?? '') + character;
      isFollowed = true;
    } else if (character === '"' || character === "'") {
      quote = character;
      isFollowed = false;
      word ??= '';
    } else {
      if (word !== null) words.push(word);
      word = null;
    }
  }
  if (word !== null) words.push(word);
  return { words, open: isFollowed ? quote : null };
}

/** What stands for itself in a command. */
const PLAIN = /[^\s"'\\]+/y;

/** Where the run of characters ends that begins at an offset and has no white space, quote or backslash; the offset itself where none begins. */
export function plainEnd(text: string, at: number): number {
  PLAIN.lastIndex = at;
  return PLAIN.test(text) ? PLAIN.lastIndex : at;
}

function readEscape(text: string, at: number, hexDigits: number): { text: string; end: number } {
  const character = text[at] ?? '';
  if (character === 'c' && at + 1 < text.length) return { text: String.fromCharCode(text.charCodeAt(at + 1) & 31), end: at + 2 };
  if (character === 'x') {
    const digits = (/^[0-9a-fA-F]+/.exec(text.slice(at + 1))?.[0] ?? '').slice(0, hexDigits);
    if (digits !== '') return { text: String.fromCharCode(Number.parseInt(digits, 16) & 255), end: at + 1 + digits.length };
  }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
  if (octal !== undefined) return { text: String.fromCharCode(Number.parseInt(octal, 8) & 255), end: at + octal.length };
  return { text: ESCAPES[character] ?? character, end: at + 1 };
}
