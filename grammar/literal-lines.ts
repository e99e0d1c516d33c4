import { WORD_MARKS } from './template.ts';

/** A line of a template as far as it is keepalived's, with a NUL for each character of a mark. */
export interface LiteralLine {
  /** Offset of its first character. */
  readonly start: number;
  readonly text: string;
}

/** Where marks begin, and what ends them. */
const MARKS: readonly (readonly [string, string])[] = [
  ['{#', '#}'],
  ['{%', '%}'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['<?', '?>'],
  ['${', '}'],
];

/** Marks that look like one word, those for a program that replaces `{$NAME}`, and what is a variable to a shell. */
const WORD_MARK = new RegExp([...WORD_MARKS.map(({ expression }) => expression.source), String.raw`\{\$[\w-]+\}|\$\w+`].join('|'), 'g');

/** What stands for a character of a mark in {@link WithoutMarks.text}: nobody writes it into a configuration. */
export const STAND_IN = '…';

/** A template as far as it can be read before it is rendered. */
export interface WithoutMarks {
  /** The text with {@link STAND_IN} for each character of a mark, and blanks where a line has nothing but marks. All offsets are those of the template. */
  readonly text: string;
  /** Whether the lines that a part of the text stands on have no mark. */
  isLiteral(start: number, end: number): boolean;
}

/** A mark, or half of one: a slip of who wrote it, or code over several lines. */
const HAS_MARK = /\0|\{[{%#]|[}%#]\}|<[%?]|[%?]>|\$\{/;

/** A text that has the structure of what a template mostly renders to, and whose lines without a mark are those of the template. */
export function withoutMarks(template: string): WithoutMarks {
  const blotted = blotOut(template).replace(WORD_MARK, (mark) => mark.replace(/[^\n]/g, '\0'));
  const text = blotted.replace(/^(?:[ \t\r]*\0[\0 \t\r]*)$/gm, (line) => line.replaceAll('\0', ' ')).replaceAll('\0', STAND_IN);
  const isLiteral = (start: number, end: number): boolean => {
    const from = blotted.lastIndexOf('\n', start - 1) + 1;
    const newline = blotted.indexOf('\n', end);
    return !HAS_MARK.test(blotted.slice(from, newline < 0 ? blotted.length : newline));
  };
  return { text, isLiteral };
}

/**
 * The lines of a template, the marks blotted out: tags, comments and expressions, over as many lines as they take. What a mark may become is not
 * known, so a word that touches one says nothing. A mark without an end is none.
 */
export function* literalLines(text: string): Generator<LiteralLine> {
  const blotted = blotOut(text);
  for (let start = 0; start < blotted.length; ) {
    const newline = blotted.indexOf('\n', start);
    const end = newline < 0 ? blotted.length : newline;
    yield { start, text: blotted.slice(start, end) };
    start = end + 1;
  }
}

function blotOut(text: string): string {
  const parts: string[] = [];
  // A kind of mark whose end is not found once has none further on either.
  const open = new Map(MARKS);
  let from = 0;
  for (const { index, 0: opener } of text.matchAll(/\{[#%{]|<[%?]|\$\{/g)) {
    const closer = open.get(opener);
    if (closer === undefined || index < from) continue;
    const end = text.indexOf(closer, index + opener.length);
    if (end < 0) {
      open.delete(opener);
      continue;
    }
    const behind = end + closer.length;
    parts.push(text.slice(from, index), text.slice(index, behind).replace(/[^\n]/g, '\0'));
    from = behind;
  }
  return parts.join('') + text.slice(from);
}
