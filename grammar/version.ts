/** A keepalived version such as `2.2.7`. */
export type Version = `${number}.${number}.${number}`;

/** The newest keepalived that the tables of kvlint describe. */
export const NEWEST_VERSION: Version = '2.4.3';

/** The oldest keepalived that the tables of kvlint describe. */
export const OLDEST_VERSION: Version = '2.0.0';

const PATTERN = /^v?(\d+)\.(\d+)\.(\d+)$/;

/** Reads `2.2.7` or `v2.2.7`; null for anything else. */
export function parseVersion(text: string): Version | null {
  const match = PATTERN.exec(text.trim());
  return match ? `${Number(match[1])}.${Number(match[2])}.${Number(match[3])}` : null;
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`. */
export function compareVersions(a: Version, b: Version): number {
  if (a === b) return 0;
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` is `since` or newer. */
export function atLeast(version: Version, since: Version): boolean {
  return compareVersions(version, since) >= 0;
}

/** Whether `version` lies in `since` … `before`, the end not included. */
export function between(version: Version, since: Version, before: Version): boolean {
  return atLeast(version, since) && !atLeast(version, before);
}
