import { distance } from 'fastest-levenshtein';

/** At most three of `candidates` that `word` may be a misspelling of, the likeliest first. */
export function closest(word: string, candidates: Iterable<string>): readonly string[] {
  const lower = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const near: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const score = distance(lower, candidate.toLowerCase());
    if (score <= allowed) near.push({ candidate, score });
  }
  near.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, 3).map(({ candidate }) => candidate);
}
