/** Where the word ends that stands before a place, on its line. */
export function endOfWordBefore(start: number, text: string): number {
  let end = start;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  return end;
}
