import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span, Word } from '../../grammar/tree.ts';
import { type Bound, isList, linesOf } from '../binding/bound.ts';
import { takesScript } from '../binding/script-lines.ts';
import type { Configuration } from '../model/configuration.ts';

/** A command in whose place a shell would put its output, in a line that keepalived takes for a value: `$(hostname -s)`. */
export interface ShellExpression extends Span {
  readonly keyword: string;
  readonly form: '$(…)' | '`…`';
  /** Whether it has blanks outside of quotes: keepalived then takes its first word. */
  readonly isSplit: boolean;
}

/** Those of a configuration, in the order of the text. */
export const shellExpressions = memoized((configuration: Configuration): readonly ShellExpression[] => {
  if (!/\$\(|`/.test(configuration.expansion.text)) return [];
  const found: ShellExpression[] = [];
  for (const line of linesOf(configuration.bound.children)) {
    if (takesScript(line.keyword)) continue;
    for (const words of valuesOf(line)) {
      const span = expressionIn(words);
      if (span) found.push({ ...span, keyword: line.keyword.name });
    }
  }
  return found;
});

/** The one that a place is a part of: what is wrong with it follows from it. */
export function shellExpressionAt({ start }: Span, configuration: Configuration): ShellExpression | undefined {
  const all = shellExpressions(configuration);
  const last = all[partitionPoint(all, (each) => each.start <= start) - 1];
  return last && start < last.end ? last : undefined;
}

/** The words behind the keyword, and those of each entry of a list. */
function valuesOf(line: Bound): readonly (readonly Word[])[] {
  const { node } = line;
  const own = node.kind === 'block' ? node.args : node.words.slice(1);
  return isList(line) ? [own, ...line.entries.map(({ words }) => words)] : [own];
}

function expressionIn(words: readonly Word[]): Omit<ShellExpression, 'keyword'> | null {
  const first = words.findIndex(({ text }) => BEGINNING.test(text));
  const opener = words[first];
  if (!opener) return null;
  const form = opener.text.startsWith('`') ? '`…`' : '$(…)';
  const closer = words.slice(first).find((word) => (form === '$(…)' ? word.text.includes(')') : ENDING.test(word.text)));
  const last = closer ?? words.at(-1) ?? opener;
  return { start: opener.start, end: last.end, form, isSplit: last !== opener };
}

/** With the name of a program: `$(` alone may stand in a pattern. */
const BEGINNING = /\$\(\s*[\w./-]+(?:[\s)]|$)|^`[\w./-]+(?:[\s`]|$)/;
const ENDING = /.`$/;
