import type { Word } from '../../../grammar/tree.ts';
import type { Bound, BoundBlock } from '../../binding/bound.ts';
import { isBlock } from '../../binding/bound.ts';

/** Definitions of one kind by name. keepalived finds the first of a name, and only if it stands above the reference. */
export class Definitions<T extends { readonly name: string; readonly nameWord: Word }> {
  readonly all: T[] = [];
  /** Names that something refers to, found or not. */
  readonly referred = new Set<string>();
  /** Names whose definition keepalived leaves out. */
  readonly leftOut = new Map<string, Word>();
  private readonly byName = new Map<string, T>();

  add(definition: T): void {
    this.all.push(definition);
    if (!this.byName.has(definition.name)) this.byName.set(definition.name, definition);
  }

  /** The definition of that name, wherever it stands. */
  named(name: string): T | undefined {
    return this.byName.get(name);
  }

  /** The definition that a word refers to. */
  above(reference: Word): T | undefined {
    this.referred.add(reference.text);
    const found = this.byName.get(reference.text);
    return found && found.nameWord.start < reference.start ? found : undefined;
  }
}

/** A block that its first word names. */
export interface NamedBlock {
  readonly bound: BoundBlock;
  readonly nameWord: Word;
}

/** Blocks of a keyword whose header keepalived takes, the first of each name; also those that it leaves out later. */
export function* namedBlocks(children: readonly Bound[], ...keywords: readonly string[]): Generator<NamedBlock> {
  const seen = new Set<string>();
  for (const bound of children) {
    if (!isBlock(bound) || !keywords.includes(bound.keyword.name)) continue;
    const [name] = bound.args;
    if (!name?.fits || seen.has(name.word.text)) continue;
    seen.add(name.word.text);
    yield { bound, nameWord: name.word };
  }
}
