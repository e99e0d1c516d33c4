import type { SarifContext } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';

/**
 * The URI of a file, as GitHub code scanning wants it: relative to the root of the repository, with percent-encoded segments; an absolute
 * `file:` URI for a file outside the root.
 */
export function fileUri(path: string, context: SarifContext): string {
  const absolute = context.locate(path);
  const inside = repositoryPath(absolute, context);
  return inside === null ? directoryUri(absolute) : encode(inside);
}

/** The `file:` URI of an absolute path. */
function directoryUri(absolute: string): string {
  return `file://${absolute.startsWith('/') ? '' : '/'}${encode(absolute)}`;
}

/**
 * The deepest directory, with a slash at its end, that holds the root and every file of which only an absolute URI is known; null when there
 * is none of those. A viewer cuts it off the absolute URIs.
 */
export function commonDirectory(root: string, uris: Iterable<string>): string | null {
  let common: string[] | null = null;
  for (const uri of uris) {
    if (!uri.startsWith('file:')) continue;
    common ??= directoryUri(root).split('/');
    const parts = uri.split('/').slice(0, -1);
    const end: number = common.findIndex((part, index) => parts[index] !== part);
    if (end >= 0) common = common.slice(0, end);
  }
  return common && `${common.join('/')}/`;
}

function encode(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
