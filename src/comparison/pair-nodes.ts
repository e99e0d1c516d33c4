/** What tells one node from others of its side, and what it runs. */
export interface PairedNode {
  /** The path of its root file as the side shows it. */
  readonly root: string;
  readonly configId: string | null;
  /** What it says, one line an entry, without what keepalived does not see. */
  readonly lines: ReadonlySet<string>;
}

/** Of what two files say at least so much must be the same for one to be the other under a new name. */
const LIKE = 0.5;

/** Comparing each with each: beyond that many, only files with equal contents are taken for renamed ones. */
const MOST_COMPARED = 10_000;

/** Nodes of two sides that are the same one: by path and config-id, then by content. Null: there is none on that side. */
export function pairNodes<T extends PairedNode>(olds: readonly T[], news: readonly T[]): readonly (readonly [T | null, T | null])[] {
  const pairs: (readonly [T | null, T | null])[] = [];
  const byName = new Map(olds.map((each) => [nameOf(each), each]));
  const lonely: T[] = [];
  for (const now of news) {
    const old = byName.get(nameOf(now));
    if (old) {
      byName.delete(nameOf(now));
      pairs.push([old, now]);
    } else lonely.push(now);
  }
  const left = new Set(byName.values());
  for (const now of lonely) {
    const old = mostAlike(now, left, lonely.length);
    if (old) left.delete(old);
    pairs.push([old, now]);
  }
  return [...pairs, ...[...left].map((old) => [old, null] as const)];
}

function nameOf({ root, configId }: PairedNode): string {
  return JSON.stringify([root, configId]);
}

function mostAlike<T extends PairedNode>(now: T, olds: ReadonlySet<T>, count: number): T | null {
  let best: T | null = null;
  let most = count * olds.size > MOST_COMPARED ? 1 : LIKE;
  for (const old of olds) {
    const likeness = likenessOf(old.lines, now.lines);
    if (likeness < most || (best !== null && likeness === most)) continue;
    best = old;
    most = likeness;
  }
  return best;
}

/** The share of lines that both have in all that one of them has. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const line of a) if (b.has(line)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}
