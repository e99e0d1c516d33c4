/** Whether a word behind a keyword says that it is to be off: to a keyword that takes no such word it says nothing, or something else. */
export function isMeantOff(word: string): boolean {
  return NEGATIVE.has(word.toLowerCase());
}

const NEGATIVE: ReadonlySet<string> = new Set(['off', 'no', 'false', 'disable', 'disabled', '0']);
