import type { Block, Node, Word } from '../../../grammar/tree.ts';
import type { BoundArgument, BoundBlock } from '../../binding/bound.ts';
import { argumentOf, numberOf } from '../read-settings.ts';
import { fallback, given, type Setting } from '../setting.ts';
import type { SyncGroup } from '../vrrp/sync-group.ts';
import type { VrrpInstance } from '../vrrp/vrrp-instance.ts';
import type { NamedBlock } from './definitions.ts';

/** What all have in common that instances and groups can track. */
export class TargetDraft {
  readonly name: string;
  readonly nameWord: Word;
  readonly bound: BoundBlock;
  weight: Setting<number>;
  reverse = false;
  /** Filled when those are read. */
  readonly instances: VrrpInstance[] = [];
  readonly syncGroups: SyncGroup[] = [];

  constructor({ bound, nameWord }: NamedBlock, standardWeight: number) {
    this.bound = bound;
    this.nameWord = nameWord;
    this.name = nameWord.text;
    this.weight = fallback(standardWeight);
  }

  get block(): Block {
    return this.bound.node;
  }

  /** Takes over a `weight` line. `reverse` stays set where a later one has none: nothing of keepalived takes it back but `noreverse` at the use. */
  readWeight(args: readonly BoundArgument[], node: Node): void {
    const weight = numberOf(argumentOf({ args }, 'weight'));
    if (weight === null) return;
    this.weight = given(weight, node);
    if (args.some(({ value }) => value === 'reverse')) this.reverse = true;
  }
}
