import type { Setting } from '../model/setting.ts';
import type { Value } from './change.ts';

/** What stands for a secret. */
export const HIDDEN = '***';

/** One thing that a block says, as keepalived takes it. */
export interface Fact {
  /** keepalived's keyword. */
  readonly what: string;
  /** What tells it from others of one keyword, such as the name of a tracked script; null where there is nothing. */
  readonly item: string | null;
  /** What is compared. */
  readonly value: Value;
  /** What is shown of it. */
  readonly shown: Value;
  /** It comes from a default or from another block, which tells of a change itself. */
  readonly inherited: boolean;
}

/** A block with all that it says. */
export interface Subject {
  readonly kind: string;
  /** As messages name it: `vrrp_instance VI_1`. */
  readonly title: string;
  /** What it is when its name has changed; null where only the name tells. */
  readonly alias: string | null;
  /** The title of the block that it stands in, whose coming and going tells of this one too. */
  readonly within: string | null;
  /** What it is, in a few words, for one that appears or vanishes. */
  readonly summary: string;
  readonly facts: readonly Fact[];
}

/** Gathers the facts of a block. */
export class Facts {
  readonly all: Fact[] = [];

  /** A setting; nothing where it has no value. */
  set(what: string, { value, as }: Setting<Value | null>): void {
    if (value !== null) this.all.push({ what, item: null, value, shown: value, inherited: as === 'default' });
  }

  add(what: string, value: Value, more: Partial<Pick<Fact, 'item' | 'shown' | 'inherited'>> = {}): void {
    this.all.push({ what, item: null, shown: value, inherited: false, ...more, value });
  }
}
