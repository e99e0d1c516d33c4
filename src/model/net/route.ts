import type { Statement, Word } from '../../../grammar/tree.ts';
import type { UsedOption } from '../../binding/entries/entry.ts';
import type { Family, IpAddress } from '../../binding/ip-address.ts';

/** One of the ways of a route. */
export interface Nexthop {
  readonly gateway: IpAddress | null;
  readonly interface: string | null;
}

/** A line of virtual_routes or static_routes that keepalived keeps: `198.51.100.0/24 via 192.0.2.1 dev eth0`. */
export interface Route {
  readonly node: Statement;
  /** The word that says where it leads; the last one where several do. */
  readonly word: Word;
  /** Null for `default` and its like: all addresses of its family. */
  readonly destination: IpAddress | null;
  /** IPv4 where nothing tells. */
  readonly family: Family;
  readonly gateway: IpAddress | null;
  /** Interface given with `dev`; null where it has none. */
  readonly interface: string | null;
  /** In the order of the text; empty for a route with one way. */
  readonly nexthops: readonly Nexthop[];
  /** Whether something happens when the route disappears: a fault of its instance, or of those of its track_group. */
  readonly tracked: boolean;
  /** Name of the track_group of a static route. */
  readonly trackGroup: string | null;
  /** All that stands in the line and is used, in the order of the text. */
  readonly options: readonly UsedOption[];
}
