import { distance } from 'fastest-levenshtein';

/** At most three of `candidates` that `word` may be a misspelling of, the likeliest first. */
export function closest(word: string, candidates: Iterable<string>): readonly string[] {
  const lower = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const near: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const other = candidate.toLowerCase();
    const score = isSwap(lower, other) ? 1 : distance(lower, other);
    if (score <= allowed) near.push({ candidate, score });
  }
  near.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, 3).map(({ candidate }) => candidate);
}

/** Whether two neighbouring characters have changed places, the commonest slip of all, which counts as two for the distance. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((character, i) => character !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
