/** A pattern of a settings file without what says nothing: `./` in front, `/` at the end. */
export function plainPattern(pattern: string): string {
  return pattern.replace(/^\.\/|\/+$/g, '');
}

/** The way from a directory to what lies below it, both absolute; null for anything else, the directory itself included. */
export function wayBelow(directory: string, absolute: string): string | null {
  const base = directory.endsWith('/') ? directory : `${directory}/`;
  return absolute.startsWith(base) ? absolute.slice(base.length) : null;
}
