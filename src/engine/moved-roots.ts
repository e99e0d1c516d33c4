interface Keyed {
  readonly rule: string;
  readonly root: string;
  readonly rest: string;
}

/** Root files that are compared with each other; with more, the first ones are. */
const MOST_COMPARED = 1_000;

/**
 * Which root file has gone where: each that is gone with one that is new and has at least one of its findings. Those go together whose paths end alike
 * (a renamed folder), then those that share most findings.
 */
export function pairMovedRoots(gone: readonly Keyed[], found: readonly Keyed[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  if (gone.length === 0 || found.length === 0) return pairs;
  const old = gather(gone);
  const taken = new Set<string>();
  const candidates = [...gather(found)].flatMap(([now, keys]) =>
    [...old].flatMap(([before, known]) => {
      let shared = 0;
      for (const key of keys) if (known.has(key)) shared++;
      return shared > 0 ? [{ before, now, shared, ending: commonEnding(before, now) }] : [];
    }),
  );
  candidates.sort((a, b) => b.ending - a.ending || b.shared - a.shared || (a.before + a.now < b.before + b.now ? -1 : 1));
  for (const { before, now } of candidates) {
    if (pairs.has(before) || taken.has(now)) continue;
    pairs.set(before, now);
    taken.add(now);
  }
  return pairs;
}

function gather(keyed: readonly Keyed[]): ReadonlyMap<string, ReadonlySet<string>> {
  const roots = new Map<string, Set<string>>();
  for (const { rule, root, rest } of keyed) {
    const known = roots.get(root) ?? new Set();
    if (known.size === 0 && roots.size >= MOST_COMPARED) continue;
    roots.set(root, known.add(`${rule}|${rest}`));
  }
  return roots;
}

/** How many parts the ends of two paths have in common. */
function commonEnding(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return differs < 0 ? left.length : differs;
}
