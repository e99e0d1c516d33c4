import type { Argument } from '../../grammar/keywords/keyword.ts';
import { lineWords, type Statement } from '../../grammar/tree.ts';
import { type Bound, type BoundArgument, isBlock, isList, isValue } from '../binding/bound.ts';
import { type Facts, HIDDEN } from './subject.ts';

/** A text to compare, and what may be shown of it. */
interface Written {
  readonly value: string;
  readonly shown: string;
}

/** What the lines of a block say whose keywords the model does not read: as they are written, but for blanks, quotes and order. */
export function addWritten(facts: Facts, children: readonly Bound[], read: ReadonlySet<string>): void {
  for (const child of children) {
    const { name } = child.keyword;
    if (read.has(name)) continue;
    if (isList(child)) {
      for (const entry of entriesOf(child)) facts.add(name, entry.value, { item: entry.value, shown: entry.shown });
    } else if (isBlock(child)) {
      if (!child.valid) continue;
      const { value, shown } = bodyOf(child.children);
      facts.add([name, ...child.args.map(({ word }) => word.text)].join(' '), value, { shown });
    } else if (isValue(child) && child.valid) {
      if (child.args.length === 0) facts.add(name, true);
      else {
        const { value, shown } = wordsOf(child.args);
        facts.add(name, value, { shown });
      }
    }
  }
}

/** The words of an entry. */
export function entryText({ words }: Statement): string {
  return words.map(({ text }) => text).join(' ');
}

function bodyOf(children: readonly Bound[]): Written {
  const lines = children.flatMap((child): readonly Written[] => {
    const { name } = child.keyword;
    if (isList(child)) return [around(name, sorted(entriesOf(child)))];
    if (!child.valid) return [];
    const head = wordsOf(child.args);
    const line = { value: `${name} ${head.value}`.trim(), shown: `${name} ${head.shown}`.trim() };
    if (!isBlock(child)) return [line];
    const body = bodyOf(child.children);
    return [{ value: `${line.value} { ${body.value} }`, shown: `${line.shown} { ${body.shown} }` }];
  });
  return sorted(lines);
}

function around(name: string, { value, shown }: Written): Written {
  return { value: `${name} { ${value} }`, shown: `${name} { ${shown} }` };
}

/** The order of what the model does not read is taken for no matter. */
function sorted(lines: readonly Written[]): Written {
  const inOrder = [...lines].sort((a, b) => (a.value < b.value ? -1 : 1));
  return { value: inOrder.map(({ value }) => value).join('; '), shown: inOrder.map(({ shown }) => shown).join('; ') };
}

function entriesOf(list: Extract<Bound, { readonly entries: readonly Statement[] }>): readonly Written[] {
  if (list.lines.length > 0) return list.lines.filter(({ valid }) => valid).map(({ args }) => wordsOf(args));
  return list.entries.map((entry) => {
    const text = lineWords(entry)
      .map((word) => word.text)
      .join(' ');
    return { value: text, shown: text };
  });
}

function wordsOf(args: readonly BoundArgument[]): Written {
  return {
    value: args.map(({ value, word }) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : word.text)).join(' '),
    shown: args.map(({ argument, word }) => (isSecret(argument) ? HIDDEN : word.text)).join(' '),
  };
}

function isSecret(argument: Argument): boolean {
  return argument.type === 'text' && argument.secret === true;
}
