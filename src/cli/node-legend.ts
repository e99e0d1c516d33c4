import { alignRows } from '../report/table.ts';
import type { NodeLabels } from './node-labels.ts';

/** What the short names stand for; nothing where no name has been shortened. */
export function legend(names: NodeLabels): readonly string[] {
  const shortened = [...names.all].filter(([name, label]) => name !== label);
  return alignRows(shortened.map(([name, label]) => [label, name])).map((line) => `  ${line}`);
}
