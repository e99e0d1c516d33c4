/** `a`, `a and b`, `a, b and c`; of more than `most` the first ones: `a, b and 4 more`. */
export function nameSome(names: readonly string[], most: number): string {
  const shown = names.slice(0, most);
  const more = names.length > most ? `${names.length - most} more` : shown.pop();
  return shown.length === 0 ? (more ?? '') : `${shown.join(', ')} and ${more}`;
}
