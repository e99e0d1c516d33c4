import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Misfit } from '../binding/bound.ts';
import { distinctPlaces, misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';

/** What is said of a line of the keepalived that comes with LVS for full NAT, in front of what the usual one does with it. */
export const FULL_NAT_ONLY = 'Only the keepalived that comes with full NAT (DPVS, the LVS of Alibaba) knows it.';

const KEYWORDS: ReadonlySet<string> = new Set(['laddr_group_name', 'local_address_group', 'syn_proxy']);

export function isKeywordOfFullNat(word: string): boolean {
  return KEYWORDS.has(word);
}

/** `lb_kind FNAT` */
export function isMethodOfFullNat({ keyword, word }: Misfit<'invalid-value'>['data']): boolean {
  return word.text === 'FNAT' && (keyword.name === 'lvs_method' || keyword.name === 'lb_kind');
}

/**
 * The place of the first line that is for that keepalived, where another one begins at `start`: that a file is for it is one mistake, whatever
 * number of lines shows it.
 */
export function fullNatBefore(start: number, configuration: Configuration): Span | null {
  const { first, starts } = placesOfFullNat(configuration);
  return first && first.start < start && starts.has(start) ? first : null;
}

const placesOfFullNat = memoized((configuration: Configuration): { readonly first: Span | null; readonly starts: ReadonlySet<number> } => {
  const lines = [
    ...misfitsOf(configuration, 'unknown-keyword').filter(({ data }) => isKeywordOfFullNat(data.word)),
    ...misfitsOf(configuration, 'invalid-value').filter(({ data }) => isMethodOfFullNat(data)),
  ];
  const places = distinctPlaces(configuration, lines).map(({ at }) => at);
  const [first = null] = places.sort((a, b) => a.start - b.start);
  return { first, starts: new Set(places.map(({ start }) => start)) };
});
