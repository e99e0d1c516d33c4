import { distance } from 'fastest-levenshtein';
import { inLatin } from './look-alike.ts';

/** At most three of `candidates` that `word` may be a misspelling of, the likeliest first. */
export function closest(word: string, candidates: Iterable<string>): readonly string[] {
  const lower = folded(word);
  // Any letter is as near to a word of one letter as any other; only the case and a look-alike tell.
  const allowed = word.length === 1 ? 0 : Math.max(1, Math.floor(word.length / 3));
  const near: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (Math.abs(candidate.length - word.length) <= allowed) {
      const score = slips(lower, other);
      if (score <= allowed) near.push({ candidate, score });
    } else if (isPart(lower, other)) {
      // Less likely than any misspelling; of two, the one that shares more.
      near.push({ candidate, score: allowed + 1 / other.length });
    }
  }
  near.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, 3).map(({ candidate }) => candidate);
}

/** The same among keywords and names: one with another number is another one, and no misspelling (`native_ipv4` is not `native_ipv6`, `peer2` not `peer1`). */
export function closestNames(word: string, names: Iterable<string>): readonly string[] {
  return closest(word, names).filter((name) => !isOfAnotherNumber(word, name));
}

function isOfAnotherNumber(word: string, name: string): boolean {
  const [number, other] = [word, name].map((each) => each.replace(/\D/g, ''));
  return number !== '' && other !== '' && number !== other && word.replace(/\d/g, '') === name.replace(/\d/g, '');
}

/** Whether the first of the candidates that {@link closest} found is what was meant: no other one is as near. */
export function isSure(word: string, [first, second]: readonly string[]): boolean {
  if (first === undefined) return false;
  const lower = folded(word);
  return second === undefined || slips(lower, first.toLowerCase()) < slips(lower, second.toLowerCase());
}

/** As it is compared: whoever types with another keyboard has more letters of another alphabet in a word than slips are allowed. */
function folded(word: string): string {
  return inLatin(word).toLowerCase();
}

/** How many slips lead from one word to another. */
function slips(word: string, other: string): number {
  return isSwap(word, other) ? 1 : distance(word, other);
}

/** Shorter words begin or end too many others. */
const SHORTEST_PART = 5;

/** Whether a word goes on where the candidate ends (`lb_algorithm`), or lacks the words that the candidate begins with (`script_security`). */
function isPart(word: string, candidate: string): boolean {
  const shorter = Math.min(word.length, candidate.length);
  // `no_track` is the opposite of what `track` was to say.
  if (shorter < SHORTEST_PART || candidate === `no_${word}`) return false;
  return word.startsWith(candidate) || candidate.endsWith(`_${word}`);
}

/** Whether two neighbouring characters have changed places, the commonest slip of all, which counts as two for the distance. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((character, i) => character !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
