import { structuredPatch } from 'diff';
import type { FixedFile } from '../fixing/fix-findings.ts';
import type { Colors } from '../report/colors.ts';
import { harmless, harmlessName } from '../report/terminal.ts';

/** A line of a file as it may be shown; null where the file has none of this number. */
type ShownLine = (path: string, line: number) => string | null;

/** Lines of the file that are shown around what changes. */
const CONTEXT = 3;

/** What would change in a file, as a unified diff. `before` and `after` give its lines with secrets masked. */
export function fixDiff({ path, before: old, after: fixed }: FixedFile, before: ShownLine, after: ShownLine, colors: Colors): string {
  const name = harmlessName(path);
  const { hunks } = structuredPatch(name, name, old, fixed, '', '', { context: CONTEXT });
  const lines = [colors.bold(`--- ${name}`), colors.bold(`+++ ${name}`)];
  for (const { oldStart, oldLines, newStart, newLines, lines: body } of hunks) {
    lines.push(colors.cyan(`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`));
    let oldLine = oldStart;
    let newLine = newStart;
    for (const line of body) {
      const mark = line[0] ?? ' ';
      // `\ No newline at end of file` stands in neither.
      if (mark === '\\') {
        lines.push(line);
        continue;
      }
      const shown = (mark === '+' ? after(path, newLine) : before(path, oldLine)) ?? '';
      if (mark !== '+') oldLine++;
      if (mark !== '-') newLine++;
      const end = line.endsWith('\r') ? '\r' : '';
      lines.push(`${paintOf(mark, colors)(`${mark}${harmless(shown)}`)}${end}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** `12,3`; `12` for a single line. */
function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

function paintOf(mark: string, { green, red }: Colors): (text: string) => string {
  if (mark === '+') return green;
  return mark === '-' ? red : (text) => text;
}
