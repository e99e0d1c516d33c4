import type { Colors } from '../report/colors.ts';
import { plainText } from '../report/markdown.ts';
import { displayWidth, wrap } from '../report/terminal.ts';

/** Markdown of kvlint's own pages for the terminal: headings stand out, paragraphs are wrapped, code is indented. */
export function renderMarkdown(markdown: string, width: number, colors: Colors): string {
  const blocks = blocksOf(markdown).map((block) => renderBlock(block, width, colors).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

/** Paragraphs, headings, lists, tables and code blocks, in which blank lines count for nothing. */
function blocksOf(markdown: string): readonly string[] {
  return markdown
    .trim()
    .split(/(^```[^\n]*\n[\s\S]*?^```$)/m)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n[ \t]*\n/)))
    .map((block) => block.replace(/^\n+|\s+$/g, ''))
    .filter((block) => block !== '');
}

function renderBlock(block: string, width: number, colors: Colors): readonly string[] {
  const heading = /^(#+)\s+(.*)$/.exec(block);
  if (heading) return [heading[1] === '###' ? colors.underline(plainText(heading[2] ?? '')) : colors.bold(heading[2] ?? '')];
  if (block.startsWith('```'))
    return block
      .split('\n')
      .slice(1, -1)
      .map((line) => codeLine(line, colors));
  if (block.startsWith('|')) return renderTable(block, colors);
  if (/^[-*] /.test(block)) return block.split(/\n(?=[-*] )/).flatMap((item) => listItem(item.slice(2), width));
  return wrap(plainText(block).replaceAll('\n', ' '), width);
}

/** The mark of a line that is reported stands out. */
function codeLine(line: string, colors: Colors): string {
  return line === '' ? '' : `    ${line.replace(/#~.*$/, (mark) => colors.red(mark))}`;
}

function listItem(text: string, width: number): readonly string[] {
  return wrap(plainText(text).replaceAll('\n', ' '), width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

/** Columns side by side, the line under the header left out. */
function renderTable(block: string, colors: Colors): readonly string[] {
  const rows = block
    .split('\n')
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => plainText(cell)),
    );
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows.map((row, index) => {
    const line = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell))).join('  ');
    return `  ${index === 0 ? colors.underline(line) : line}`.trimEnd();
  });
}
