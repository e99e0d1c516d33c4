import type { SarifContext } from './reporter.ts';

/** The path of a file from the root of the repository, with forward slashes; null for a file outside it. */
export function repositoryPath(absolute: string, { root }: Pick<SarifContext, 'root'>): string | null {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  return absolute.startsWith(prefix) ? absolute.slice(prefix.length) : null;
}

/** Names files as the repository does; those outside it as the report does. What it has found out once it keeps. */
export function repositoryNames(context: SarifContext): (path: string) => string {
  const { root } = context;
  const names = new Map<string, string>();
  return (path) => {
    let name = names.get(path);
    if (name === undefined) {
      name = repositoryPath(context.locate(path), { root }) ?? path;
      names.set(path, name);
    }
    return name;
  };
}
