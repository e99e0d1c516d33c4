import type { Span } from '../../grammar/tree.ts';
import { CommandsBefore } from './commands-before.ts';
import { matchesOf } from './matches.ts';
import { isPath, isReference } from './no-secret.ts';

/** Options of any command that carry a secret by their name. */
const SECRET_OPTION = /pass|pwd|secret|token|cred|api-?key|(?:^|-)pw$|^auth$/i;
/** Options whose value is `user:password`. */
const USER_OPTION = /^(?:u|U|user|proxy-user)$/;
/** Options of one letter that carry a secret for some commands only; elsewhere they are ports, paths and thresholds. */
const SHORT_OPTIONS: readonly (readonly [command: RegExp, letters: string])[] = [
  [/\b(?:mysql|mariadb)\w*\b|\bcheck_mysql|\bsshpass\b|\bmongo\w*\b|\brabbitmq\w*\b|\binflux\b/i, 'p'],
  [/\bredis-cli\b|\bsnmp\w+\b/i, 'aAXc'],
  [/\bldap\w+\b/i, 'w'],
  [/\bipmitool\b|\bsqlcmd\b|\bmosquitto_\w+\b/i, 'P'],
  [/\bcurl\b/i, 'b'],
];
/** What no password looks like: a number with or without a unit, a path, a protocol. */
const NO_SECRET = /^(?:[\d.,:%]+\w{0,2}|\.{0,2}\/.*|tcp|udp|icmp|all|\$\w+|\$\{\w+\})$/i;

/*
 * What stands before an option is looked at behind its `-`: a pattern that begins with a character is tried only where that stands, one that
 * begins by looking back is tried everywhere.
 */

/** An option with its value, behind `=` or a blank. */
const OPTION = /-(?<=[\s"']-)-?([A-Za-z][\w-]*)(?:=|[ \t]+(?!-))("[^"\n]*"?|'[^'\n]*'?|[^\s"'{}]+)/g;

/** An option of one letter with its value glued to it. */
const GLUED = /-(?<=[\s"']-)([A-Za-z])([^\s"'=-][^\s"']*)/g;

/** `NAME=` or `"name":`, also in the query of a URL; what it holds is told by {@link SECRET_NAME}. */
const NAME = /(?<![\w-])(\$?\w[\w-]{0,63})(?:["'\\]{0,2}[ \t]{0,9}=[ \t]{0,9}|\\?"[ \t]{0,9}:[ \t]{0,9})(?=[^\s=])/g;
const SECRET_NAME =
  /pass|pwd|(?:^|_)pw(?:$|_)|secret|token|cred|psk|signature|(?:^|[_-])(?:auth|(?:api|access|private|secret|account|encryption|hmac|auth)[_-]?key)$|apikey/i;
const NO_SECRET_NAME = /file|path|policy|_id$|_?type$/i;
const VALUE = /\\?"[^"\n]*"?|'[^'\n]*'?|[^\s"';]+(?:["'][^\s"';]+)*/y;
const QUERY_VALUE = /[^\s"'&]+/y;
/** A definition goes on to the end of its line, or to a comment. */
const DEFINED_VALUE = /(?:(?!\s[#!])[^\n])+/y;

/** A header of a request that carries credentials. */
const HEADER =
  /(?<![\w-])(?:proxy-)?(?:authorization|cookie|[\w-]*(?:api-?key|auth|token))[ \t]*:[ \t]*((?:basic|bearer|digest|negotiate)[ \t]+)?([^\s"'][^"'\n]*)/gi;

/** `~LST(NAME, …)` with a name that says what the values are. */
const VALUES = /~LST\([ \t]*\$?\{?[(\w]*(?:pass|pwd|pw|secret|token)\w*\}?[ \t]*,([^)\n]*)/gi;

/** Whether a text can hold options or headers: most configurations, however large, have neither. */
const HAS_OPTION = /-(?<=[\s"']-)[A-Za-z-]/;
const HAS_HEADER = /(?:authorization|cookie|key|auth|token)[ \t]*:/i;

/**
 * Parts of a text that are secrets of commands: passwords behind options, in variables and in headers. What a program of its own takes for a
 * password nobody can know; these are the forms that common commands have.
 */
export function commandSecrets(text: string): readonly Span[] {
  const found: Span[] = [];
  if (HAS_OPTION.test(text)) {
    const commands = new CommandsBefore(text);
    for (const match of matchesOf(OPTION, text)) addOption(match, commands, found);
    for (const match of matchesOf(GLUED, text)) addGlued(match, commands, found);
  }
  const hasColon = text.includes(':');
  if (hasColon || text.includes('=')) for (const match of matchesOf(NAME, text)) addNamed(match, text, found);
  if (hasColon && HAS_HEADER.test(text)) for (const match of matchesOf(HEADER, text)) addHeader(match, found);
  if (!text.includes('~LST(')) return found;
  for (const match of matchesOf(VALUES, text)) {
    for (const value of match[1]?.matchAll(/[^\s,{}()]+/g) ?? []) {
      const start = match.index + match[0].length - (match[1]?.length ?? 0) + value.index;
      found.push({ start, end: start + value[0].length });
    }
  }
  return found;
}

function addNamed(match: RegExpExecArray, text: string, found: Span[]): void {
  const [all, name = ''] = match;
  if (!SECRET_NAME.test(name) || NO_SECRET_NAME.test(name)) return;
  const from = match.index + all.length;
  const before = text[match.index - 1];
  const form = name.startsWith('$') ? DEFINED_VALUE : before === '?' || before === '&' ? QUERY_VALUE : VALUE;
  form.lastIndex = from;
  const value = form.exec(text)?.[0].trimEnd() ?? '';
  const start = from + (/^\\?["']/.exec(value)?.[0].length ?? 0);
  const end = from + value.length - (start > from && /.["']$/.test(value) ? 1 : 0) - (/\\["']$/.test(value) ? 1 : 0);
  const bare = text.slice(start, end);
  if (bare !== '' && !isReference(bare) && !isPath(bare)) found.push({ start, end });
}

function addOption(match: RegExpExecArray, commands: CommandsBefore, found: Span[]): void {
  const [all, name = '', value = ''] = match;
  const end = match.index + all.length;
  const start = end - value.length + (/^["']/.test(value) ? 1 : 0);
  const bare = unquoted(value);
  if (USER_OPTION.test(name)) {
    addPassword(bare, start, found);
    return;
  }
  if (bare === '' || NO_SECRET.test(bare)) return;
  const isSecret =
    name.length > 1 ? SECRET_OPTION.test(name) && !/file|path|policy/i.test(name) : isShortSecret(name, commands, match.index);
  if (isSecret) found.push({ start, end: start + bare.length });
}

function addGlued(match: RegExpExecArray, commands: CommandsBefore, found: Span[]): void {
  const [all, letter = '', value = ''] = match;
  const end = match.index + all.length;
  if (USER_OPTION.test(letter)) addPassword(value, end - value.length, found);
  else if (!NO_SECRET.test(value) && isShortSecret(letter, commands, match.index)) found.push({ start: end - value.length, end });
}

/** The password in `user:password`. */
function addPassword(value: string, start: number, found: Span[]): void {
  const colon = value.indexOf(':');
  if (colon >= 0 && colon < value.length - 1) found.push({ start: start + colon + 1, end: start + value.length });
}

function isShortSecret(letter: string, commands: CommandsBefore, at: number): boolean {
  return SHORT_OPTIONS.some(([command, letters]) => letters.includes(letter) && commands.has(command, at));
}

/** What a header holds: the last group of a match, which ends where the match does. It begins with no quote and no blank. */
function addHeader(match: RegExpExecArray, found: Span[]): void {
  const value = match[2] ?? '';
  const bare = value.trimEnd();
  const start = match.index + match[0].length - value.length;
  if (!isReference(bare)) found.push({ start, end: start + bare.length });
}

function unquoted(value: string): string {
  return /^["']/.test(value) ? value.replace(/^(["'])(.*?)\1?$/s, '$2') : value;
}
