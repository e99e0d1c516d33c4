import { closest } from '../../grammar/closest.ts';
import type { Origin } from '../../grammar/expand/expansion.ts';

/** The words that suppress, and how far each reaches. */
const FORMS = {
  'kvlint-disable-line': 'line',
  'kvlint-disable-next-line': 'next-line',
  'kvlint-disable-file': 'file',
  'kvlint-disable': 'from-here',
  'kvlint-enable': 'to-here',
} as const;

export type SuppressionForm = (typeof FORMS)[keyof typeof FORMS];

/** A rule that a comment names, or a pattern such as `l3/*`. */
export interface NamedRule {
  readonly pattern: string;
  readonly at: Origin;
}

/** A comment that is meant to suppress findings. */
export interface SuppressionComment {
  /** From the word to the end of the line. */
  readonly at: Origin;
  /** The word that says what is suppressed, as it is written. */
  readonly word: string;
  readonly wordAt: Origin;
  /** How far it reaches; null where there is no such word. */
  readonly form: SuppressionForm | null;
  readonly rules: readonly NamedRule[];
  /** Text that names no rule and stands behind no `--`. */
  readonly stray: Origin | null;
  /** What stands behind `--`; null where there is nothing. */
  readonly reason: string | null;
}

/** `#` or `!`, then the word: `kvlint-…`, or what was meant for it, such as `kvlint:disable-line` or `kvlint ignore`. */
const DIRECTIVE = /[#!][ \t]*(kvlint-[\w-]+|kvlint(?:[:_]+[ \t]*|[ \t]+)(?:disable|enable|ignore)(?:[-_]\w+)*)(?![\w/.])/;

/** A reason stands behind two or more hyphens, with a blank before them. */
const REASON = /(?:^|[ \t])--+(?:[ \t]+|$)/;

/** Reads a comment that names kvlint; null where it only speaks of it. */
export function readSuppression(comment: Origin): SuppressionComment | null {
  const text = comment.source.text.slice(comment.offset, comment.end).trimEnd();
  const match = DIRECTIVE.exec(text);
  const word = match?.[1];
  if (!match || word === undefined) return null;
  const start = match.index + match[0].length - word.length;
  const place = (from: number, to: number): Origin => ({ ...comment, offset: comment.offset + from, end: comment.offset + to });
  const namesStart = start + word.length;
  const behind = text.slice(namesStart);
  const dashes = REASON.exec(behind);
  const names = dashes ? behind.slice(0, dashes.index) : behind;
  const reason = dashes ? behind.slice(dashes.index + dashes[0].length).trim() : '';
  const { rules, stray } = readNames(names);
  return {
    at: place(start, text.length),
    word,
    wordAt: place(start, namesStart),
    form: Object.hasOwn(FORMS, word) ? FORMS[word as keyof typeof FORMS] : null,
    rules: rules.map(({ pattern, offset }) => ({ pattern, at: place(namesStart + offset, namesStart + offset + pattern.length) })),
    stray: stray && place(namesStart + stray.start, namesStart + stray.end),
    reason: reason === '' ? null : reason,
  };
}

/** Names are separated by commas or blanks. A word behind a blank that does not look like a rule begins a text that says why. */
function readNames(text: string) {
  const rules: { readonly pattern: string; readonly offset: number }[] = [];
  let isNext = true;
  for (const { 0: token, index } of text.matchAll(/,|[^\s,]+/g)) {
    if (token === ',') {
      isNext = true;
      continue;
    }
    if (!isNext && !/[/*]/.test(token)) return { rules, stray: { start: index, end: text.trimEnd().length } };
    rules.push({ pattern: token, offset: index });
    isNext = false;
  }
  return { rules, stray: null };
}

/** The word that was likely meant. */
export function meantForm(word: string): string | null {
  const known = Object.keys(FORMS);
  const normal = word
    .replace(/^kvlint[-:_ \t]*/, 'kvlint-')
    .replace(/_/g, '-')
    .replace('ignore', 'disable');
  return known.includes(normal) ? normal : (closest(normal, known)[0] ?? null);
}
