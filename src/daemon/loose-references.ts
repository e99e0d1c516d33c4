import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Word } from '../../grammar/tree.ts';

/** A reference such as `${NAME}` that nothing defines: its braces split the line. `text`: what stands for it in the expanded text. */
export interface LooseReference {
  readonly text: string;
  readonly name: string;
}

/** Finds such references in words; null where the text has none. */
export function looseReferences({ problems, origin }: Expansion): ((word: Word) => LooseReference | null) | null {
  const names = new Set<string>();
  for (const problem of problems) {
    if (problem.kind === 'undefined-definition' && problem.data.braces && !problem.data.quoted) names.add(problem.data.name.trim());
  }
  if (names.size === 0) return null;
  return ({ raw, quoted, start }) => {
    if (quoted || !raw.includes('$')) return null;
    for (const name of names) {
      const text = `$${name}`;
      const index = raw.indexOf(text);
      if (index < 0) continue;
      const { source, offset } = origin(start + index);
      if (source.text[offset + 1] === '{') return { text, name };
    }
    return null;
  };
}
