import type { Source } from '../../grammar/source.ts';
import type { Traits } from '../cluster/traits.ts';
import type { Root } from './reader.ts';

/** What a run knows of a root file once it is read, whatever the rules say of it. */
export interface ReadRoot {
  readonly root: Root;
  readonly source: Source;
  /** The config-ids of its views. */
  readonly views: readonly (string | null)[];
  /** The files that its views read, itself among them. */
  readonly files: ReadonlySet<Source>;
  /** What tells which clusters its views belong to; none of what is not a configuration. */
  readonly traits: readonly Traits[];
  /** Whether it is a template, or was never meant for keepalived. */
  readonly isTemplate: boolean;
  /** Whether all that keepalived may read of it was read. */
  readonly isWhole: boolean;
}
