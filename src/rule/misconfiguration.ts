/** A mistake that people make, and who tells of it. */
interface Misconfiguration {
  readonly mistake: string;
  /** Ids of the rules that tell of it. */
  readonly rules: readonly string[];
  /** What of it no rule tells, and why. */
  readonly left?: string;
}

/** Mistakes of one subject. */
export interface MisconfigurationGroup {
  readonly subject: string;
  readonly mistakes: readonly Misconfiguration[];
}
