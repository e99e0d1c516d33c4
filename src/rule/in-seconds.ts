/** A time as prose has it: `1 second`, `0.5 seconds`. */
export function inSeconds(value: number | string): string {
  return Number(value) === 1 ? `${value} second` : `${value} seconds`;
}
