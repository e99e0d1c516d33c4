import { expect, it } from 'vitest';
import { createSource } from '../../../grammar/source.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { Sources } from '../../../src/engine/sources.ts';
import { viewsOf } from '../../../src/engine/views.ts';

/** Three config-ids, in a file that comments make as large as is wanted. */
function viewsOfMillions(characters: number): { readonly ids: readonly (string | null)[]; readonly limits: readonly unknown[] } {
  const text = `@a $X=1\n@b $X=2\n@c $X=3\n${`#${'-'.repeat(998)}\n`.repeat(characters / 1_000)}`;
  const views = [...viewsOf(createSource('keepalived.conf', text), { version: '2.4.3' }, new Sources(memoryReader({})), {})];
  const problems = views.flatMap((view) => view.problems).filter(({ kind }) => kind === 'limit');
  return { ids: views.map(({ configId }) => configId), limits: problems.map(({ data }) => data) };
}

it('as many views are read as fit into memory, and it is said how many', () => {
  expect(viewsOfMillions(12_000_000)).toEqual({ ids: ['a', 'b', 'c'], limits: [] });
  expect(viewsOfMillions(13_000_000)).toEqual({ ids: ['a', 'b'], limits: [{ what: 'config-ids', limit: 2 }] });
});
