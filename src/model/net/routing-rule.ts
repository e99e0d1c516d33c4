import type { Statement, Word } from '../../../grammar/tree.ts';
import type { UsedOption } from '../../binding/entries/entry.ts';
import type { Family } from '../../binding/ip-address.ts';

/** A line of virtual_rules or static_rules that keepalived keeps: `from 192.0.2.0/24 table 100 preference 1000`. */
export interface RoutingRule {
  readonly node: Statement;
  /** IPv4 where nothing tells. */
  readonly family: Family;
  /** The kernel tries lower numbers first; null where keepalived gives it one. */
  readonly preference: number | null;
  /** The word for what it does: `table`, `goto`, `blackhole` … */
  readonly action: Word;
  /** Interface given with `iif` or `dev`; null where it has none. */
  readonly interface: string | null;
  /** Whether something happens when the rule disappears: a fault of its instance, or of those of its track_group. */
  readonly tracked: boolean;
  /** Name of the track_group of a static rule. */
  readonly trackGroup: string | null;
  /** All that stands in the line and is used, in the order of the text. */
  readonly options: readonly UsedOption[];
}
