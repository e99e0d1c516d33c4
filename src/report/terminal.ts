/**
 * Text as a terminal shows it: widths, tabs, and characters that must not reach it.
 */

/** Columns between tab stops in an excerpt. */
const TAB = 4;

/** What only text beyond ASCII needs. Made for the first such text, because these patterns take Node a millisecond to make. */
class UnicodeWidth {
  readonly segmenter = new Intl.Segmenter();
  readonly wide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
  /** Half-width Katakana and Hangul belong to the scripts above, but take one column. */
  readonly halfWidth = /[\uff61-\uffdc]/u;
  readonly invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

  of(text: string): number {
    let width = 0;
    for (const { segment } of this.segmenter.segment(text)) {
      if (this.invisible.test(segment)) continue;
      width += (this.wide.test(segment) && !this.halfWidth.test(segment)) || segment.includes('\ufe0f') ? 2 : 1;
    }
    return width;
  }
}

let unicodeWidth: UnicodeWidth | undefined;

/** Control characters and those that reverse or hide text: a configuration must not steer the terminal it is shown on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out.
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Replaces what could steer the terminal. Tabs and line feeds stay. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, '\ufffd');
}

/** The same for the name of a file: a line feed in it would make a second line of one that programs read. */
export function harmlessName(name: string): string {
  return harmless(name).replace(/[\t\n]/g, '\ufffd');
}

/** Columns that a text takes. Tabs must have been expanded. */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  unicodeWidth ??= new UnicodeWidth();
  return unicodeWidth.of(text);
}

/** Whether each character takes a column. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Tabs as spaces up to the next tab stop, for text that begins at a column. */
export function expandTabs(text: string, from = 0): string {
  if (!text.includes('\t')) return text;
  let expanded = '';
  for (const [index, part] of text.split('\t').entries()) {
    if (index > 0) expanded += ' '.repeat(TAB - ((from + displayWidth(expanded)) % TAB));
    expanded += part;
  }
  return expanded;
}

/** Narrowest prose, however narrow the terminal is. */
export const MIN_PROSE = 40;

/** Breaks prose into lines of at most `width` columns where that is possible. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    const widthOf = isPlain(paragraph) ? (word: string): number => word.length : displayWidth;
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/[ \t]+/).filter((each) => each !== '')) {
      const size = widthOf(word);
      if (used > 0 && used + 1 + size > width) {
        lines.push(line);
        line = '';
        used = 0;
      }
      line += used > 0 ? ` ${word}` : word;
      used += (used > 0 ? 1 : 0) + size;
    }
    if (line !== '' || paragraph === '') lines.push(line);
  }
  return lines;
}

/** A terminal hyperlink (OSC 8). */
export function hyperlink(text: string, url: string): string {
  return `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`;
}
