const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** Whether a character divides words: white space as C's isspace() has it, which U+00A0 is not. */
export function isWhiteSpace(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}
