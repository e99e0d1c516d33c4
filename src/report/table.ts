import { displayWidth } from './terminal.ts';

/** How a cell is shown; the width is that of the text before. */
export type PaintCell = (cell: string, column: number) => string;

/** Rows of cells as lines with aligned columns, two blanks between them and none at the end. */
export function alignRows(rows: readonly (readonly string[])[], paint: PaintCell = (cell) => cell): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const padding = column === row.length - 1 ? 0 : (widths[column] ?? 0) - displayWidth(cell) + 2;
        return `${paint(cell, column)}${' '.repeat(padding)}`;
      })
      .join(''),
  );
}
