import { type Bound, isList } from '../../binding/bound.ts';
import type { Target } from '../../binding/target.ts';
import { type EntryLists, noteGroup } from '../../daemon/entry-lists.ts';
import type { CorrectionList } from '../correction.ts';
import type { Address } from './address.ts';
import { readAddress } from './read-address.ts';
import { readRoutes } from './read-routes.ts';
import { readRules } from './read-routing-rules.ts';
import type { Route } from './route.ts';
import type { RoutingRule } from './routing-rule.ts';

/** What the host has while keepalived runs, whatever VRRP does. */
export interface StaticEntries {
  readonly addresses: readonly Address[];
  readonly routes: readonly Route[];
  readonly rules: readonly RoutingRule[];
}

/** Reads the static addresses, routes and rules, in the order of the text. */
export function readStaticEntries(
  children: readonly Bound[],
  { lists, target, waits }: { readonly lists: EntryLists; readonly target: Target; readonly waits: boolean },
  corrections: CorrectionList,
): StaticEntries {
  const { version } = target;
  const addresses: Address[] = [];
  const routes: Route[] = [];
  const rules: RoutingRule[] = [];
  const groups = new Set<string>();
  const isGroup = (name: string): boolean => groups.has(name);
  for (const bound of children) {
    noteGroup(bound, groups);
    if (!isList(bound)) continue;
    const { name, entry: kind } = bound.keyword;
    const correct = corrections.about(name);
    if (kind === 'route') for (const route of readRoutes(bound, { lists, version, correct })) routes.push(route);
    else if (kind === 'rule') for (const rule of readRules(bound, { lists, version, correct })) rules.push(rule);
    else if (name === 'static_ipaddress') {
      for (const entry of bound.entries) {
        const address = readAddress(entry, { list: name, target, correct, isGroup, waits });
        if (address) addresses.push(address);
      }
    }
  }
  return { addresses, routes, rules };
}
