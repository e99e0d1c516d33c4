/**
 * Names of nodes by what tells them apart: `lb1` for `site/lb1/keepalived.conf` beside `site/lb2/keepalived.conf`, `lb1` for
 * `keepalived.conf@lb1` beside `keepalived.conf@lb2`. Parts of a path that all have in common, in front and behind, are left out.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const [first = [], ...others] = names.map(partsOf);
  const most = Math.min(first.length, ...others.map(({ length }) => length)) - 1;
  if (others.length === 0) return new Map(names.map((name) => [name, name]));
  let front = 0;
  while (front < most && others.every((parts) => parts[front] === first[front])) front++;
  let behind = 0;
  while (front + behind < most && others.every((parts) => parts.at(-1 - behind) === first.at(-1 - behind))) behind++;
  return new Map(
    names.map((name) => [
      name,
      partsOf(name)
        .slice(front)
        .slice(0, -behind || undefined)
        .join('')
        .replace(/^[/@]/, ''),
    ]),
  );
}

/** What each short name of some clusters stands for, where that is one node. */
export function nodesByShortName(clusters: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const nodes = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [node, short] of clusters.flatMap((names) => [...shortNames(names)])) {
    if (nodes.has(short)) ambiguous.add(short);
    else nodes.set(short, node);
  }
  return new Map([...nodes].filter(([short]) => !ambiguous.has(short)));
}

/** The parts of a path and the config-id behind it, each with the sign before it. */
function partsOf(name: string): readonly string[] {
  return name.match(/[/@]?[^/@]+/g) ?? [name];
}
