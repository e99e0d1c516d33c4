/** A quotation mark as word processors and web pages write it. */
export const TYPOGRAPHIC_QUOTE = /[\u201c\u201d\u201e\u201f\u00ab\u00bb]/;

/** Whether a word begins with one. */
export function beginsWithTypographicQuote(word: string): boolean {
  return TYPOGRAPHIC_QUOTE.test(word[0] ?? '');
}
