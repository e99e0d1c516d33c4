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
  ['${', '}'],
];

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
  for (const { index, 0: opener } of text.matchAll(/\{[#%{]|<%|\$\{/g)) {
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
