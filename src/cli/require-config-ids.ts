import type { Version } from '../../grammar/version.ts';
import { unnamedAmong } from '../engine/named-config-ids.ts';
import type { Side } from '../engine/side.ts';
import { enumerate } from '../report/prose.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` for a `--config-id` that no file names: a misspelt one would be linted as a node that does not exist. `otherwise`: how to ask for a node that no condition names. */
export function requireConfigIds(
  ids: readonly string[],
  sides: readonly Side[],
  version: Version,
  otherwise = 'leave the option out and add --unnamed-view',
): void {
  const found = sides.map(({ roots, reader }) => unnamedAmong(ids, roots, reader, version));
  const id = ids.find((each) => found.every(({ unnamed }) => unnamed.includes(each)));
  if (id === undefined) return;
  const all = [...new Set(found.flatMap(({ named }) => named))].sort();
  const exist =
    all.length === 0
      ? 'The files name no config-id: leave the option out.'
      : `Config-ids: ${enumerate(all.map((each) => `'${each}'`))}.${didYouMean(id, all)} For a node that no condition names, ${otherwise}.`;
  throw new UsageError(`--config-id ${id}: no file names it. ${exist}`);
}
