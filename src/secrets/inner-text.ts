import { expand } from '../../grammar/expand/expand.ts';
import type { Expansion } from '../../grammar/expand/expansion.ts';
import { parse } from '../../grammar/parser.ts';
import { createSource, type Source } from '../../grammar/source.ts';
import type { Tree } from '../../grammar/tree.ts';
import { NEWEST_VERSION } from '../../grammar/version.ts';

/** What is escaped in a string of JSON or of a program, and the quotes around that. */
const ESCAPED = /\\+([nrt"'])|"/g;

/** A line end in a string. */
export const LINE_END = '\\n';

/** A configuration that stands in strings of another file. */
export interface InnerText {
  readonly expansion: Expansion;
  readonly tree: Tree;
}

/**
 * What the strings of a file say that hold line ends behind backslashes, as JSON does: read as a configuration of its own, without a path. Null for a
 * file without such strings.
 */
export function innerText(source: Source): InnerText | null {
  if (!source.text.includes(LINE_END)) return null;
  const text = source.text.replace(ESCAPED, (_, character: string | undefined) => {
    if (character === undefined) return '\n';
    return /["']/.test(character) ? character : '\n';
  });
  const expansion = expand(createSource('', text), { configId: null, version: NEWEST_VERSION, files: NO_FILES });
  return { expansion, tree: parse(expansion) };
}

/** Nothing is included from a string. */
const NO_FILES: Parameters<typeof expand>[1]['files'] = {
  match: () => [],
  read: () => 'missing',
  directory: () => '',
  show: (path) => path,
};
