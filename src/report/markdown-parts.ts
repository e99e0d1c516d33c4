/** Rows of a table: the comment of a pull request has a limit, and nobody reads on. */
const MOST_ROWS = 50;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...cutRows(lines, '| ')].join('\n');
}

/** The first lines, and how many more there are. */
export function cutRows(lines: readonly string[], begin: string): readonly string[] {
  return lines.length <= MOST_ROWS ? lines : [...lines.slice(0, MOST_ROWS), `${begin}and ${lines.length - MOST_ROWS} more`];
}

/** Text of a configuration in a table: nothing in it is Markdown. */
export function codeText(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return flat === '' ? '' : fence.length > 1 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** Prose in a table: what a configuration put into it makes no link, no image and no mention. */
export function plainProse(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>|#~]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}
