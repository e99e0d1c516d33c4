/**
 * All matches of a pattern that has the flag `g` and matches no empty text. For the lines of a file: `matchAll` makes a pattern of its own each time,
 * which takes longer than to look through a line. Nobody else may use the pattern before the last match has been asked for.
 */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) yield match;
}
