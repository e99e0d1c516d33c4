import type { ProblemKind } from '../../../grammar/expand/problem.ts';
import type { MisfitKind } from '../../binding/bound.ts';

/** Why kvlint does not judge a condition. */
export const REASONS = {
  interfaces: 'the interfaces of the host decide',
  files: 'the files of the host decide',
  accounts: 'the users and groups of the host decide',
  kernel: 'the kernel of the host decides',
  build: 'how keepalived was built decides',
  network: 'it shows only while keepalived runs, in what others send',
  reload: 'it shows only at a reload',
  'command-line': "it is about keepalived's command line, not about a file",
  unreachable: 'no text leads there, or an earlier check catches it',
  harmless: 'keepalived is silent in its config test, and nothing goes wrong',
  unreleased: 'no released keepalived has it',
  unjudged: 'it takes a PCRE2 of the same version to know',
  unsought: 'kvlint does not look for it: it takes a text that nobody has been seen to write',
} as const;

export type Reason = keyof typeof REASONS;

/** A condition that some version of keepalived looks for, or acts on without a word. */
export interface Check {
  /** When it holds, in a few words. Markdown. */
  readonly when: string;
  /** The kind of {@link Misfit} or {@link Problem} in which it shows; left out for a {@link Correction}, and for the structure of the text. */
  readonly kind?: MisfitKind | ProblemKind;
  /** The id of the check that is the same condition, seen by another part of keepalived. */
  readonly sameAs?: string;
  readonly outOfReach?: Reason;
}

/** A condition that the model finds by itself. */
export function check(when: string): Check {
  return { when };
}

/** A condition that shows in a misfit, or in a problem of the text, of some kind. */
export function found(kind: MisfitKind | ProblemKind, when: string): Check {
  return { kind, when };
}

export function sameAs(id: string, when: string): Check {
  return { sameAs: id, when };
}

export function outOfReach(reason: Reason, when: string): Check {
  return { outOfReach: reason, when };
}
