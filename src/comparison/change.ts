/** What a setting holds, as it is shown: secrets are `***`. */
export type Value = string | number | boolean;

/**
 * What a change bears on: `address`, a virtual address that appears, vanishes or moves; `election`, what decides which node holds the addresses;
 * `setting`, all else.
 */
export type ChangeKind = 'address' | 'election' | 'setting';

/** One thing that is different in what keepalived would run. */
export interface Change {
  /** The node, as the new configuration names it. */
  readonly node: string;
  /** The block it is about: `vrrp_instance VI_1`. */
  readonly subject: string;
  /** keepalived's keyword for it, where it has one. */
  readonly what: string;
  readonly kind: ChangeKind;
  /** Null: there was none. */
  readonly before: Value | null;
  /** Null: there is none any more. */
  readonly after: Value | null;
  /** What that leads to, in one sentence. */
  readonly consequence?: string;
}
