import type { Version } from '../../grammar/version.ts';
import { unnamedAmong } from '../engine/named-config-ids.ts';
import type { Reader, Root } from '../engine/reader.ts';
import { enumerate } from '../report/prose.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` for a `--config-id` that no file names: a misspelt one would be linted as a node that does not exist. */
export function requireConfigIds(ids: readonly string[], roots: readonly Root[], reader: Reader, version: Version): void {
  const { unnamed, named } = unnamedAmong(ids, roots, reader, version);
  const [id] = unnamed;
  if (id === undefined) return;
  const all = [...named].sort();
  const exist =
    all.length === 0
      ? 'The files name no config-id: leave the option out.'
      : `Config-ids: ${enumerate(all.map((each) => `'${each}'`))}.${didYouMean(id, all)} For a node that no condition names, leave the option out and add --unnamed-view.`;
  throw new UsageError(`--config-id ${id}: no file names it. ${exist}`);
}
