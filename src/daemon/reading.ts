import type { Span } from '../../grammar/tree.ts';
import type { BoundView } from '../binding/bound-view.ts';
import type { Reach } from './processes.ts';

/** A view as the processes of keepalived read it, which may stop before its end. */
export interface Reading extends BoundView {
  /** Where keepalived stops reading, because a keyword lacks a word that it takes for granted (exit status 2); null where it reads on. */
  readonly exit: Span | null;
  /** Whether the config test comes to read a place: not behind where it stops, nor in a network namespace that the host may not have. */
  readonly isReached: Reach;
}
