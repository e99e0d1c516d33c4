import { resolve } from 'node:path';
import { globbySync } from 'globby';

/** Whether a pattern holds a wildcard that glob(3) knows. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/**
 * What a shell wildcard pattern matches, as glob(3) does it for keepalived: `*`, `?` and `[…]`, none of which matches a `/` or a leading
 * dot. The matching is globby's; what its patterns can do beyond glob(3) (`**`, braces, `!`, `(a|b)`) is switched off.
 *
 * @returns absolute paths, sorted by bytes; empty where nothing matches or a directory cannot be read
 */
export function matchWildcards(pattern: string, directory: string): readonly string[] {
  const plain = pattern.replace(/(?:\/\.)*\/+/g, '/');
  const found = globbySync(asGlobbyPattern(plain), {
    cwd: directory,
    absolute: false,
    onlyFiles: false,
    expandDirectories: false,
    braceExpansion: false,
    extglob: false,
    globstar: false,
    dot: true,
    suppressErrors: true,
  });
  const parts = plain.split('/');
  return found
    .filter((path) => leadingDotsAreWritten(path, parts))
    .map((path) => resolve(directory, path))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** `**` means no more than `*` to glob(3), and only `*`, `?`, `[` and a backslash are special. */
function asGlobbyPattern(pattern: string): string {
  return pattern
    .replace(/\*{2,}/g, '*')
    .replace(/\[[!^]?\]?[^\]]*\]|\\.|[!(){}|+@]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}

/** A leading dot is only matched by a dot. A path from globby has as many parts as its pattern, but for `.` and empty ones at the front. */
function leadingDotsAreWritten(path: string, patternParts: readonly string[]): boolean {
  const pathParts = path.split('/');
  const skipped = patternParts.length - pathParts.length;
  return pathParts.every((part, index) => !part.startsWith('.') || /^\\?\./.test(patternParts[index + skipped] ?? ''));
}
