/** UTF-16 units that count for the hash of a line. */
const WINDOW = 100;
const FACTOR = 37;
const TWO_32 = 2 ** 32;

/**
 * The values that GitHub's upload action calls `primaryLocationLineHash`, one a line: a rolling hash of the 100 units from the start of the
 * line, without blanks and tabs, and how often that hash has occurred so far (github/codeql-action, src/fingerprints.ts).
 */
export function lineHashes(text: string): readonly string[] {
  const { units, lineStarts } = significantUnits(text);
  const seen = new Map<string, number>();
  return lineStarts.map((start) => {
    const hash = hashFrom(units, start);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function significantUnits(text: string): { units: Uint16Array; lineStarts: readonly number[] } {
  const units = new Uint16Array(text.length + 1);
  const lineStarts = [0];
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit === 0x20 || unit === 0x09) continue;
    if (unit === 0x0d) {
      if (text.charCodeAt(i + 1) === 0x0a) continue;
      unit = 0x0a;
    }
    units[length++] = unit;
    if (unit === 0x0a) lineStarts.push(length);
  }
  units[length++] = 0xffff;
  return { units: units.subarray(0, length), lineStarts };
}

/** 64 bits in two halves: a product of 32 bits and 37 is still exact in a double. */
function hashFrom(units: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let i = start; i < start + WINDOW; i++) {
    const sum = low * FACTOR + (units[i] ?? 0);
    low = sum % TWO_32;
    high = (high * FACTOR + Math.floor(sum / TWO_32)) % TWO_32;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
