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
  return a === b ? 0 : orderOf(a) - orderOf(b);
}

const orders = new Map<Version, number>();

/** A number that grows with the version; kept, because every line of a large file may ask for it. */
function orderOf(version: Version): number {
  let order = orders.get(version);
  if (order === undefined) {
    order = version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
    orders.set(version, order);
  }
  return order;
}

/** Whether `version` is `since` or newer. */
export function atLeast(version: Version, since: Version): boolean {
  return compareVersions(version, since) >= 0;
}

/** Whether `version` lies in `since` … `before`, the end not included. */
export function between(version: Version, since: Version, before: Version): boolean {
  return atLeast(version, since) && !atLeast(version, before);
}
