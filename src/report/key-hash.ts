/** A key as 16 hexadecimal digits, in the form of GitHub's own fingerprints: two hashes of 32 bits (murmur3's mixing), one seeded otherwise. */
export function keyHash(key: string): string {
  return `${hex(hash(key, 0x9747b28c))}${hex(hash(key, 0x5bd1e995))}:1`;
}

function hash(text: string, seed: number): number {
  let sum = seed;
  for (let i = 0; i < text.length; i++) {
    const unit = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    sum ^= Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
    sum = Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64;
  }
  sum ^= text.length;
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return (sum ^ (sum >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
