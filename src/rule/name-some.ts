/** `a`, `a and b`, `a, b and c`; where these are the first of `count`: `a, b and 4 more`. */
export function nameSome(names: readonly string[], count: number): string {
  const shown = [...names];
  const more = count > names.length ? `${count - names.length} more` : shown.pop();
  return shown.length === 0 ? (more ?? '') : `${shown.join(', ')} and ${more}`;
}
