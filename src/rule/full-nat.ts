import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Misfit } from '../binding/bound.ts';
import { distinctPlaces, misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';

/** What is said of a line of the keepalived that comes with LVS for full NAT, in front of what the usual one does with it. */
export const FULL_NAT_ONLY = 'Only the keepalived that comes with full NAT (DPVS, the LVS of Alibaba) knows it.';

const KEYWORDS: ReadonlySet<string> = new Set([
  'allow_address_group',
  'daddr_group_name',
  'deny_address_group',
  'dpdk_interface',
  'establish_timeout',
  'expire_quiescent_conn',
  'hash_target',
  'laddr_group_name',
  'limit_proportion',
  'local_address_group',
  'proxy_protocol',
  'syn_proxy',
  'tunnel_group',
  'vip_bind_dev',
  'waddr_group_name',
]);

export function isKeywordOfFullNat(word: string): boolean {
  return KEYWORDS.has(word);
}

/** `lb_kind FNAT`, `lb_algo conhash`, `virtual_server match SNAT` */
export function isValueOfFullNat({ keyword, word }: Misfit<'invalid-value'>['data']): boolean {
  return VALUES[keyword.name]?.has(word.text) ?? false;
}

const METHODS: ReadonlySet<string> = new Set(['FNAT', 'SNAT']);
const SCHEDULERS: ReadonlySet<string> = new Set(['conhash']);
const VALUES: Readonly<Record<string, ReadonlySet<string>>> = {
  lb_algo: SCHEDULERS,
  lb_kind: METHODS,
  lvs_method: METHODS,
  lvs_sched: SCHEDULERS,
  virtual_server: new Set(['match', 'SNAT']),
};

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
    ...misfitsOf(configuration, 'invalid-value').filter(({ data }) => isValueOfFullNat(data)),
  ];
  const places = distinctPlaces(configuration, lines).map(({ at }) => at);
  const [first = null] = places.sort((a, b) => a.start - b.start);
  return { first, starts: new Set(places.map(({ start }) => start)) };
});
