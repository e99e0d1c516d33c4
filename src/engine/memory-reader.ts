import type { Reader } from './reader.ts';

/** A reader of files in memory, by path with forward slashes: for editors, browsers and tests. It reads nothing else. */
export function memoryReader(files: Readonly<Record<string, string>>): Reader {
  const texts = new Map(Object.entries(files).map(([path, text]) => [normalize(path), text]));
  return {
    read: (absolute) => {
      const text = texts.get(absolute);
      if (text !== undefined) return { text };
      const holdsFiles = [...texts.keys()].some((path) => path.startsWith(`${absolute}/`));
      return { error: holdsFiles ? 'directory' : 'missing' };
    },
    match: (pattern, directory) => matchingPaths(texts.keys(), pattern, directory),
    show: (absolute) => absolute,
    resolve: join,
    directoryOf: (absolute) => absolute.slice(0, Math.max(absolute.lastIndexOf('/'), 0)),
  };
}

/** Those of some normalized paths that a shell wildcard pattern matches, sorted. */
export function matchingPaths(paths: Iterable<string>, pattern: string, directory: string): readonly string[] {
  const wanted = toExpression(join(pattern, directory));
  return [...paths].filter((path) => wanted.test(path)).sort();
}

function join(path: string, directory: string): string {
  return normalize(path.startsWith('/') || directory === '' ? path : `${directory}/${path}`);
}

/** A path without `.`, `..` and doubled slashes. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** A shell wildcard pattern: neither `*` nor `?` stands for a slash, or for a dot at the beginning of a name. */
function toExpression(pattern: string): RegExp {
  const expression = pattern.replace(/\[[!^]?[^\]/]+\]|[*?]|[\\^$.|+(){}[\]]/g, (part, at: number) => {
    const first = at === 0 || pattern[at - 1] === '/' ? '(?!\\.)' : '';
    if (part === '*') return `${first}[^/]*`;
    if (part === '?') return `${first}[^/]`;
    if (part.length > 1) return `${first}[${part.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\').replaceAll('[', '\\[')}]`;
    return `\\${part}`;
  });
  return new RegExp(`^${expression}$`);
}
