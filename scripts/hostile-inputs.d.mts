/** An input with the files it is made of, the root first, and a rule that has to report it. */
export interface HostileInput {
  readonly what: string;
  readonly files: readonly (readonly [name: string, content: string | Uint8Array])[];
  readonly rule: string;
}

export function hostileInputs(): Generator<HostileInput>;
