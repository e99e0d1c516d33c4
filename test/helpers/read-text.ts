import { posix } from 'node:path';
import { expand } from '../../grammar/expand/expand.ts';
import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Files } from '../../grammar/expand/files.ts';
import { parse } from '../../grammar/parser.ts';
import { createSource, type Source } from '../../grammar/source.ts';
import { lineWords, type Node, type Tree } from '../../grammar/tree.ts';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';

export interface ReadOptions {
  readonly configId?: string | null;
  readonly version?: Version;
  /** Further files, by path relative to the root file. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is known of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Files in memory, with plain names only. */
function memoryFiles(texts: Readonly<Record<string, string>>, known: readonly Source[] = []): Files {
  const sources = new Map(known.map((source) => [source.path, source]));
  for (const [path, text] of Object.entries(texts)) sources.set(path, createSource(path, text));
  return {
    match: (pattern, wildcard, from) => {
      const path = posix.join(posix.dirname(from.path), pattern);
      if (!wildcard) return [path];
      const expression = new RegExp(
        `^${path
          .replace(/[.+^$()|\\]/g, '\\$&')
          .replaceAll('*', '[^/]*')
          .replaceAll('?', '[^/]')}$`,
      );
      return [...sources.keys()].filter((each) => expression.test(each)).sort();
    },
    read: (path) => sources.get(path) ?? 'missing',
    directory: (source) => posix.dirname(source.path),
    show: (path) => path,
  };
}

export function expandText(text: string, options: ReadOptions = {}): Expansion {
  const { configId = null, version = NEWEST_VERSION, files = {}, environment = {} } = options;
  const root = createSource('main.conf', text);
  return expand(root, { configId, version, environment: new Map(Object.entries(environment)), files: memoryFiles(files, [root]) });
}

export function readText(text: string, options: ReadOptions = {}): { expansion: Expansion; tree: Tree } {
  const expansion = expandText(text, options);
  return { expansion, tree: parse(expansion) };
}

/** The lines that keepalived reads, words parted by ` | `; each brace is a line of its own. */
export function linesOf(text: string, options: ReadOptions = {}): string[] {
  const lines: string[] = [];
  const add = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      const words = lineWords(node).filter((word) => word.terminated);
      if (words.length > 0) lines.push(words.map((word) => word.text).join(' | '));
      if (node.kind !== 'block') continue;
      lines.push('{');
      add(node.body);
      if (node.closed) lines.push('}');
    }
  };
  add(readText(text, options).tree.body);
  return lines;
}

/** What was found wrong with the text, as `kind@line:column`. */
export function problemsOf(text: string, options: ReadOptions = {}): string[] {
  return expandText(text, options).problems.map(({ kind, at }) => {
    const { line, column } = at.source.at(at.offset);
    return `${kind}@${at.source.path === 'main.conf' ? '' : `${at.source.path}:`}${line}:${column}`;
  });
}
