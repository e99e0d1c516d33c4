import type { Argument, BlockKeyword, EntryKind, Keyword, ListKeyword, ValueKeyword } from './keyword.ts';

type Without<T, K extends PropertyKey> = Omit<T, K>;
type ValueFacts = Without<ValueKeyword, 'kind' | 'name' | 'args'>;
type BlockFacts = Without<BlockKeyword, 'kind' | 'name' | 'args' | 'keywords'>;
type ListFacts = Without<ListKeyword, 'kind' | 'name' | 'args' | 'entry'>;

/** A keyword with words behind it. */
export const value = (name: string, args: readonly Argument[], facts: ValueFacts): ValueKeyword => ({
  kind: 'value',
  name,
  args,
  ...facts,
});

/** A keyword without words; keepalived ignores whatever follows it. */
export const flag = (name: string, facts: ValueFacts): ValueKeyword => ({ kind: 'flag', name, args: [], ...facts });

/** A keyword that opens a block of keywords. */
export const block = (name: string, args: readonly Argument[], facts: BlockFacts, keywords: readonly Keyword[]): BlockKeyword => ({
  kind: 'block',
  name,
  args,
  keywords,
  ...facts,
});

/** A keyword that opens a list of entries. */
export const list = (name: string, entry: EntryKind, facts: ListFacts, args: readonly Argument[] = []): ListKeyword => ({
  kind: 'list',
  name,
  args,
  entry,
  ...facts,
});
