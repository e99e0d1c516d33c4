import { memoized } from '../../grammar/memoized.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import { commandSecrets } from './command-secrets.ts';
import { matchesOf } from './matches.ts';
import { isPath } from './no-secret.ts';

/**
 * Keywords that a secret follows, also in comments, in text that was not understood, and misspelt. What stands behind a brace, a quote or a
 * comment sign inside the value is no part of it for keepalived, but whoever wrote it meant it as one.
 */
const KEYWORD =
  /(?<![\w./-])(?:aut?h?_?pas{1,3}(?:w(?:or)?d|phrase)?|auth_?psas?s?|auth_?key|password|passphrase|passwd|psk|secret(?:_?key)?|community|credentials?|token|private_?key|api_?key|access_?key|active_key(?=[ \t]+[^\s\d]))(["'\\]{0,2}[ \t]*[=:][ \t]*|[ \t]+)(?=\S)/gi;

/** `key 1 …` of auth_hmac, where the number is the key's name. A key read from a file shows only the file's name. */
const HMAC_KEY = /\bkey[ \t]+\d+[ \t]+(?!"?file:)(?=\S)/gi;

/** `auth_passSECRET`: the blank before the secret is missing. */
const GLUED = /\bauth_?pass(?!w(?:or)?d?\b|phrase\b|es\b|_|\b)(?=[^\s"'{}=:])/gi;

/** Value of a keyword: what a template or quotes hold, with what is glued to them, or everything up to a blank. */
const VALUE = /\{\{.{0,256}?\}\}|<%.{0,256}?%>|\\?"[^"\n]*"?[^\s"]*|'[^'\n]*'?[^\s']*|\S+/y;

/** A keyword of keepalived whose value is a command: the words of that are the program's own. */
const COMMAND_LINE = /^[ \t]*(?:script|notify\w*|misc_path)\b/;

/** Characters of the longest path that Linux takes. */
const LONGEST_PATH = 4096;

const ENDS_AUTHORITY = /[\s/?#"']/g;
const SCHEME_END = '://';
/** A user name as people have it; anything else in front of `@` is a token. */
const PLAIN_USER = /^[a-z][a-z_.-]{0,15}$/i;

/** A line of a key or a certificate in PEM, also in a comment, and one that may be the last of its kind. */
const PEM_LINE = /^[\s#!]*([A-Za-z0-9+/]{40,}={0,2})\s*$/;
const PEM_END = /^[\s#!]*([A-Za-z0-9+/]{2,}={0,2})\s*$/;
const PEM_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What each line that holds any of the above but PEM has in it. */
const SUSPICION = /pas|psa|psk|secret|community|credential|token|key|:\/\//gi;
/** Characters that a line of PEM has at the least, but for the last line of a key. */
const SHORTEST_PEM_LINE = 40;
/** By character code: whether a line of PEM may have it. */
const IN_PEM_LINE: readonly boolean[] = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9+/]/.test(String.fromCharCode(code)));

/** The same for a file, which is asked about several times. */
export const fileSecrets = memoized(({ text }: Source): readonly Span[] => textSecrets(text));

/** Parts of a text that are secrets by the words around them, whatever keepalived would make of the text. */
export function textSecrets(text: string): readonly Span[] {
  const found: Span[] = [...commandSecrets(text)];
  if (mayHoldPem(text)) pemSecrets(text, found);
  SUSPICION.lastIndex = 0;
  while (SUSPICION.test(text)) {
    const start = text.lastIndexOf('\n', SUSPICION.lastIndex - 1) + 1;
    const newline = text.indexOf('\n', SUSPICION.lastIndex);
    const end = newline < 0 ? text.length : newline;
    lineSecrets(text.slice(start, end), start, found);
    SUSPICION.lastIndex = end;
  }
  return found;
}

/**
 * Whether a text can hold a line of PEM. A run of so many characters has one at a multiple of that many: to look at these is enough, and
 * takes a fiftieth of the time of a pattern that is tried everywhere.
 */
function mayHoldPem(text: string): boolean {
  for (let probe = SHORTEST_PEM_LINE - 1; probe < text.length; probe += SHORTEST_PEM_LINE) {
    if (!mayBeInPem(text, probe)) continue;
    let start = probe;
    while (start > 0 && probe - start < SHORTEST_PEM_LINE && mayBeInPem(text, start - 1)) start--;
    let end = probe + 1;
    while (end - start < SHORTEST_PEM_LINE && mayBeInPem(text, end)) end++;
    if (end - start >= SHORTEST_PEM_LINE) return true;
  }
  return text.includes('-----BEGIN ');
}

function mayBeInPem(text: string, at: number): boolean {
  return IN_PEM_LINE[text.charCodeAt(at)] === true;
}

function pemSecrets(text: string, found: Span[]): void {
  let inKey = false;
  let start = 0;
  for (const line of text.split('\n')) {
    const pem: string | undefined = (inKey ? PEM_END : PEM_LINE).exec(line)?.[1];
    if (pem !== undefined) {
      const at = start + line.indexOf(pem);
      found.push({ start: at, end: at + pem.length });
    }
    inKey = pem !== undefined || PEM_BEGIN.test(line);
    start += line.length + 1;
  }
}

function lineSecrets(line: string, offset: number, found: Span[]): void {
  const isCommand = COMMAND_LINE.test(line);
  for (const match of matchesOf(KEYWORD, line)) {
    // `token` among the words of a command is a word like any other, unless a sign says that it has a value.
    if (isCommand && !/[=:]/.test(match[1] ?? '')) continue;
    const from = match.index + match[0].length;
    if (/^aut?h?_?p/i.test(match[0]) || !isPath(/^\S*/.exec(line.slice(from, from + LONGEST_PATH))?.[0] ?? ''))
      addValue(line, from, offset, found);
  }
  for (const pattern of [HMAC_KEY, GLUED])
    for (const match of matchesOf(pattern, line)) addValue(line, match.index + match[0].length, offset, found);
  urlSecrets(line, offset, found);
}

function addValue(line: string, from: number, offset: number, found: Span[]): void {
  VALUE.lastIndex = from;
  const raw = VALUE.exec(line)?.[0];
  // A comment sign that stands alone begins a comment.
  if (raw === undefined || /^[#!=]+$/.test(raw)) return;
  const { start, end } = withoutFrame(raw);
  if (end > start) found.push({ start: offset + from + start, end: offset + from + end });
}

/** The value without the quotes around it and the braces behind it, which belong to blocks. */
function withoutFrame(raw: string): Span {
  const quote = /^\\?["']/.exec(raw)?.[0];
  if (quote !== undefined) {
    const close = raw.indexOf(quote.at(-1) ?? '', quote.length);
    const closes = close === raw.length - 1 || /^[,}\]);\\]*$/.test(raw.slice(close + 1));
    return { start: quote.length, end: close > 0 && closes ? close - (raw[close - 1] === '\\' ? 1 : 0) : raw.length };
  }
  if (/^(?:\{\{|<%)/.test(raw)) return { start: 0, end: raw.length };
  const from = /^[{}]*/.exec(raw)?.[0].length ?? 0;
  let end = raw.length;
  while (end > 0 && (raw[end - 1] === '{' || raw[end - 1] === '}')) end--;
  if (raw[end] === '}' && /\$\{\w+$/.test(raw.slice(Math.max(0, end - 64), end))) end++;
  const last = raw[end - 1];
  if ((last === '"' || last === "'") && raw.indexOf(last) === end - 1) end--;
  return { start: from, end };
}

/** `scheme://user:password@host`: the password, also where the user name is empty; and `https://token@host`. */
function urlSecrets(line: string, offset: number, found: Span[]): void {
  for (let at = line.indexOf(SCHEME_END); at >= 0; at = line.indexOf(SCHEME_END, at + SCHEME_END.length)) {
    const start = at + SCHEME_END.length;
    ENDS_AUTHORITY.lastIndex = start;
    const authority = line.slice(start, ENDS_AUTHORITY.exec(line)?.index);
    const userInfoEnd = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (colon >= 0 && colon < userInfoEnd) found.push({ start: offset + start + colon + 1, end: offset + start + userInfoEnd });
    else if (userInfoEnd > 0 && !PLAIN_USER.test(authority.slice(0, userInfoEnd))) {
      found.push({ start: offset + start, end: offset + start + userInfoEnd });
    }
  }
}
