import type { ProfileName } from '../src/rule/rule.ts';

/** A named set of severities. The severities themselves stand in the rules. */
export interface Profile {
  readonly name: ProfileName;
  /** What it demands, in one sentence. */
  readonly title: string;
}

/**
 * The profiles that may be named on the command line. `recommended` is always there, unless `keepalived` is the only one named; the others
 * raise or lower what it says.
 */
export const profiles: readonly Profile[] = [
  { name: 'recommended', title: 'What breaks or weakens a cluster on any network, and what keepalived itself refuses.' },
  { name: 'l3-only', title: 'A network that allows no virtual MAC address and no multicast: that policy as errors.' },
  { name: 'keepalived', title: "Exactly what keepalived's own config test (`keepalived -t`) would report." },
  { name: 'all', title: 'Every rule there is.' },
];
